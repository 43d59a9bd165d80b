import { NlpError } from '../../../src/shared/errors.js'

/** Keywords that cannot be enforced token by token. The page checks them when the value is complete. */
const UNENFORCED = [
  'pattern',
  'format',
  'contentEncoding',
  'contentMediaType',
  'unevaluatedProperties',
  'unevaluatedItems',
]

/**
 * Bounds that are left out for a fraction. The engine checks them only when the number has ended, and then it is too
 * late: digits can only be added.
 */
const BOUNDS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']

/** Keywords that do not change the form of a value. */
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

/** Keywords that hold named schemas, lists of schemas, or one schema. */
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
 * Makes a schema that decoding can obey quickly. An object that does not mention further properties is closed: an open
 * object with thirty properties costs half a second per token, a closed one a quarter of a millisecond.
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
  // An object without `properties` allows any property, so it stays open.
  const isObject = 'properties' in closed
  // A closed part of an `allOf` would forbid the properties of the other parts.
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
