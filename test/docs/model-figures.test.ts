import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string) => readFileSync(path, 'utf8')

/** The rows of both tables: the id of the model, and the text of the row. */
const rows = ['model-effort', 'model-quality'].flatMap((name) => {
  const [, table = ''] = new RegExp(`<!-- ${name} -->([^]*?)<!-- /${name} -->`).exec(read('docs/models.md')) ?? []
  const found = [...table.matchAll(/^\| \[([\w-]+)\]\([^)]*\) \|(.*)\|$/gm)]
  return found.map(([, id = '', said = '']) => ({ name, id, said }))
})

/** The numbers of a text, without those in the names of sets and models. */
const numbersOf = (text: string) =>
  (text.replace(/STS \d+|e5-small|\]\([^)]*\)/g, ' ').match(/(?<![\w.-])\d*\.?\d+(?!\w)/g) ?? []).map(Number)

test('both tables have a row for each model', () => {
  expect(rows.length).toBeGreaterThan(20)
  expect(rows.length).toBe(2 * new Set(rows.map(({ id }) => id)).size)
})

test.each(rows)('each figure that $name gives for $id stands in a card or in the figures', ({ id, said }) => {
  // A row compares its model with others, whose cards have their figures.
  const cards = [id, ...[...said.matchAll(/`([\w-]+)`/g)].map(([, name = '']) => name)]
    .map((name) => `models/${name}/card.md`)
    .filter((path) => existsSync(path))
  const known = new Set([...cards, 'docs/figures.md'].flatMap((path) => numbersOf(read(path))))
  const unsized = said.replace(/[\d.]+ MB(?= \|)/, '')
  expect(numbersOf(unsized).filter((number) => !known.has(number))).toEqual([])
})
