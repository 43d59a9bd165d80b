import { expect, test } from 'vitest'
import { commentParts, entries, exportedFrom } from '../../scripts/docs/declarations.mjs'
import { markdownFiles, readMarkdown } from '../../scripts/docs/markdown.mjs'
import { compile, type Snippet } from './compile.js'

const LANGUAGES = ['ts', 'tsx', 'js', 'jsx']

test('every block of code in the documents compiles', () => {
  const snippets = markdownFiles().flatMap((source): Snippet[] =>
    readMarkdown(source)
      .blocks.filter(({ language }) => LANGUAGES.includes(language))
      .map(({ code, line, language }) => ({ source, line, code, language })),
  )
  expect(snippets.length).toBeGreaterThan(10)
  expect(compile(snippets, 'documents'), 'test/docs/given.d.ts declares what the documents take for granted').toEqual(
    [],
  )
}, 60_000)

test('every example in the comments of the public names compiles', () => {
  const snippets = new Map<string, Snippet>()
  for (const { name: entry, file } of entries()) {
    for (const { name, comment } of exportedFrom(file).values()) {
      for (const code of commentParts(comment).examples) snippets.set(code, { source: `${entry} ${name}`, code })
    }
  }
  expect(snippets.size).toBeGreaterThan(50)
  expect(compile([...snippets.values()], 'examples'), 'test/docs/given.d.ts declares what the examples use').toEqual([])
}, 60_000)

test('every public function and class has an example', () => {
  const without = entries().flatMap(({ name: entry, file }) =>
    [...exportedFrom(file).values()]
      .filter(
        ({ kind, comment }) => ['function', 'class'].includes(kind) && commentParts(comment).examples.length === 0,
      )
      .map(({ name }) => `${entry} ${name}`),
  )
  expect(without, 'Add `@example` with code that runs to the comment').toEqual([])
})
