import fc from 'fast-check'
import { expect, test } from 'vitest'
import { globalRecognizers } from '../../../src/redact/recognizers/global/global.js'
import { localePacks } from '../../../src/redact/recognizers/index.js'
import { nationalCases } from './national-cases.js'

const pieces = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom(...nationalCases.map(([, , , value]) => value)),
  fc.constantFrom(...nationalCases.map(([, , text]) => text)),
  fc.constantFrom(
    '0',
    '12',
    '345',
    'A',
    '-',
    '.',
    ' ',
    '/',
    ':',
    '@',
    '(',
    ')',
    '+',
    '\ud800',
    '😀',
    '漢',
    'ß',
    'İ',
    '\n',
    'ssn ',
    'order ',
    'born ',
    '1990-',
    'May ',
    'Street',
    'eyJ',
    '0x',
    'www.',
    '.com',
    'password=',
    '"',
    '°',
    '::',
  ),
)
const texts = fc.array(pieces, { maxLength: 24 }).map((parts) => parts.join(''))

test('on any text every recognizer answers with spans of that text, and the same at the second asking', {
  timeout: 120_000,
}, async () => {
  const packs = await Promise.all(Object.values(localePacks).map((load) => load()))
  const recognizers = [...globalRecognizers, ...packs.flat()]
  await fc.assert(
    fc.asyncProperty(texts, async (text) => {
      for (const recognizer of recognizers) {
        const found = await recognizer.recognize(text)
        for (const { start, end, score, type } of found) {
          const fine =
            start >= 0 &&
            start < end &&
            end <= text.length &&
            score > 0 &&
            score <= 1 &&
            recognizer.types.includes(type)
          if (!fine) expect.fail(`${recognizer.name}: ${JSON.stringify({ start, end, score, type })}`)
        }
        expect(await recognizer.recognize(text)).toEqual(found)
      }
    }),
    { numRuns: 100 },
  )
})
