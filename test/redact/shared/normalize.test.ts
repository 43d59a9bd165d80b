import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalize } from '../../../src/redact/shared/normalize.js'
import { hostileText } from '../arbitrary-text.js'

test.each([
  ['', ''],
  ['plain text, as most is', 'plain text, as most is'],
  ['４１１１　１１１１', '4111 1111'],
  ['٤١١١ ۴۲ १२ ๓', '4111 42 12 3'],
  ['𝟒𝟏𝟏𝟏 ①② ❶❷', '4111 12 12'],
  ['4️⃣1️⃣', '41'],
  ['jo\u200b@ex\u00adam\u2060ple.com', 'jo@example.com'],
  ['\u202ejo@example.com\u202c', 'jo@example.com'],
  ['j̶o̶@e.com', 'jo@e.com'],
  ['p\u0430yp\u0430l@m\u0430il.com', 'paypal@mail.com'],
  ['почта на Олимпе', 'почта на Олимпе'],
  ['078‑05–1120 and 078−05—1120', '078-05-1120 and 078-05-1120'],
  ['“quoted” ‘word’', `"quoted" 'word'`],
  ['re\u0301sume\u0301', 'r\u00e9sum\u00e9'],
  ['6789² and 5½', '6789² and 5½'],
  ['jo%40example%2Ecom', 'jo@example.com'],
  ['a%20b', 'a%20b'],
  ['jo&#64;example&period;com &#x41; &unknown; &#9999999;', 'jo@example.com A &unknown; &#9999999;'],
  ['one\r\ntwo\rthree\u2028four', 'one\ntwo\nthree\nfour'],
  ['jo@exam=\nple.com', 'jo@example.com'],
  ['exam-\nple and 123-\n45-6789', 'example and 123-45-6789'],
  ['my card 4111 1111\n1111 1111 is new', 'my card 4111 1111 1111 1111 is new'],
  ['11\n22\n33', '11\n22\n33'],
  ['in 53144\n06-10446904 is', 'in 53144\n06-10446904 is'],
  ['card 4111\n1111 1111 1111 it', 'card 4111 1111 1111 1111 it'],
  ['4 1 1 1 1 1 1 1 1 1 1 1', '411111111111'],
  ['4-1-1-1-1-1-1-1', '41111111'],
  ['rows 1 2 3 and 4', 'rows 1 2 3 and 4'],
  ['j o h n @ m a i l . c o m', 'john@mail.com'],
  ['jo [at] example (dot) com', 'jo@example.com'],
  ['jo at example dot com', 'jo@example.com'],
  ['is jo dot van underscore a at example dot com', 'is jo.van_a@example.com'],
  ['the red dot on the map at noon', 'the red dot on the map at noon'],
  ['jo @ example . com', 'jo@example.com'],
  ['look at example.com for it', 'look at example.com for it'],
  ['lone \ud800 and \udc00 stay', 'lone \ud800 and \udc00 stay'],
])('%j reads as %j', (text, expected) => {
  expect(normalize(text).text).toBe(expected)
})

describe('spelled-out addresses', () => {
  test('relaxed leaves them', () => {
    expect(normalize('jo (at) example (dot) com', { strictness: 'relaxed' }).text).toBe('jo (at) example (dot) com')
  })
  test('strict reads any ending', () => {
    expect(normalize('jo_at_example_dot_museum', { strictness: 'strict' }).text).toBe('jo@example.museum')
  })
})

test('a span leads back to all of what it stands for', () => {
  const original = 'Card ４１１１\u200b1111 of 😀'
  const { text, toOriginal } = mapped(original)
  const start = text.indexOf('4111')
  expect(original.slice(...toOriginal(start, start + 8))).toBe('４１１１\u200b1111')
  const face = text.indexOf('😀')
  expect(original.slice(...toOriginal(face, face + 1))).toBe('😀')
})

test('whatever the text, spans are in bounds, in order and of whole characters', () => {
  const texts = fc.oneof(hostileText, fc.string({ unit: 'binary', maxLength: 30 }), fc.string({ maxLength: 30 }))
  fc.assert(
    fc.property(texts, (original) => {
      const { text, toOriginal } = mapped(original)
      const wrong: (readonly [start: number, end: number])[] = []
      let last = 0
      for (let index = 0; index < text.length; index++) {
        const [start, end] = toOriginal(index, index + 1)
        const inBounds = start >= last && end > start && end <= original.length
        const whole = !isInsidePair(original, start) && !isInsidePair(original, end)
        if (!(inBounds && whole)) wrong.push([start, end])
        last = start
      }
      expect(wrong).toEqual([])
    }),
    { numRuns: 25_000 },
  )
})

test('ASCII text without disguises maps onto itself', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z ,;]{0,40}$/), (original) => {
      const { text, toOriginal } = mapped(original)
      expect(text).toBe(original)
      expect(toOriginal(0, text.length)).toEqual([0, text.length])
    }),
    { numRuns: 2000 },
  )
})

test.each([
  ['(', 'at '],
  ['&', '#64'],
  ['a', ' at a dot'],
  ['1', ' '],
  ['1', '-\n'],
  ['\u0301', ''],
  ['а', 'b'],
  ['a', '@a.'],
  ['%4', '0'],
  ['_at_', 'a_dot_'],
  ['\u200b', ''],
  ['=\n', 'a'],
])('100 kB of %j and %j end in time', (head, tail) => {
  const text = (head + tail).repeat(Math.ceil(100_000 / (head.length + tail.length)))
  expect(normalize(text, { strictness: 'strict' }).text.length).toBeGreaterThanOrEqual(0)
})

function mapped(original: string): { text: string; toOriginal: (start: number, end: number) => [number, number] } {
  const normalized = normalize(original)
  return {
    text: normalized.text,
    toOriginal(from, to) {
      const { start, end } = normalized.toOriginal(from, to)
      return [start, end]
    },
  }
}

function isInsidePair(text: string, index: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(Math.max(0, index - 1), index + 1))
}
