import { expect, test } from 'vitest'
import { halve, segmentsOf } from '../../src/translate/segments.js'

const wrapped =
  'This is a long line of a mail that was wrapped at a fixed width of its\nwindow, and goes on. Then it ends.'

test.each<[string, string[]]>([
  ['', []],
  ['  \n\n', []],
  ['👩‍👩‍👧 12.5 — …', []],
  ['One. Two!  Three?', ['One.', 'Two!', 'Three?']],
  ['\n  Title\n\n\tText.\r\nMore\n', ['Title', 'Text.', 'More']],
  [
    '- milk\n* bread\n1. first\n12) twelfth\n## Heading\n> - quoted',
    ['milk', 'bread', 'first', 'twelfth', 'Heading', 'quoted'],
  ],
  ['Dr. Lee saw it. Mr. Fox did not.', ['Dr. Lee saw it.', 'Mr. Fox did not.']],
  [
    wrapped,
    ['This is a long line of a mail that was wrapped at a fixed width of its window, and goes on.', 'Then it ends.'],
  ],
  ['-5 degrees. 3.5 km', ['-5 degrees.', '3.5 km']],
])('%j has the sentences %j, and joined its parts are the text', (text, sentences) => {
  const segments = segmentsOf(text, 'en')
  expect(segments.filter(({ translated }) => translated).map(({ text: words }) => words)).toEqual(sentences)
  expect(segments.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text)
})

test.each([
  ['The first half of a sentence, and the second half of the sentence', 'The first half of a sentence, '],
  ['no comma in all these words that a model cannot take at once', 'no comma in all these words '],
  ['comma, far from the middle of the words of this long sentence', 'comma, far from the middle of '],
  ['tooshorttobecut andagain', undefined],
  ['x'.repeat(500), undefined],
])('%j is cut to %j', (text, first) => {
  const halves = halve({ start: 7, end: 7 + text.length, text, translated: true })
  expect(halves?.[0].text).toBe(first)
  if (halves === undefined) return
  expect(halves.map((half) => half.text).join('')).toBe(text)
  expect(halves.map(({ start, end }) => end - start)).toEqual(halves.map((half) => half.text.length))
})

// This would take minutes if the work grew with the square of the length.
test('long rows of spaces cost no more than their length', () => {
  const text = `One${' '.repeat(25_000)}two. `.repeat(400)
  expect(segmentsOf(text, 'en').filter(({ translated }) => translated)).toHaveLength(400)
})
