import { expect, test } from 'vitest'
import { pagesOf, withPageMarks } from '../../demo/parts/page-marks.js'
import type { PlacedText } from '../../demo/parts/pdf-layout.js'
import { letterReader } from '../../demo/parts/pdf-letters.js'
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
    'two columns with one letter size between them',
    [
      ...lines(50, 50, [
        'The left column tells of a caller and',
        'of the call. She has said to the clerk',
        'that her name is Maria Lopez.',
      ]),
      ...lines(250, 50, [
        'The right column tells of the answer',
        'which came late, and of all that has',
        'followed from it since.',
      ]),
    ].map((word) => ({ ...word, width: Math.min(190, word.text.length * 5.2) })),
    'The left column tells of a caller and of the call. She has said to the clerk that her name is Maria Lopez.\n\nThe right column tells of the answer which came late, and of all that has followed from it since.',
  ],
  [
    'a line that was stretched to fill its column',
    [
      ...lines(50, 50, ['The neighbour who had signed for it, and', 'who is a Mr. Robert Fielding, can only be']),
      ...['reached', 'by', 'mail', 'only,', 'at'].map((word, index) =>
        piece(word, [50, 112.5, 150, 197.5, 250][index] ?? 0, 74),
      ),
      piece('robert.fielding@example.com, and is sorry.', 50, 86),
    ],
    'The neighbour who had signed for it, and who is a Mr. Robert Fielding, can only be reached by mail only, at\nrobert.fielding@example.com, and is sorry.',
  ],
  [
    'a table above two columns, whose cells keep to the same strip',
    [
      ...['Ann Lee', 'Bo Lind', 'Cy Ong'].flatMap((name, row) => [
        piece(name, 50, 50 + row * 12),
        piece(`${row}7.50`, 300, 50 + row * 12),
      ]),
      ...lines(50, 110, ['The left column tells of a caller', 'and of the call. Her name is Maria', 'Lopez.']),
      ...lines(300, 110, [
        'The right column tells of the',
        'answer, which came late, and of',
        'all that followed from it.',
      ]),
    ],
    'Ann Lee\t07.50\nBo Lind\t17.50\nCy Ong\t27.50\n\nThe left column tells of a caller and of the call. Her name is Maria Lopez.\n\nThe right column tells of the answer, which came late, and of all that followed from it.',
  ],
  [
    'figures as far apart as words of a stretched line, which stay cells',
    [piece('12.50', 50, 50), piece('13.75', 100, 50), piece('14.10', 150, 50)],
    '12.50\t13.75\t14.10',
  ],
  ['accents that stand before their letters', [piece('M¨uller, Caf´e, 5 ¨', 50, 50)], 'Müller, Café, 5 ¨'],
  ['a piece without a letter above the text', [piece('', 50, 30), ...lines(50, 50, ['One', 'Two'])], 'One\nTwo'],
  [
    'a note in the margin that runs upwards',
    [...lines(50, 50, ['The text of the page comes first.']), piece('Copy 2', 20, 200, { angle: -90 })],
    'The text of the page comes first.\n\nCopy 2',
  ],
  [
    'a text that is read from the right',
    [piece('שלום', 100, 50, { isRightToLeft: true }), piece('עולם', 73, 50, { isRightToLeft: true })],
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

test('pieces without letters, as many as there may be, are left out at once', () => {
  const pieces = Array.from({ length: 200 }, (_, index) => piece('', (index % 4) * 140, Math.floor(index / 4) * 12))
  expect(textOfPage([...pieces, piece('Ann', 50, 900)])).toBe('Ann')
})

test.each<readonly [string, string, string | undefined]>([
  ['letters that are named', 'Ann Lee', 'Ann Lee'],
  ['a control that strayed into a long text', `${'a'.repeat(80)}\u0003b`, `${'a'.repeat(80)}b`],
  ['numbers of shapes in place of letters', '$QQ\u0003/HH', undefined],
  ['ligatures and sharp s of TeX', 'o\u001ece, Groÿ', 'office, Groß'],
])('%s', (_, text, read) => {
  const reader = letterReader()
  reader.count('font', text)
  expect(reader.read('font', text)).toBe(read)
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
