import { checkJson } from './json-schema.js'

/** A JSON Schema, written out. */
export type JsonSchema = Readonly<Record<string, unknown>>

/**
 * A schema of a library that follows Standard Schema (zod, valibot, arktype and others). The library must also know how
 * to write the schema as JSON Schema.
 */
export interface StandardSchema<T> {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => StandardResult<T> | Promise<StandardResult<T>>
    readonly types?: { readonly input: unknown; readonly output: T } | undefined
    readonly jsonSchema?:
      | { readonly input: (options: { readonly target: 'draft-2020-12' }) => Record<string, unknown> }
      | undefined
  }
}

type StandardResult<T> =
  | { readonly value: T; readonly issues?: undefined }
  | { readonly issues: readonly { readonly message: string; readonly path?: readonly unknown[] | undefined }[] }

/** A schema in one of the supported forms: a JSON Schema, or a schema of a library such as Zod. */
export type Schema<T> = JsonSchema | StandardSchema<T>

type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly string[] }

/** A schema as JSON Schema for the decoder, and as a check of the result. */
export interface ReadSchema<T> {
  readonly json: JsonSchema
  check(value: unknown): Promise<Checked<T>>
}

export function readSchema<T>(schema: Schema<T>): ReadSchema<T> {
  if (schema === null || (typeof schema !== 'object' && typeof schema !== 'function')) {
    throw new TypeError(`\`schema\` must be a JSON Schema or a Standard Schema, got ${String(schema)}`)
  }
  if (!isStandard(schema)) {
    return {
      json: schema,
      check: async (value) => {
        const problems = checkJson(schema, value)
        return problems.length === 0 ? { ok: true, value: value as T } : { ok: false, problems }
      },
    }
  }
  const { jsonSchema, vendor, validate } = schema['~standard']
  if (jsonSchema === undefined) {
    throw new TypeError(
      `\`schema\` of ${vendor} must know its JSON Schema: update the library or pass the JSON Schema itself`,
    )
  }
  return {
    json: jsonSchema.input({ target: 'draft-2020-12' }),
    async check(value) {
      const result = await validate(value)
      if (result.issues === undefined) return { ok: true, value: result.value }
      return { ok: false, problems: result.issues.map(({ message, path }) => `${pathText(path)}: ${message}`) }
    },
  }
}

function isStandard<T>(schema: Schema<T>): schema is StandardSchema<T> {
  return '~standard' in schema
}

function pathText(path: readonly unknown[] | undefined): string {
  const keys = (path ?? []).map((part) =>
    typeof part === 'object' && part !== null && 'key' in part ? part.key : part,
  )
  return ['$', ...keys.map(String)].join('.')
}
