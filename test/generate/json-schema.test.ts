import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkJson } from '../../src/generate/json-schema.js'

const rows: readonly [unknown, unknown, boolean][] = [
  [true, 1, true],
  [false, 1, false],
  [{ type: 'string', maxLength: 2 }, '👋👋', true],
  [{ type: 'string', minLength: 3 }, '👋👋', false],
  [{ type: ['string', 'null'] }, null, true],
  [{ type: 'integer' }, 1.5, false],
  [{ type: 'number' }, 1.5, true],
  [{ type: 'array' }, {}, false],
  [{ type: 'object' }, [], false],
  [{ enum: [{ a: [1] }] }, { a: [1] }, true],
  [{ const: { a: 1, b: 2 } }, { b: 2, a: 1 }, true],
  [{ pattern: '^a+$' }, 'aab', false],
  [{ format: 'email' }, 'jo@example.com', true],
  [{ format: 'date' }, '2026-13-40', false],
  [{ format: 'unheard-of' }, 'x', true],
  [{ multipleOf: 0.1 }, 0.3, true],
  [{ multipleOf: 0.1 }, 0.35, false],
  [{ minimum: 1, exclusiveMaximum: 3 }, 3, false],
  [{ items: { type: 'number' }, minItems: 1 }, [1, 'a'], false],
  [{ prefixItems: [{ type: 'number' }], items: { type: 'string' } }, [1, 'a', 'b'], true],
  [{ items: [{ type: 'number' }], additionalItems: false }, [1, 2], false],
  [{ uniqueItems: true }, [{ a: 1 }, { a: 1 }], false],
  [{ contains: { const: 2 }, maxContains: 1 }, [2, 2], false],
  [{ contains: { const: 2 } }, [1, 2], true],
  [{ required: ['a'] }, { b: 1 }, false],
  [{ required: ['toString'] }, {}, false],
  [{ properties: { a: { type: 'number' } }, additionalProperties: false }, { a: 1, b: 2 }, false],
  [{ patternProperties: { '^x': { type: 'number' } }, additionalProperties: false }, { xa: 1 }, true],
  [{ propertyNames: { maxLength: 1 } }, { ab: 1 }, false],
  [{ dependentRequired: { a: ['b'] } }, { a: 1 }, false],
  [{ allOf: [{ required: ['a'] }, { required: ['b'] }] }, { a: 1 }, false],
  [{ anyOf: [{ type: 'string' }, { type: 'number' }] }, true, false],
  [{ oneOf: [{ minimum: 1 }, { minimum: 2 }] }, 3, false],
  [{ not: { type: 'string' } }, 'x', false],
  [JSON.parse('{"if":{"required":["a"]},"then":{"required":["b"]},"else":{"required":["c"]}}'), { c: 1 }, true],
  [JSON.parse('{"if":{"required":["a"]},"then":{"required":["b"]}}'), { a: 1 }, false],
  [{ $ref: '#/$defs/n', $defs: { n: { type: 'number' } } }, 'x', false],
  [{ $ref: 'https://elsewhere.example/schema' }, 1, false],
  [
    {
      $defs: { tree: { properties: { child: { $ref: '#/$defs/tree' } }, additionalProperties: false } },
      $ref: '#/$defs/tree',
    },
    { child: { child: { x: 1 } } },
    false,
  ],
  [{ $defs: { loop: { $ref: '#/$defs/loop' } }, $ref: '#/$defs/loop' }, 1, false],
]

test.each(rows)('%j of %j: %s', (schema, value, fits) => {
  expect(checkJson(schema, value).length === 0).toBe(fits)
})

test('a problem names its place and its rule', () => {
  const schema = { properties: { people: { items: { required: ['name'], properties: { age: { maximum: 130 } } } } } }
  expect(checkJson(schema, { people: [{ name: 'a' }, { age: 200 }] })).toEqual([
    '$.people[1].name is missing',
    '$.people[1].age must be at most 130',
  ])
})

test('any JSON value is what its own const says', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const parsed: unknown = JSON.parse(JSON.stringify(value))
      expect(checkJson({ const: value }, parsed)).toEqual([])
    }),
  )
})
