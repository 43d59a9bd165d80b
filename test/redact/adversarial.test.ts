import { beforeAll, expect, test } from 'vitest'
import type { Recognizer } from '../../src/redact/findings/recognizer.js'
import { localePacks, patternRecognizers } from '../../src/redact/recognizers/index.js'
import { createRedactor } from '../../src/redact/redactor.js'

let all: readonly Recognizer[] = []

beforeAll(async () => {
  const packs = await Promise.all(Object.values(localePacks).map((load) => load()))
  all = [...patternRecognizers, ...packs.flat()]
})

/** Texts that are nearly a value, repeated: a careless pattern would backtrack from every place. */
const NEAR_MISSES = [
  'a',
  'A',
  '1',
  ' ',
  '\n',
  '.',
  '-',
  '@',
  '_',
  'a@',
  'a.',
  'a-',
  'a@b.',
  '1.',
  '1-',
  '1 ',
  '1/',
  'A1',
  'a1-',
  '1:',
  'ab:',
  '::',
  'http://',
  'https://a.',
  'http://a@',
  '//',
  '%40',
  '+1 ',
  '(555) ',
  '555-',
  '4111 ',
  '4111-',
  'DE89 ',
  'GB82WEST',
  'eyJ',
  'eyJ.',
  'sk-',
  'ghp_',
  'AKIA',
  'password: ',
  'password=',
  'api_key = "',
  'token',
  '-----BEGIN ',
  '-----BEGIN RSA PRIVATE KEY-----\n',
  '12 Main ',
  '12 Main St, ',
  'Street ',
  'born ',
  'born on 12 ',
  '12/05/',
  'passport no ',
  '0x',
  'bc1',
  '1A',
  'é',
  '中',
  '😀',
  '\u0301',
  '\ud800',
  '"',
  "'",
  '{"a":',
  '=',
  '==',
  '\\',
  'xn--',
  '[',
]

test.each(NEAR_MISSES)('100 kB of %j end in time for every recognizer', async (unit) => {
  const text = unit.repeat(Math.ceil(100_000 / unit.length))
  // A quadratic pattern takes minutes here and exceeds the test's time limit.
  for (const recognizer of all) await recognizer.recognize(text)
  expect(all.length).toBeGreaterThan(100)
})

test('100 kB of numbers end in time with every country', async () => {
  const redactor = createRedactor({ locales: 'all' })
  const text = Array.from({ length: 8000 }, (_, index) => (index * 7919_1237).toString().padStart(11, '0')).join(' ')
  expect((await redactor.detect(text)).length).toBeGreaterThan(0)
})
