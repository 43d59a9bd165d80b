import { NlpError } from '../../../src/shared/errors.js'

/** Cannot be held to token by token; the page checks them when the value is complete. */
const UNENFORCED = [
  'pattern',
  'format',
  'contentEncoding',
  'contentMediaType',
  'unevaluatedProperties',
  'unevaluatedItems',
]

/** Of a fraction they are looked at when it has ended, and then it is too late: digits can only be added. */
const BOUNDS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']

/** Words without meaning for the form of a value. */
const ANNOTATIONS = [
  '$schema',
  '$id',
  'title',
  'description',
  'default',
  'examples',
  '$comment',
  'deprecated',
  'readOnly',
  'writeOnly',
]

/** Where a schema holds named schemas, lists of schemas, or one. */
const NAMED = ['properties', '$defs', 'definitions', 'patternProperties', 'dependentSchemas']
const LISTED = ['allOf', 'anyOf', 'oneOf', 'prefixItems']
const SINGLE = [
  'items',
  'not',
  'if',
  'then',
  'else',
  'contains',
  'additionalProperties',
  'propertyNames',
  'additionalItems',
]

const MAX_DEPTH = 64

/**
 * A schema that decoding can obey quickly: objects without a word on further properties are closed, for an open object
 * with thirty properties costs half a second a token, a closed one a quarter of a millisecond.
 */
export function closeSchema(schema: unknown, depth = 0): unknown {
  if (typeof schema === 'boolean') return schema
  if (depth > MAX_DEPTH) throw unusable(`it is nested more than ${MAX_DEPTH} deep`)
  if (!isRecord(schema)) throw unusable('a schema must be an object or a boolean')
  const reference = schema['$ref']
  if (typeof reference === 'string' && !reference.startsWith('#')) {
    throw unusable('references to other documents cannot be followed; put what they name under $defs')
  }
  const closed: Record<string, unknown> = {}
  const fraction = [schema['type']].flat().includes('number')
  for (const [key, value] of Object.entries(schema)) {
    if (
      UNENFORCED.includes(key) ||
      ANNOTATIONS.includes(key) ||
      key.startsWith('x-') ||
      (fraction && BOUNDS.includes(key))
    )
      continue
    const inner = (part: unknown) => closeSchema(part, depth + 1)
    if (NAMED.includes(key) && isRecord(value)) {
      closed[key] = Object.fromEntries(Object.entries(value).map(([name, part]) => [name, inner(part)]))
    } else if (LISTED.includes(key) && Array.isArray(value)) closed[key] = value.map(inner)
    else if (SINGLE.includes(key)) closed[key] = Array.isArray(value) ? value.map(inner) : inner(value)
    else closed[key] = value
  }
  // One without a word on its properties means any.
  const isObject = 'properties' in closed
  // A part of an `allOf` that were closed would forbid the properties of the other parts.
  if (isObject && !('additionalProperties' in closed) && !('allOf' in closed) && !('patternProperties' in closed)) {
    closed['additionalProperties'] = false
  }
  if (Array.isArray(closed['allOf'])) closed['allOf'] = closed['allOf'].map(reopen)
  return closed
}

function reopen(part: unknown): unknown {
  if (!isRecord(part) || part['additionalProperties'] !== false) return part
  const { additionalProperties: _closed, ...open } = part
  return open
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const unusable = (reason: string) => new NlpError('invalid-data', `The schema cannot be used: ${reason}`)
