import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { rows } from './rows.js'
import { facts, tableOf } from './table.js'

const page = readFileSync('docs/compatibility.md', 'utf8')

test('the page lists every model of the suite, in its order', () => {
  const lines = page.split('\n').filter((line) => line.startsWith('| '))
  expect(lines.slice(2)).toHaveLength(rows.length)
  for (const [index, row] of rows.entries()) expect(lines[index + 2]).toContain(`| ${facts(row).join(' | ')} |`)
})

test('each model of the short set lies in the repository, with its answers', () => {
  const short = rows.filter((row) => row.short === true)
  expect(short.length).toBeGreaterThan(10)
  const lacking = short.filter(({ id }) => !existsSync(`test/fixtures/compatibility/${id}/expected.json`))
  expect(lacking).toEqual([])
})

test('a difference is given as a bound, and a refusal as its sentence', () => {
  const [first, second, third] = rows
  const table = tableOf(
    new Map([
      [first!.id, { type: 'equal', runtime: 'onnxruntime', measure: 'score; spans are equal', largest: 0.00034 }],
      [second!.id, { type: 'refused', sentence: 'Model a | b pools by max.' }],
      [third!.id, { type: 'equal', runtime: 'kernels', measure: 'tokens are equal', largest: 0 }],
    ]),
  ).split('\n')
  expect(table[2]).toMatch(/\| ONNX Runtime \| below 0\.0005 \(score\); the spans are equal \|$/)
  expect(table[3]).toMatch(/\| refused \| “Model a \\\| b pools by max\.” \|$/)
  expect(table[4]).toMatch(/\| kernels \| none: the tokens are equal \|$/)
  expect(table[5]).toMatch(/\| – \| not tested \|$/)
})
