import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PartialJson } from '../../src/generate/partial-json.js'

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
  ['No, sorry: {"a": 1', {}],
  ['tr', undefined],
  ['12', 12],
  ['-', undefined],
  ['{"a": "x\\ud83d', { a: 'x' }],
  ['{"a": "x\\ud83d\\udc4b', { a: 'x👋' }],
  ['{"a": "\\"\\n', { a: '"\n' }],
  [
    '{"__proto__": {"polluted": 1}, "b": [',
    Object.defineProperty({ b: [] }, '__proto__', { value: { polluted: 1 }, enumerable: true }),
  ],
])('%j holds %j so far, whatever the pieces that it comes in', (text, expected) => {
  for (let size = 1; size <= Math.max(1, text.length); size += 1) {
    expect(inPieces(text, size).at(-1)).toEqual(expected)
  }
  expect({}).not.toHaveProperty('polluted')
})

test.each(['[1} , 2]', '{"a": , "b": 1}', '{"a": "\\x", "b": 1}', '[yes, 1]', '{{}}', '["a": 1]'])(
  'nothing more is handed out once %j can be no JSON',
  (text) => {
    for (let size = 1; size <= text.length; size += 1) {
      expect(JSON.stringify(inPieces(text, size).at(-1)) ?? '').not.toMatch(/2|b|1/)
    }
  },
)

/** The returned values, one for each piece that changed the value; none after the text stops being JSON. */
function inPieces(text: string, size: number): unknown[] {
  const partial = new PartialJson()
  const values: unknown[] = [undefined]
  for (let at = 0; at < text.length; at += size) {
    const value = partial.push(text.slice(at, at + size))
    if (value !== undefined) values.push(value)
  }
  return values
}

test('any JSON in any pieces grows to itself', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue())),
      fc.integer({ min: 1, max: 9 }),
      fc.nat(2),
      (value, size, indent) => {
        const text = JSON.stringify(value, undefined, indent)
        expect(inPieces(text, size).at(-1)).toEqual(JSON.parse(text))
      },
    ),
  )
})

test('a value that was handed out does not change later, and its whole parts stay the same objects', () => {
  const [, ...values] = inPieces('[{"a": [1]}, {"b": "xy"}]', 1)
  const seen = values.map((value) => JSON.stringify(value))
  expect(values.map((value) => JSON.stringify(value))).toEqual(seen)
  expect(seen).toContain('[{"a":[1]},{"b":"x"}]')
  const [before, after] = values.slice(-2) as [unknown[], unknown[]]
  expect(after).not.toBe(before)
  expect(after[0]).toBe(before[0])
})

const hostile: [string, string][] = [
  ['[', ''],
  ['{"a":', ''],
  ['[{"a":"', '"},'],
  ['"\\ud83d', ''],
  ['1', ''],
  ['1,', '['],
  ['\\u0041', '"'],
  ['"a":1,', '{'],
]

test.each(hostile)('%j again and again after %j copies no more than a share of the text', (piece, first) => {
  const copied = (count: number) => {
    const partial = new PartialJson()
    let entries = 0
    const note = (value: unknown) => {
      // Along the open path, as far as the copies go; what is closed is shared.
      for (let at = value; typeof at === 'object' && at !== null; at = Object.values(at).at(-1))
        entries += Object.keys(at).length
    }
    note(partial.push(first))
    for (let at = 0; at < count; at += 1) for (const sign of piece) note(partial.push(sign))
    return entries
  }
  expect(copied(3_000)).toBeLessThan(16 * (3_001 * piece.length + first.length + 1))
})
