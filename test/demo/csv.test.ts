import { expect, test } from 'vitest'
import { readCells, readCsv, writeCsv } from '../../demo/parts/csv.js'

test.each([
  ['', [], []],
  ['a', ['a'], []],
  ['a,b\n1,2', ['a', 'b'], [['1', '2']]],
  ['a;b\n"1;2";"say ""hi"""\n', ['a', 'b'], [['1;2', 'say "hi"']]],
  ['a\tb\r\nx, y\t\r\n', ['a', 'b'], [['x, y', '']]],
  ['a,b\n"two\nlines",3\n\n', ['a', 'b'], [['two\nlines', '3']]],
  ['a,b\n1,', ['a', 'b'], [['1', '']]],
  ['a,b\nstray "quote", 2\n"open,3\n4,5\n', ['a', 'b'], [['stray "quote"', ' 2'], ['"open,3'], ['4', '5']]],
  ['\uFEFF a , b\n😀,é\n', ['a', 'b'], [['😀', 'é']]],
])('%j is read as a table', (text, columns, rows) => {
  expect(readCsv(text)).toEqual({ columns, rows })
})

test('a table that is written is read as the same table', () => {
  const table = {
    columns: ['a', 'b, c'],
    rows: [
      ['"', 'x\ny'],
      ['', ' z '],
    ],
  }
  expect(readCsv(writeCsv(table))).toEqual(table)
})

test.each(['a,b\n1,2', '\uFEFFa;"b ""c"""\r\n"1;2";3', 'a\tb\nx "y"\t\n', '"open,3\n4,5\n', 'a,\n😀,é'])(
  'the cells of %j stand where they are said to stand',
  (text) => {
    for (const { value, start, end } of readCells(text).flat())
      expect(text.slice(start, end).replaceAll('""', '"')).toBe(value)
  },
)
