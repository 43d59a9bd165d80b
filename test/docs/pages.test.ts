import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { markdownFiles, readMarkdown } from '../../scripts/docs/markdown.mjs'

test('the table of contents has every page of the documentation, once', () => {
  const sections: { pages: string[] }[] = JSON.parse(readFileSync('docs/contents.json', 'utf8'))
  const listed = sections.flatMap(({ pages }) => pages).filter((page) => !page.startsWith('../'))
  const pages = markdownFiles('docs/').map((file) => file.replace('docs/', ''))
  expect(listed.sort()).toEqual(pages)
})

test('every code of an error has a section in Troubleshooting, and no other has', () => {
  const declared = /export type ErrorCode =([\s\S]*?)\n\n/.exec(readFileSync('src/shared/errors.ts', 'utf8'))?.[1] ?? ''
  const codes = [...declared.matchAll(/\| '([\w-]+)'/g)].map(([, code]) => code)
  expect(codes.length).toBeGreaterThan(20)
  const sections = readMarkdown('docs/troubleshooting.md').headings.filter(({ level }) => level === 2)
  expect(sections.map(({ title }) => title)).toEqual(codes)
})
