import fc from 'fast-check'
import { expect, test } from 'vitest'
import { alternativesOf } from '../../workers/generation/constraint/alternatives.js'
import { closeSchema } from '../../workers/generation/constraint/closed-schema.js'
import { JsonGuard } from '../../workers/generation/constraint/json-guard.js'
import { Utf8Check } from '../../workers/generation/constraint/utf8.js'
import { ReasoningFilter } from '../../workers/generation/reasoning.js'
import { createSampler, penalize } from '../../workers/generation/sampler.js'
import { Detokenizer, StopStrings } from '../../workers/generation/text-output.js'
import { parseToolCalls, ToolCallFilter } from '../../workers/generation/tool-calls.js'
import { byteLevelBytes } from '../../workers/tokens/byte-level.js'

const scores = (...values: number[]) => Float32Array.from(values)

test('temperature 0 takes the likeliest, the first of equals', () => {
  expect(createSampler({ temperature: 0 })(scores(1, 3, 3, 2))).toBe(1)
})

test('the same seed draws the same, and all that can be drawn is drawn', () => {
  const draw = (seed: number) => {
    const sample = createSampler({ temperature: 1, seed })
    return Array.from({ length: 200 }, () => sample(scores(1, 1, 1, Number.NEGATIVE_INFINITY)))
  }
  expect(draw(4)).toEqual(draw(4))
  expect(draw(4)).not.toEqual(draw(5))
  expect(new Set(draw(4))).toEqual(new Set([0, 1, 2]))
})

test.each([
  [{ topK: 2 }, [1, 3]],
  [{ topP: 0.5 }, [1]],
  [{ topP: 0.8 }, [1, 3]],
  [{ topK: 3, topP: 0.99 }, [1, 2, 3]],
])('%j leaves only %j', (limits, expected) => {
  const sample = createSampler({ temperature: 1, seed: 1, ...limits })
  const drawn = new Set(Array.from({ length: 500 }, () => sample(scores(-5, Math.log(6), Math.log(1), Math.log(3)))))
  expect([...drawn].sort()).toEqual(expected)
})

test('what stands in the answer loses, once, and what does not stays', () => {
  const row = scores(2, -2, 2, -2)
  penalize(row, [0, 1, 0], 2)
  expect([...row]).toEqual([1, -4, 2, -2])
  penalize(row, [2])
  expect([...row]).toEqual([1, -4, 2, -2])
})

test.each([
  ['<think>\nhm, 2 < 3\n</think>\n\nTwo.', false, 'Two.', 'hm, 2 < 3'],
  ['\n <think></think>Two.', false, 'Two.', undefined],
  ['hm</think> Two </think> three', true, 'Two </think> three', 'hm'],
  ['<think>never ended', false, '', 'never ended'],
  ['<thinking> is no mark', false, '<thinking> is no mark', undefined],
  ['Two <think>three</think>', false, 'Two <think>three</think>', undefined],
  ['  <thi', false, '  <thi', undefined],
  ['', false, '', undefined],
])('of %j, begun: %j, the answer is %j and the thought %j', (whole, begun, answer, thought) => {
  for (let size = 1; size <= whole.length + 1; size += 1) {
    const filter = new ReasoningFilter({ begun })
    let shown = ''
    for (let at = 0; at < whole.length; at += size) shown += filter.push(whole.slice(at, at + size))
    shown += filter.end()
    expect(shown).toBe(answer)
    expect(filter.reasoning).toBe(thought)
  }
})

test('characters spread over tokens come whole, and what stays broken comes at the end', () => {
  const bytes = [...new TextEncoder().encode('a👋🏽é'), 0xf0]
  const decode = (tokens: readonly number[]) => new TextDecoder().decode(Uint8Array.from(tokens))
  const out = new Detokenizer(decode)
  const pieces = bytes.map((byte) => out.push(byte))
  expect(pieces.filter((piece) => piece !== '')).toEqual(['a', '👋', '🏽', 'é'])
  expect(out.end()).toBe('\uFFFD')
})

test('a stop string is found however it is torn, and nothing of it is shown', () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ minLength: 1 }), fc.string(), fc.nat(5), (before, stop, after, size) => {
      const text = before + stop + after
      const filter = new StopStrings([stop])
      let shown = ''
      for (let at = 0; at < text.length; at += size + 1) shown += filter.push(text.slice(at, at + size + 1))
      expect(shown).toBe(text.slice(0, text.indexOf(stop)))
      expect(filter.stopped).toBe(true)
    }),
  )
})

test('text without a stop string passes whole', () => {
  const filter = new StopStrings(['END', 'ENOUGH'])
  expect(filter.push('the EN') + filter.push('TRY') + filter.end()).toBe('the ENTRY')
})

test.each([
  ['<tool_call>\n{"name": "add", "arguments": {"a": 1}}\n</tool_call>', [['add', '{"a":1}']]],
  [
    '<tool_call>{"name":"a","arguments":{}}</tool_call><tool_call>{"name":"b","arguments":"{}"}',
    [
      ['a', '{}'],
      ['b', '{}'],
    ],
  ],
  ['{"name": "add", "parameters": {"a": 1}}', [['add', '{"a":1}']]],
  [
    '[{"name": "x", "arguments": {}}, {"name": "y", "arguments": {}}]',
    [
      ['x', '{}'],
      ['y', '{}'],
    ],
  ],
  ['<tool_call>{"name": "add", "argu', []],
  ['{"answer": 42}', []],
  ['plain', []],
])('%j calls %j', (text, expected) => {
  expect(parseToolCalls(text).map((call) => [call.name, call.arguments])).toEqual(expected)
})

test.each([1, 2, 5, 100])('text before a call is shown and the call is not, in pieces of %d', (size) => {
  const text = 'I will look <it> up. <tool_call>{"name":"find","arguments":{"q":"<tool"}}</tool_call>'
  const filter = new ToolCallFilter()
  let shown = ''
  for (let at = 0; at < text.length; at += size) shown += filter.push(text.slice(at, at + size))
  const { text: rest, toolCalls } = filter.end()
  expect(shown + rest).toBe('I will look <it> up. ')
  expect(toolCalls).toMatchObject([{ name: 'find', arguments: '{"q":"<tool"}' }])
})

test('an answer that only looks like a call is shown after all', () => {
  const filter = new ToolCallFilter()
  expect(filter.push('[1, 2') + filter.push(', 3]') + filter.end().text).toBe('[1, 2, 3]')
})

test('schemas are closed, and what decoding cannot hold to is left for the check afterwards', () => {
  expect(
    closeSchema({
      $schema: 'x',
      type: 'object',
      description: 'A person',
      properties: {
        mail: { type: 'string', format: 'email', pattern: '@' },
        friend: { $ref: '#/$defs/p' },
        share: { type: 'number', maximum: 1 },
        age: { type: 'integer', maximum: 130 },
      },
      $defs: { p: { type: 'object', properties: {} } },
      allOf: [{ type: 'object', properties: { a: true } }],
    }),
  ).toEqual({
    type: 'object',
    properties: {
      mail: { type: 'string' },
      friend: { $ref: '#/$defs/p' },
      share: { type: 'number' },
      age: { type: 'integer', maximum: 130 },
    },
    $defs: { p: { type: 'object', properties: {}, additionalProperties: false } },
    allOf: [{ type: 'object', properties: { a: true } }],
  })
})

test.each([[{ $ref: 'https://elsewhere.example/' }], [null], [{ properties: { a: 3 } }]])(
  '%j cannot be used',
  (schema) => {
    expect(() => closeSchema(schema)).toThrow(expect.objectContaining({ code: 'invalid-data' }))
  },
)

test('a property called like a keyword is a property', () => {
  const schema = { type: 'object', properties: { format: { type: 'string' }, title: { type: 'string' } } }
  expect(closeSchema(schema)).toMatchObject({ properties: { format: { type: 'string' }, title: { type: 'string' } } })
})

test('bytes are accepted exactly where they go on with valid UTF-8', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.uint8Array({ maxLength: 3 }), (text, noise) => {
      const bytes = [...new TextEncoder().encode(text), ...noise]
      const check = new Utf8Check((token) => Uint8Array.of(token))
      const accepted: number[] = []
      for (const byte of bytes) {
        if (!check.accepts(byte)) continue
        check.push(byte)
        accepted.push(byte)
      }
      // Only an unfinished character at the end may be wrong.
      expect(new TextDecoder().decode(Uint8Array.from(accepted)).slice(0, -1)).not.toContain('\uFFFD')
    }),
  )
})

test('byte-level tokens are read back as their bytes', () => {
  expect(byteLevelBytes('Ġthe')).toEqual(new TextEncoder().encode(' the'))
  expect(byteLevelBytes('ðŁĳĭ')).toEqual(new TextEncoder().encode('👋'))
  expect(byteLevelBytes('三')).toBeUndefined()
})

test.each([
  ['no choice', { type: 'string' }, [{ type: 'string' }]],
  ['bare types', { anyOf: [{ type: 'string' }, { type: 'null' }] }, [{ type: ['string', 'null'] }]],
  ['values', { anyOf: [{ const: 1 }, { enum: ['a', 'b'] }, { type: 'null' }] }, [{ enum: [1, 'a', 'b', null] }]],
  [
    'objects, with what holds for all',
    {
      type: 'object',
      required: ['k'],
      anyOf: [{ properties: { k: { const: 1 } } }, { properties: { k: { const: 2 } } }],
    },
    [
      { type: 'object', required: ['k'], properties: { k: { const: 1 } } },
      { type: 'object', required: ['k'], properties: { k: { const: 2 } } },
    ],
  ],
  [
    'references',
    { properties: { a: { $ref: '#/$defs/a' } }, $defs: { a: { type: 'number' } } },
    [{ properties: { a: { type: 'number' } }, $defs: { a: { type: 'number' } } }],
  ],
  [
    'two choices in one object',
    {
      properties: {
        a: { oneOf: [{ minimum: 1 }, { type: 'object' }] },
        b: { anyOf: [{ minLength: 1 }, { type: 'array' }] },
      },
    },
    [
      { properties: { a: { minimum: 1 }, b: { minLength: 1 } } },
      { properties: { a: { minimum: 1 }, b: { type: 'array' } } },
      { properties: { a: { type: 'object' }, b: { minLength: 1 } } },
      { properties: { a: { type: 'object' }, b: { type: 'array' } } },
    ],
  ],
])('a schema with %s is taken apart', (_name, schema, expected) => {
  expect(alternativesOf(schema)).toEqual(expected)
})

test.each([
  { $ref: '#/$defs/t', $defs: { t: { properties: { child: { $ref: '#/$defs/t' } } } } },
  { items: { anyOf: [{ minimum: 1 }, { type: 'object' }] } },
  { anyOf: Array.from({ length: 40 }, (_, index) => ({ properties: { k: { const: index } } })) },
  { anyOf: [{ minimum: 1 }, { type: 'object' }], minimum: 3 },
])('%j stays as it is', (schema) => {
  expect(alternativesOf(schema)).toEqual([schema])
})

test('a number that never ends is ended, and digits in a string are not numbers', () => {
  const limit = new JsonGuard((token) => Uint8Array.of(token))
  const write = (text: string) => {
    for (const sign of text) {
      if (!limit.accepts(sign.charCodeAt(0))) return false
      limit.push(sign.charCodeAt(0))
    }
    return true
  }
  expect(write(`{"a":"${'1'.repeat(50)}\\"${'2'.repeat(50)}","b":-1.5e10,"c":${'3'.repeat(20)}`)).toBe(true)
  expect(limit.accepts('4'.charCodeAt(0))).toBe(false)
  expect(limit.accepts('}'.charCodeAt(0))).toBe(true)
})

test.each([
  ['[1, ]', false],
  ['{"a":true , }', false],
  ['[",]", 1e5, "}"]', true],
  ['[[], {}, [1,2]]', true],
  ['[-1.5E-10,false]', true],
])('%s may be written: %s', (text, fits) => {
  const guard = new JsonGuard((token) => Uint8Array.of(token))
  const accepted = [...text].every((sign) => {
    if (!guard.accepts(sign.charCodeAt(0))) return false
    guard.push(sign.charCodeAt(0))
    return true
  })
  expect(accepted).toBe(fits)
})
