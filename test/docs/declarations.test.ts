import { expect, test } from 'vitest'
import { commentParts, entries, exportedFrom, parseDeclarations } from '../../scripts/docs/declarations.mjs'
import { referencePage } from '../../scripts/docs/reference.mjs'

const parse = (text: string) => [...parseDeclarations(text).declarations.values()]

test.each([
  ['a type that goes on behind a bracket', 'export type A = {\n    a: 1;\n}\n/** or */\n | {\n    b: 2;\n};\n', ['A']],
  [
    'a comment with an apostrophe and a bracket',
    "export interface A {\n    /**\n     * the page's { b }\n     */\n    b: 1;\n}\nexport type C = 1;\n",
    ['A', 'C'],
  ],
  ['overloads', 'export declare function f(a: 1): 1;\nexport declare function f(a: 2): 2;\n', ['f']],
  ['what is not exported', 'type Hidden = 1;\nexport declare const b: Hidden;\n', ['Hidden', 'b']],
  ['a reference in front', '/// <reference lib="dom" />\n/** Said. */\nexport declare class D {\n}\n', ['D']],
])('declarations are read: %s', (_, text, names) => {
  expect(parse(text).map(({ name }) => name)).toEqual(names)
})

test('a comment has words, examples and defaults, also on one line', () => {
  expect(commentParts('Says it. @default 10')).toEqual({
    words: 'Says it.',
    examples: [],
    tags: [{ name: 'default', text: '10' }],
  })
  expect(commentParts('Says it.\n\n@example\nrun({ a: 1 })\n').examples).toEqual(['run({ a: 1 })'])
})

test.each(entries())('the reference of $name has every name that the entry exports', async ({ name, file }) => {
  const page = referencePage({ name, file })
  expect(page).not.toContain('undefined\n```')
  for (const exported of exportedFrom(file).keys()) expect(page).toContain(`\n### ${exported}\n`)
})

test('names that are exported again are found where they are declared', () => {
  const names = [...exportedFrom('dist/src/index.d.ts').keys()]
  expect(names).toEqual(expect.arrayContaining(['createEmbedder', 'NlpError', 'TextStream']))
})
