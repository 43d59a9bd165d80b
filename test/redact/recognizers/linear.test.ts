import { expect, test } from 'vitest'
import { localePacks, patternRecognizers } from '../../../src/redact/recognizers/index.js'

/** Beginnings and near endings of the patterns, repeated. */
const nearMisses = [
  'a',
  'A',
  '1',
  'A1',
  '1 ',
  '1-',
  '1.',
  '123 ',
  '12345678901 ',
  'a.',
  '@',
  'a@',
  'a@a.',
  'AA00 ',
  '(1) ',
  '+1 ',
  '00 ',
  ':',
  '::',
  '1:',
  'a:',
  '1.1.1.',
  'eyJ',
  'eyJ.',
  '-----BEGIN ',
  '-----BEGIN PRIVATE KEY-----A',
  'sk-',
  'password=',
  'token: ',
  'http://',
  'www.',
  'a://:',
  '/',
  '1/1/',
  '1 May ',
  'Straße ',
  'Aa ',
  '1 Aa Aa ',
  'rue de la ',
  'P<',
  '0x',
  'bc1q',
  'lat:',
  '1.123,',
  '1° ',
  'username: ',
  '@_',
  '"a',
  '\n',
  ' ',
  '漢字1',
  'xoxb-1-',
  '.com',
  'E1 1AA ',
  '\ud83d\ude00',
  '\ud800',
  // Real matches of the patterns, repeated.
  '555-123-4567 ',
  'https://a.com/b ',
  'a.com ',
  'password=abc12345 ',
  'jo@x.com ',
  '4111111111111111 ',
  '536-90-4399 ',
  'born 1990-05-03 ',
]

// Quadratic patterns need minutes for this, and linear ones seconds. The time limit of the test is the check.
test('100 kB of near-misses of every pattern are read in linear time', { timeout: 240_000 }, async () => {
  const packs = await Promise.all(Object.values(localePacks).map((load) => load()))
  const recognizers = [...patternRecognizers, ...packs.flat()]
  let found = 0
  for (const unit of nearMisses) {
    const text = unit.repeat(Math.ceil(100_000 / unit.length))
    const run = {}
    for (const recognizer of recognizers) {
      for (const { start, end } of await recognizer.recognize(text, run)) {
        if (!(start >= 0 && start < end && end <= text.length))
          expect.fail(`${recognizer.name} left the text of ${JSON.stringify(unit)}`)
        found += 1
      }
    }
  }
  expect(found).toBeGreaterThan(100_000)
})
