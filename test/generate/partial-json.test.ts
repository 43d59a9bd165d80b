import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parsePartialJson } from '../../src/generate/partial-json.js'

test.each([
  ['', undefined],
  ['   ', undefined],
  ['{', {}],
  ['{"a', {}],
  ['{"a"', {}],
  ['{"a":', {}],
  ['{"a": "x', { a: 'x' }],
  ['{"a": "x\\', { a: 'x' }],
  ['{"a": "x\\u00', { a: 'x' }],
  ['{"a": "👋', { a: '👋' }],
  ['{"a": 1', {}],
  ['{"a": 1,', { a: 1 }],
  ['{"a": tr', {}],
  ['{"a": [1, 2', { a: [1] }],
  ['{"a": [{"b": "c', { a: [{ b: 'c' }] }],
  ['{"a": "}', { a: '}' }],
  ['["x", "y', ['x', 'y']],
  ['"half', 'half'],
  ['{"a": 1} and more', { a: 1 }],
  ['Sure: {"a": 1', {}],
])('%j holds %j so far', (text, expected) => {
  expect(parsePartialJson(text)).toEqual(expected)
})

test('every beginning of any JSON parses to something or nothing, and the whole to itself', () => {
  fc.assert(
    fc.property(fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue())), (value) => {
      const text = JSON.stringify(value)
      for (let end = 0; end < text.length; end += 1) parsePartialJson(text.slice(0, end))
      expect(parsePartialJson(text)).toEqual(JSON.parse(text))
    }),
  )
})
