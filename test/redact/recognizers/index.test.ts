import { expect, test } from 'vitest'
import { globalRecognizers } from '../../../src/redact/recognizers/global/global.js'
import { patternRecognizers } from '../../../src/redact/recognizers/index.js'

test('what loads later is what was announced: names, types and order', () => {
  const described = (recognizers: typeof patternRecognizers) => recognizers.map(({ name, types }) => ({ name, types }))
  expect(described(patternRecognizers)).toEqual(described(globalRecognizers))
})

test('the first text waits for the patterns, the next does not', async () => {
  const email = patternRecognizers.find(({ name }) => name === 'email')!
  const first = email.recognize('jo@example.com')
  expect(first).toBeInstanceOf(Promise)
  expect(await first).toMatchObject([{ type: 'EMAIL', start: 0, end: 14 }])
  expect(email.recognize('jo@example.com')).toMatchObject([{ type: 'EMAIL' }])
})
