import { expect, test } from 'vitest'
import { organization } from '../../../src/redact/recognizers/global/organization.js'

const found = (text: string) => {
  const entities = organization.recognize(text)
  return (entities as readonly { start: number; end: number }[]).map(({ start, end }) => text.slice(start, end))
}

test.each([
  ['I work for Hayes & Morton Ltd. in York', ['Hayes & Morton Ltd.']],
  ['Invoice of Brill GmbH, Köln', ['Brill GmbH']],
  ['paid to Northwind Capital Partners LLC', ['Northwind Capital Partners LLC', 'Northwind Capital Partners']],
  ['Acme, Inc. wrote', ['Acme, Inc.']],
  ['In Lyon, Acme Inc. wrote', ['Acme Inc.']],
  ['3 Round Stones Inc', ['3 Round Stones Inc']],
  ['Tasman Dairy Pty Ltd', ['Tasman Dairy Pty Ltd']],
  ['The Brill Group and others', ['Brill Group']],
  ['She studied at the University of Leeds.', ['University of Leeds']],
  ['Go, Rust and Kafka. Computer Science, University of Leeds', ['University of Leeds']],
  ['at St. Mary Hospital', ['St. Mary Hospital']],
  ['an account at Bank of Scotland', ['Bank of Scotland']],
  ['an der Universität zu Köln', ['Universität zu Köln']],
])('%j holds %j', (text, expected) => {
  expect(found(text)).toEqual(expected)
})

test.each([
  '',
  'Inc',
  'limited edition, Limited use',
  'the group of partners',
  'Reno, NV and Salem, OR',
  'Our Group',
  '😀 GmbH',
  'a bank of fog',
])('%j holds no organisation', (text) => {
  expect(found(text)).toEqual([])
})

test.each(['Aa '.repeat(30_000), 'A&'.repeat(50_000), 'Inc '.repeat(25_000), 'University of '.repeat(8000)])(
  'a near-miss of 100 kB ends in time',
  (text) => {
    expect(found(text).length).toBeLessThan(text.length)
  },
)
