import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { generatedDocuments } from '../scripts/docs/generated.mjs'
import { markdownFiles } from '../scripts/docs/markdown.mjs'

const documents = generatedDocuments()

test('the README shows models, figures and code that are written elsewhere', () => {
  expect(documents.map(({ file }) => file)).toContain('README.md')
})

test.each(documents)('$file shows them as they are', ({ file, text }) => {
  expect(readFileSync(file, 'utf8'), '`node scripts/docs/generated.mjs` writes the new ones').toBe(text)
})

test('the README is short enough to be read', () => {
  const lines = readFileSync('README.md', 'utf8').split('\n').length - 1
  expect(lines, 'Write it in docs/, and link to it').toBeLessThanOrEqual(150)
})

test('the README names the commands of the project', () => {
  const readme = readFileSync('README.md', 'utf8')
  for (const name of ['start', 'test', 'bench']) expect(readme).toMatch(new RegExp(`npm (run )?${name}`))
})

const written = markdownFiles()
  .filter((file) => file !== 'CHANGELOG.md')
  .map((file) => ({ file, text: readFileSync(file, 'utf8') }))

test('the sizes of models in the README are those of their files', () => {
  const readme = readFileSync('README.md', 'utf8')
  const sizes = [...readme.matchAll(/`@tacet\/([\w-]+)` \((\d+\.\d) MB\)/g)].map(([, id, size]) => [id, size])
  expect(sizes.length).toBeGreaterThan(1)
  for (const [id, size] of sizes) {
    const { files } = JSON.parse(readFileSync(`models/${id}/manifest.json`, 'utf8'))
    const bytes = files.reduce((sum: number, file: { readonly bytes: number }) => sum + file.bytes, 0)
    expect(`${id} ${size}`).toBe(`${id} ${(bytes / 1e6).toFixed(1)}`)
  }
})

/** The commands that documents name, with the document of each. */
function named(pattern: RegExp): [string, string][] {
  return written.flatMap(({ file, text }) =>
    [...text.matchAll(pattern)].map(([, name = '']): [string, string] => [name, file]),
  )
}

test('every npm script that a document names is there', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
  const unknown = named(/\bnpm run ([\w:-]+)/g).filter(([name]) => !(name in scripts))
  expect(unknown).toEqual([])
})

test('every command of tacet that a document names is there', () => {
  const commands = [...readFileSync('cli/main.ts', 'utf8').matchAll(/^ {2}'?([\w-]+)'?: \{/gm)].map(([, name]) => name)
  expect(commands).toContain('copy-assets')
  expect(named(/\bnpx tacet ([a-z-]+)/g).filter(([name]) => !commands.includes(name))).toEqual([])
})

test('every program that a document runs with Node or Python is there', () => {
  const programs = named(/\b(?:node|python3?) ((?:scripts|models|examples|bench)\/[\w./-]+\.(?:mjs|py))/g)
  expect(programs.length).toBeGreaterThan(0)
  expect(programs.filter(([name]) => !existsSync(name))).toEqual([])
})
