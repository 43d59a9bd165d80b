import { expect, test } from 'vitest'
import { contextMatcher } from '../../../src/redact/recognizers/parts/context.js'
import { patternRecognizer } from '../../../src/redact/recognizers/parts/pattern-recognizer.js'

const weigh = contextMatcher(['ssn', 'social security', 'passport*', '番号', 'née'], ['order', 'bestell-nr'])

test.each([
  ['SSN: 123', 1],
  ['his Social  Security number is 123', 1],
  ['ssn_number=123', 1],
  ['order 55, SSN 123', 1],
  ['SSN 55, order 123', -1],
  ['order 55555, then 123', 0],
  ['the order. Then 123', 0],
  ['order no. 123', -1],
  ['order 5555 6666 123', -1],
  ['Bestell-Nr 123', -1],
  ['123 (SSN)', 1],
  ['123, order 55', -1],
  ['lessness 123', 0],
  ['passportnummer 123', 1],
  ['社会保障番号123', 1],
  ['NÉE 123', 1],
  ['nothing 123', 0],
  [`SSN${' '.repeat(80)}123`, 0],
  ['SSN\n\n123', 0],
] as const)('%j weighs %d', (text, expected) => {
  const start = text.indexOf('123')
  expect(weigh(text, start, start + 3)).toBe(expected)
})

test('what was weighed before changes nothing', () => {
  expect(weigh('55 then a long, long way on to an order', 0, 2)).toBe(0)
  expect(weigh('55, order 123', 0, 2)).toBe(-1)
  expect(weigh('order 123', 6, 9)).toBe(-1)
})

test('words from outside the text stand before it', () => {
  expect(weigh('123', 0, 3, 'SSN')).toBe(1)
  expect(weigh('order 123', 6, 9, 'SSN')).toBe(-1)
})

test('an empty word is refused: it would match everywhere', () => {
  expect(() => contextMatcher(['ssn', ''])).toThrow(TypeError)
  expect(() => contextMatcher([], ['*'])).toThrow(TypeError)
})

test('a pattern is weighed by its words and checked by its digits', async () => {
  const recognizer = patternRecognizer({
    name: 'even',
    type: 'EVEN',
    pattern: /\b\d{4}\b/,
    score: 0.4,
    validate: (match) => Number(match) % 2 === 0,
    context: ['even'],
    negativeContext: ['odd'],
  })
  const scores = async (text: string) => (await recognizer.recognize(text)).map(({ score }) => score)
  expect(await scores('1234 1235')).toEqual([0.4])
  expect(await scores('even 1234')).toEqual([0.75])
  expect(await scores('odd 1234')).toEqual([])
})

test('a group named value is what is reported', () => {
  const recognizer = patternRecognizer({ name: 'pin', type: 'PIN', pattern: /pin: (?<value>\d{4})/ })
  expect(recognizer.recognize('my pin: 1234')).toMatchObject([{ start: 8, end: 12, tier: 'pattern' }])
})

test('two texts at the same time do not disturb each other', () => {
  const recognizer = patternRecognizer({ name: 'digit', type: 'DIGIT', pattern: /\d/g })
  expect(recognizer.recognize('1 2')).toHaveLength(2)
  expect(recognizer.recognize('1 2')).toHaveLength(2)
})
