import { expect, test } from 'vitest'
import { pagesOf, withPageMarks } from '../../demo/parts/page-marks.js'
import type { PlacedText } from '../../demo/parts/pdf-layout.js'
import { textOfPage } from '../../demo/parts/pdf-lines.js'

const piece = (text: string, x: number, y: number, more: Partial<PlacedText> = {}): PlacedText => ({
  text,
  x,
  y,
  width: text.length * 5,
  size: 10,
  angle: 0,
  isSpaced: false,
  isRightToLeft: false,
  ...more,
})
const lines = (x: number, y: number, texts: readonly string[]) =>
  texts.map((text, index) => piece(text, x, y + index * 12))

test.each<readonly [string, readonly PlacedText[], string]>([
  ['an empty page', [], ''],
  ['a letter drawn twice to look bold', [piece('Ann', 50, 50), piece('Ann', 50.5, 50)], 'Ann'],
  ['the same word twice', [piece('no', 50, 50), piece('no', 64, 50)], 'no no'],
  ['pieces in the wrong order', [piece('world', 80, 50), piece('Hello', 50, 50)], 'Hello world'],
  ['pieces without a gap', [piece('ann.lee', 50, 50), piece('@example.com', 85, 50)], 'ann.lee@example.com'],
  ['a raised letter', [piece('Area 5 m', 50, 50), piece('2', 90.5, 46, { size: 6, width: 3 })], 'Area 5 m2'],
  [
    'lines of an address, which stay lines',
    lines(50, 50, ['Maria Lopez', '12 Main Street', '62701 Springfield']),
    'Maria Lopez\n12 Main Street\n62701 Springfield',
  ],
  [
    'a table, by its rows',
    ['Ann Lee', 'Bo Lind', 'Cy Ong', 'Di Roth'].flatMap((name, row) => [
      piece(name, 50, 50 + row * 12),
      piece(`order A-41${row} of a long text in its row`, 300, 50 + row * 12),
    ]),
    [0, 1, 2, 3]
      .map((row) => `${['Ann Lee', 'Bo Lind', 'Cy Ong', 'Di Roth'][row]}\torder A-41${row} of a long text in its row`)
      .join('\n'),
  ],
  [
    'two columns below a title, and a number of the page',
    [
      piece('A title that goes across both of the columns', 120, 20),
      ...lines(50, 50, ['The left column tells of a caller', 'and of the call. Her name is Maria', 'Lopez.']),
      ...lines(300, 50, [
        'The right column tells of the',
        'answer, which came late, and of',
        'all that followed from it.',
      ]),
      piece('417', 400, 140),
    ],
    'A title that goes across both of the columns\n\nThe left column tells of a caller and of the call. Her name is Maria Lopez.\n\nThe right column tells of the answer, which came late, and of all that followed from it.\n\n417',
  ],
  [
    'a note in the margin that runs upwards',
    [...lines(50, 50, ['The text of the page comes first.']), piece('Copy 2', 20, 200, { angle: -90 })],
    'The text of the page comes first.\n\nCopy 2',
  ],
  [
    'a text that is read from the right',
    [piece('שלום', 100, 50, { isRightToLeft: true }), piece('עולם', 70, 50, { isRightToLeft: true })],
    'שלום עולם',
  ],
])('%s', (_, pieces, text) => {
  expect(textOfPage(pieces)).toBe(text)
})

test.each<readonly [string, readonly string[], string]>([
  [
    'a line that was broken because it was full',
    ['The caller said that her name is Maria', 'Lopez and that she will call again.'],
    'The caller said that her name is Maria Lopez and that she will call again.',
  ],
  [
    'a word that was parted',
    ['The caller said that she lives in Spring-', 'field, in a house of her own by the lake.'],
    'The caller said that she lives in Springfield, in a house of her own by the lake.',
  ],
  [
    'a number that was parted, which keeps its hyphen',
    ['The caller left her number, +1-415-555-', '2671, and asked for a call back tonight.'],
    'The caller left her number, +1-415-555-2671, and asked for a call back tonight.',
  ],
  [
    'an address that was parted, which keeps its hyphen',
    ['The caller left her address, maria-', 'lopez@example.com, and waits for news.'],
    'The caller left her address, maria-lopez@example.com, and waits for news.',
  ],
])('%s', (_, broken, whole) => {
  expect(textOfPage(lines(50, 50, broken))).toBe(whole)
})

test.each([300, 3000])('a page of %i rows of many cells is laid out at once', (rows) => {
  const pieces = Array.from({ length: rows * 4 }, (_, index) =>
    piece('word', (index % 4) * 140, Math.floor(index / 4) * 12),
  )
  expect(textOfPage(pieces).split('\n')).toHaveLength(rows)
})

test('a place is found on its page, and a line of the page that looks like a mark counts no page', () => {
  const text = withPageMarks(['first\n--- page 7 ---', '', 'third'])
  const pageOf = pagesOf(text)
  expect([pageOf(0), pageOf(text.indexOf('first')), pageOf(text.indexOf('third'))]).toEqual([1, 1, 3])
  expect(withPageMarks(['alone'])).toBe('alone')
})
