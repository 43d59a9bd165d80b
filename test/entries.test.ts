import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { entries, exportedFrom, parseDeclarations } from '../scripts/docs/declarations.mjs'

/** The entries that export a name, by name. */
const homes = new Map<string, string[]>()
for (const { name, file } of entries()) {
  for (const exported of exportedFrom(file).keys()) homes.set(exported, [...(homes.get(exported) ?? []), name])
}

test('the creators are where a newcomer looks first, and what has a room of its own is there', () => {
  const expected = {
    createEmbedder: 'tacet',
    createNameRecognizer: 'tacet',
    answer: 'tacet',
    chunk: 'tacet',
    NlpError: 'tacet',
    createRedactor: 'tacet/redact',
    openVectorStore: 'tacet/store',
    openDocuments: 'tacet/documents',
    localEngine: 'tacet/engines',
    route: 'tacet/engines',
    createBudget: 'tacet/engines',
    evaluate: 'tacet/evaluate',
    bleu: 'tacet/evaluate/metrics',
  }
  const found = Object.keys(expected).map((name) => [name, homes.get(name)?.join(', ')])
  expect(Object.fromEntries(found)).toEqual(expected)
})

test('no name is exported from two entries', () => {
  expect([...homes].filter(([, all]) => all.length > 1)).toEqual([])
})

test('a public name means one thing in the whole package', () => {
  const declaredIn = new Map<string, string[]>()
  for (const file of ['dist/src', 'dist/cli'].flatMap(declarationFiles)) {
    for (const { name, exported } of parseDeclarations(readFileSync(file, 'utf8')).declarations.values()) {
      if (exported && homes.has(name)) declaredIn.set(name, [...(declaredIn.get(name) ?? []), file])
    }
  }
  expect(declaredIn.size).toBe(homes.size)
  expect([...declaredIn].filter(([, files]) => files.length > 1)).toEqual([])
})

/** Only declarations of existing files, because a build leaves those of files that were moved or deleted. */
function declarationFiles(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.d.ts'))
  return files
    .map((file) => `${folder}/${file}`)
    .filter((file) => existsSync(file.replace(/^dist\/(.*)\.d\.ts$/, '$1.ts')))
}
