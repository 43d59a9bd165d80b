import { expect, test } from 'vitest'
import { cutAfter } from '../../demo/parts/text-slices.js'

const FACE = '😀'

test.each([
  ['one two\nthree', 5, 'one two\n'],
  ['one two three', 5, 'one two '],
  ['one two', 0, 'one '],
  ['one', 3, 'one'],
  ['one', 0, 'one'],
  ['', 0, ''],
  // A sign of two units that the reach ends within.
  [`${'x'.repeat(499)}${FACE}`, 0, 'x'.repeat(499)],
  [FACE.repeat(400), 0, FACE.repeat(250)],
  // A line that ends far away ends the slice no more than a near word does.
  [`a b${'c'.repeat(600)}\n`, 0, 'a '],
])('%j is cut after %i', (text, from, start) => {
  expect(text.slice(0, cutAfter(text, from))).toBe(start)
})
