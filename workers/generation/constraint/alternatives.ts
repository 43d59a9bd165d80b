type Schema = Readonly<Record<string, unknown>>

/** Each alternative is followed through the whole decoding. More alternatives would cost more than they save. */
const MAX_ALTERNATIVES = 12

const MAX_DEPTH = 24

/**
 * Turns a schema into a list of schemas without a choice between objects; a value of any of them is a value of the
 * schema. Decoding checks `anyOf` and `$ref` only when an object ends, and then it is too late to write another object.
 * A schema that cannot be taken apart (recursion, too many combinations, choices within lists) stays as it is.
 */
export function alternativesOf(schema: unknown): readonly unknown[] {
  const whole = inline(schema, schema, 0)
  const alternatives = expand(whole)
  return alternatives.length > MAX_ALTERNATIVES ? [whole] : alternatives
}

/** The schema with each local reference replaced by the schema that it names, except where that would never end. */
function inline(part: unknown, root: unknown, depth: number): unknown {
  if (Array.isArray(part)) return part.map((item) => inline(item, root, depth))
  if (!isRecord(part)) return part
  const { $ref: reference, ...rest } = part
  if (typeof reference === 'string') {
    const named = resolve(reference, root)
    // A schema that contains itself never ends. It stays as it is, and the engine follows its references.
    if (!isRecord(named) || depth > MAX_DEPTH || refersTo(named, reference, root)) return part
    return inline({ ...named, ...rest }, root, depth + 1)
  }
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, inline(value, root, depth + 1)]))
}

function refersTo(part: unknown, reference: string, root: unknown, seen = new Set<unknown>()): boolean {
  if (typeof part !== 'object' || part === null || seen.has(part)) return false
  seen.add(part)
  return Object.entries(part).some(([key, value]) => {
    if (key !== '$ref') return refersTo(value, reference, root, seen)
    return value === reference || refersTo(resolve(String(value), root), reference, root, seen)
  })
}

function resolve(reference: string, root: unknown): unknown {
  let found: unknown = root
  for (const part of reference.slice(1).split('/').slice(1)) {
    const key = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')
    found = isRecord(found) ? found[key] : undefined
  }
  return found
}

function expand(schema: unknown): readonly unknown[] {
  if (!isRecord(schema)) return [schema]
  const { anyOf, oneOf, ...rest } = schema
  const branches = anyOf ?? oneOf
  if (Array.isArray(branches) && (anyOf === undefined || oneOf === undefined)) {
    const simple = simpleUnion(branches)
    if (simple !== undefined) return [{ ...rest, ...simple }]
    const merged = branches.map((branch) => merge(rest, branch))
    if (merged.includes(undefined)) return [schema]
    return merged.flatMap(expand)
  }
  const { properties } = schema
  if (!isRecord(properties)) return [schema]
  let combinations: readonly Schema[] = [{}]
  for (const [name, part] of Object.entries(properties)) {
    const parts = expand(part)
    combinations = combinations.flatMap((one) => parts.map((each) => ({ ...one, [name]: each })))
    if (combinations.length > MAX_ALTERNATIVES) return [schema]
  }
  return combinations.map((one) => ({ ...schema, properties: one }))
}

/** A choice between bare types, or between values, can be written without `anyOf`. */
function simpleUnion(branches: readonly unknown[]): Schema | undefined {
  const values = branches.flatMap((branch) => {
    if (!isRecord(branch)) return [undefined]
    if ('const' in branch) return [branch['const']]
    if (Array.isArray(branch['enum'])) return branch['enum']
    return branch['type'] === 'null' ? [null] : [undefined]
  })
  if (!values.includes(undefined)) return { enum: values }
  const bare = branches.every((branch) => isRecord(branch) && Object.keys(branch).join() === 'type')
  return bare ? { type: branches.flatMap((branch) => (branch as Schema)['type']) } : undefined
}

/**
 * Keywords that a base and a branch may both have. We close objects by default, so a closed base must not forbid the
 * properties of a branch.
 */
const MERGED = ['properties', 'required', 'type', 'additionalProperties']

/** Combines a branch with the keywords that hold for all branches; undefined where they conflict. */
function merge(base: Schema, branch: unknown): Schema | undefined {
  if (!isRecord(branch)) return undefined
  const properties = { ...record(base['properties']), ...record(branch['properties']) }
  const required = [...list(base['required']), ...list(branch['required'])]
  const clash = Object.keys(base).some((key) => key in branch && !MERGED.includes(key))
  if (clash) return undefined
  return {
    ...base,
    ...branch,
    ...(Object.keys(properties).length === 0 ? {} : { properties }),
    ...(required.length === 0 ? {} : { required: [...new Set(required)] }),
  }
}

const isRecord = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const record = (value: unknown): Schema => (isRecord(value) ? value : {})
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
