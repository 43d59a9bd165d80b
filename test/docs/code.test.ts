import { expect, test } from 'vitest'
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
