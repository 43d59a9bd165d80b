import { NlpError } from '../../shared/errors.js'
import { type FrontMapping, type FrontValue, isMapping } from './front-matter.js'

type JsonSchema = Readonly<Record<string, unknown>>

const SCALARS: readonly string[] = ['string', 'number', 'integer', 'boolean', 'null', 'any']

/**
 * The JSON Schema of a schema in short form, as prompts have it: `name: string, the name of the customer`. A JSON Schema stays as it is.
 */
export function readPicoschema(value: FrontValue, path: string): JsonSchema {
  if (typeof value === 'string') return scalarSchema(value, path)
  if (!isMapping(value)) throw problem(path, 'must be a schema: the name of a type, or names with their types')
  const isJsonSchema = typeof value['type'] === 'string' && (isMapping(value['properties']) || 'items' in value)
  return isJsonSchema ? value : objectSchema(value, path)
}

function objectSchema(fields: FrontMapping, path: string): JsonSchema {
  const properties: [string, unknown][] = []
  const required: string[] = []
  let others: unknown = false
  for (const [written, value] of Object.entries(fields)) {
    const here = `${path}.${written}`
    if (written === '(*)') {
      others = readPicoschema(value, here)
      continue
    }
    const [, name, optional, form, description] = /^([\w-]+)(\??)(?:\((\w+)(?:,\s*([^)]*))?\))?$/.exec(written) ?? []
    if (name === undefined) throw problem(here, 'must be a name, as in `name`, `name?` or `name(array, description)`')
    const schema = described(formOf(form, value, here), description)
    properties.push([name, optional === '' ? schema : nullable(schema)])
    if (optional === '') required.push(name)
  }
  return { type: 'object', properties: Object.fromEntries(properties), required, additionalProperties: others }
}

function formOf(form: string | undefined, value: FrontValue, path: string): JsonSchema {
  switch (form) {
    case undefined:
    case 'object':
      return readPicoschema(value, path)
    case 'array':
      return { type: 'array', items: readPicoschema(value, path) }
    case 'enum':
      if (!Array.isArray(value) || value.length === 0)
        throw problem(path, 'must be a list of values, as in `[low, high]`')
      return { enum: value }
    default:
      throw problem(path, `has the form \`${form}\`, and the forms are array, object and enum`)
  }
}

function scalarSchema(text: string, path: string): JsonSchema {
  const [, type = '', description] = /^(\w+)(?:,\s*(.*))?$/s.exec(text.trim()) ?? []
  if (!SCALARS.includes(type)) throw problem(path, `must be one of ${SCALARS.join(', ')}`)
  return described(type === 'any' ? {} : { type }, description)
}

const described = (schema: JsonSchema, description: string | undefined): JsonSchema =>
  description === undefined || description === '' ? schema : { ...schema, description }

/** A value that may be missing may be null too. */
function nullable(schema: JsonSchema): JsonSchema {
  if (typeof schema['type'] === 'string' && schema['type'] !== 'null')
    return { ...schema, type: [schema['type'], 'null'] }
  if (Array.isArray(schema['enum'])) return { ...schema, enum: [...schema['enum'], null] }
  return schema
}

const problem = (path: string, need: string) =>
  new NlpError('invalid-data', `\`${path}\` of the prompt ${need}.`, { details: { path } })
