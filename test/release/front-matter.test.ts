import { describe, expect, test } from 'vitest'
import { readFrontMatter } from '../../src/release/prompt/front-matter.js'
import { readPicoschema } from '../../src/release/prompt/picoschema.js'

describe('front matter is read as', () => {
  test.each<[string, string, unknown]>([
    ['nothing', '', {}],
    ['comments alone', '# a\n  # b', {}],
    [
      'texts, numbers and booleans',
      'a: x y\nb: 1.5\nc: true\nd: null\ne:\nf: -2e3',
      { a: 'x y', b: 1.5, c: true, d: null, e: null, f: -2000 },
    ],
    ['what only looks like a number', 'a: 1.2.3\nb: 0x10\nc: "7"\nd: yes', { a: '1.2.3', b: '0x10', c: '7', d: 'yes' }],
    ['quotes with signs in them', `a: "b: # \\"c\\" \\u00e9"\nd: 'it''s # not'`, { a: 'b: # "c" é', d: "it's # not" }],
    [
      'a hash that is no comment',
      'a: c#d # the rest\nb: https://x.example/#y',
      { a: 'c#d', b: 'https://x.example/#y' },
    ],
    ['mappings by indentation', 'a:\n  b:\n    c: 1\n  d: 2\ne: 3', { a: { b: { c: 1 }, d: 2 }, e: 3 }],
    [
      'lists, indented or right below',
      'a:\n  - x\n  - "y: z"\nb:\n- 1\n- 2\nc: 3',
      { a: ['x', 'y: z'], b: [1, 2], c: 3 },
    ],
    [
      'lists in lists',
      '-\n  - 1\n  - 2\n- [3, [4]]',
      [
        [1, 2],
        [3, [4]],
      ],
    ],
    [
      'brackets',
      'a: [x, "y, z", {b: 1, c: [ ]}]\nd: { e: f g, h: {} }',
      { a: ['x', 'y, z', { b: 1, c: [] }], d: { e: 'f g', h: {} } },
    ],
    [
      'short schemas',
      'tags(array, the topics): string, one topic\nage?: integer\n(*): any',
      { 'tags(array, the topics)': 'string, one topic', 'age?': 'integer', '(*)': 'any' },
    ],
    ['names that objects have', '__proto__: 1\nconstructor: 2', JSON.parse('{"__proto__":1,"constructor":2}')],
    ['emoji and other scripts', 'a: 👍🏽 done\nñ: 名前', { a: '👍🏽 done', ñ: '名前' }],
  ])('%s', (_name, source, expected) => {
    expect(readFrontMatter(source)).toEqual(expected)
    expect(({} as { a?: unknown }).a).toBeUndefined()
  })
})

describe('what YAML has besides is refused at its line', () => {
  test.each<[string, string, number]>([
    ['a tab', 'a:\n\tb: 1', 2],
    ['an anchor', 'a: &x 1', 1],
    ['an alias', 'a: 1\nb: *x', 2],
    ['a tag', 'a: !!js/function f', 1],
    ['a text of several lines', 'a: |\n  b', 1],
    ['a folded text', 'a: >-\n  b', 1],
    ['a merge', 'a: 1\n<<: *x', 2],
    ['a name twice', 'a: 1\na: 2', 2],
    ['a name twice in brackets', 'a: {b: 1, b: 2}', 1],
    ['a line without a colon', 'a: 1\nb', 2],
    ['two colons', 'a: b: c', 1],
    ['a quote without an end', 'a: "b', 1],
    ['an unknown escape', 'a: "\\q"', 1],
    ['a bracket without an end', 'a: [1, 2', 1],
    ['text behind a bracket', 'a: [1] 2', 1],
    ['a mapping without a value', 'a: {b}', 1],
    ['a deeper line without reason', 'a: 1\n    b: 2', 2],
    ['a line that goes back halfway', 'a:\n    b: 1\n  c: 2', 3],
    ['a mapping within a list', '- a: 1\n  b: 2', 1],
    ['a list in a mapping', 'a: 1\n- b', 2],
    ['nesting without an end', `a: ${'['.repeat(50)}`, 1],
    ['indentation without an end', Array.from({ length: 50 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'), 22],
  ])('%s', (_name, source, line) => {
    expect(() => readFrontMatter(source)).toThrow(
      expect.objectContaining({
        code: 'invalid-data',
        details: { line },
        message: expect.stringContaining(`Line ${line} `),
      }),
    )
  })

  test('long lines are read in time that grows with their length', () => {
    const long = 'a'.repeat(20_000)
    for (const source of [
      `a: ${long}`,
      `a: "${'\\\\'.repeat(10_000)}"`,
      `a${' '.repeat(20_000)}b`,
      `a: [${'x,'.repeat(10_000)}`,
    ]) {
      expect(() => {
        try {
          readFrontMatter(source)
        } catch (error) {
          if (!(error instanceof Error) || error.name !== 'NlpError') throw error
        }
      }).not.toThrow()
    }
  })
})

describe('a schema in short form', () => {
  test.each<[string, string, unknown]>([
    ['the name of a type', 'schema: string, a name', { type: 'string', description: 'a name' }],
    ['anything', 'schema: any', {}],
    [
      'names with types',
      'schema:\n  name: string\n  age?: integer, in years\n  level(enum, how bad): [low, high]\n  mood?(enum): [good]\n  tags(array): string\n  who(object, the person):\n    id: number',
      {
        type: 'object',
        properties: {
          name: { type: 'string' },
          age: { type: ['integer', 'null'], description: 'in years' },
          level: { enum: ['low', 'high'], description: 'how bad' },
          mood: { enum: ['good', null] },
          tags: { type: 'array', items: { type: 'string' } },
          who: {
            type: 'object',
            properties: { id: { type: 'number' } },
            required: ['id'],
            additionalProperties: false,
            description: 'the person',
          },
        },
        required: ['name', 'level', 'tags', 'who'],
        additionalProperties: false,
      },
    ],
    [
      'other names',
      'schema:\n  a: string\n  (*): number',
      {
        type: 'object',
        properties: { a: { type: 'string' } },
        required: ['a'],
        additionalProperties: { type: 'number' },
      },
    ],
    [
      'a JSON Schema',
      'schema: {type: object, properties: {a: {type: string}}}',
      { type: 'object', properties: { a: { type: 'string' } } },
    ],
    [
      'a field that is called type',
      'schema: {type: string}',
      { type: 'object', properties: { type: { type: 'string' } }, required: ['type'], additionalProperties: false },
    ],
  ])('%s', (_name, source, expected) => {
    const { schema } = readFrontMatter(source) as { schema: never }
    expect(readPicoschema(schema, 'schema')).toEqual(expected)
  })

  test.each<[string, string, string]>([
    ['an unknown type', 'a: text', 'schema.a'],
    ['an unknown form', 'a(list): string', 'schema.a(list)'],
    ['an enum without values', 'a(enum): string', 'schema.a(enum)'],
    ['a name with a space', 'a b: string', 'schema.a b'],
    ['a number', 'a: 3', 'schema.a'],
  ])('%s is refused at its place', (_name, source, path) => {
    expect(() => readPicoschema(readFrontMatter(source), 'schema')).toThrow(
      expect.objectContaining({ code: 'invalid-data', details: { path } }),
    )
  })
})
