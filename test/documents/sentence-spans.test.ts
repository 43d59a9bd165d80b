import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sentenceSpans } from '../../src/documents/sentence-spans.js'

const sentences = (text: string, language = 'en') =>
  Array.from(sentenceSpans(text, language), ({ start, end }) => text.slice(start, end))

const whole = (text: string, language = 'en') =>
  Array.from(new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text), ({ segment }) => segment)

test.each([
  ['', 'en'],
  ['🌧️ '.repeat(3_000), 'en'],
  ['Dr. Who came. 3.5 m tall! "Oh?" he said. '.repeat(300), 'en'],
  ['今天下雨。明天晴。'.repeat(1_000), 'zh'],
  [`${'a list of words, '.repeat(400)}and the end. Then more. `.repeat(3), 'en'],
  [`${'x'.repeat(1_990)}. . . . . . . . 12345 and so on. `.repeat(5), 'en'],
])('a long text has the sentences that the segmenter finds in it as a whole (%#)', (text, language) => {
  expect(sentences(text, language)).toEqual(whole(text, language))
})

test('whatever is written, nothing is lost and no character is cut', () => {
  const piece = fc.constantFrom(
    'Rain falls. ',
    '🌧️',
    'x'.repeat(900),
    ' ',
    '.',
    '\n',
    'etc. ',
    '9. ',
    '\u{1f600}'.repeat(700),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 80 }), (pieces) => {
      const text = pieces.join('')
      const spans = sentences(text)
      expect(spans.join('')).toBe(text)
      for (const span of spans) expect(span.isWellFormed()).toBe(true)
    }),
    { numRuns: 50 },
  )
})

test('the segmenter never gets more than a stretch, however long a sentence is', () => {
  let longest = 0
  const { segment } = Intl.Segmenter.prototype
  Intl.Segmenter.prototype.segment = function (text) {
    longest = Math.max(longest, text.length)
    return segment.call(this, text)
  }
  try {
    for (const text of ['no end '.repeat(40_000), 'An end. '.repeat(40_000)])
      expect(sentences(text).join('')).toBe(text)
  } finally {
    Intl.Segmenter.prototype.segment = segment
  }
  expect(longest).toBeLessThan(40_000)
})
