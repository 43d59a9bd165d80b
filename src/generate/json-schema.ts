type Schema = Readonly<Record<string, unknown>>

/** The most problems in a report: more would not help to repair a value. */
const MAX_PROBLEMS = 8

/**
 * Checks a value against a JSON Schema (2020-12, and draft 7 where they differ in words). Each entry of the result
 * names a place and the rule that it breaks. Keywords that describe without demanding are ignored. References to other
 * documents match nothing.
 */
export function checkJson(schema: unknown, value: unknown): string[] {
  const problems: string[] = []
  visit(schema, value, '$', { root: schema, report: (at, rule) => problems.push(`${at} ${rule}`), depth: 0 })
  return problems.slice(0, MAX_PROBLEMS)
}

interface Context {
  readonly root: unknown
  readonly report: (at: string, rule: string) => void
  readonly depth: number
}

function visit(schema: unknown, value: unknown, at: string, context: Context): void {
  if (schema === true || schema === undefined) return
  if (!isRecord(schema)) {
    context.report(at, 'must not be there')
    return
  }
  // A schema that refers to itself without going deeper into the value would never end.
  if (context.depth > 200) {
    context.report(at, 'is nested too deep')
    return
  }
  const inner: Context = { ...context, depth: context.depth + 1 }
  if (typeof schema['$ref'] === 'string') visit(resolve(schema['$ref'], context.root), value, at, inner)
  checkType(schema, value, at, inner)
  checkCombinations(schema, value, at, inner)
  if (typeof value === 'string') checkString(schema, value, at, inner)
  else if (typeof value === 'number') checkNumber(schema, value, at, inner)
  else if (Array.isArray(value)) checkArray(schema, value, at, inner)
  else if (isRecord(value)) checkObject(schema, value, at, inner)
}

function checkType(schema: Schema, value: unknown, at: string, { report }: Context): void {
  const types = schema['type'] === undefined ? [] : [schema['type']].flat()
  if (types.length > 0 && !types.some((type) => isOfType(value, type))) report(at, `must be ${types.join(' or ')}`)
  if (Array.isArray(schema['enum']) && !schema['enum'].some((option) => same(option, value))) {
    report(at, `must be one of ${JSON.stringify(schema['enum'])}`)
  }
  if ('const' in schema && !same(schema['const'], value)) report(at, `must be ${JSON.stringify(schema['const'])}`)
}

function checkCombinations(schema: Schema, value: unknown, at: string, context: Context): void {
  const matches = (part: unknown) => {
    const problems: string[] = []
    visit(part, value, at, { ...context, report: (_at, rule) => problems.push(rule) })
    return problems.length === 0
  }
  for (const part of list(schema['allOf'])) visit(part, value, at, context)
  const anyOf = list(schema['anyOf'])
  if (anyOf.length > 0 && !anyOf.some(matches)) context.report(at, 'must match one of the alternatives')
  const oneOf = list(schema['oneOf'])
  if (oneOf.length > 0 && oneOf.filter(matches).length !== 1) context.report(at, 'must match exactly one alternative')
  if ('not' in schema && matches(schema['not'])) context.report(at, 'must not match what is excluded')
  if ('if' in schema) visit(matches(schema['if']) ? schema['then'] : schema['else'], value, at, context)
}

function checkString(schema: Schema, value: string, at: string, { report }: Context): void {
  const length = [...value].length
  const { minLength, maxLength, pattern, format } = schema
  if (typeof minLength === 'number' && length < minLength) report(at, `must have at least ${minLength} characters`)
  if (typeof maxLength === 'number' && length > maxLength) report(at, `must have at most ${maxLength} characters`)
  if (typeof pattern === 'string' && !new RegExp(pattern, 'u').test(value)) report(at, `must match ${pattern}`)
  const form = FORMATS[format as string]
  if (form !== undefined && !form(value)) report(at, `must be of the format ${String(format)}`)
}

const FORMATS: Readonly<Record<string, (value: string) => boolean>> = {
  date: (value) => /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)),
  'date-time': (value) => /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d/.test(value) && !Number.isNaN(Date.parse(value)),
  time: (value) => /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/i.test(value),
  email: (value) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value),
  uri: (value) => /^[a-z][a-z\d+.-]*:/i.test(value) && URL.canParse(value),
  uuid: (value) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value),
  ipv4: (value) => /^((25[0-5]|2[0-4]\d|1?\d?\d)(\.(?!$)|$)){4}$/.test(value),
}

function checkNumber(schema: Schema, value: number, at: string, { report }: Context): void {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema
  if (typeof minimum === 'number' && value < minimum) report(at, `must be at least ${minimum}`)
  if (typeof maximum === 'number' && value > maximum) report(at, `must be at most ${maximum}`)
  if (typeof exclusiveMinimum === 'number' && value <= exclusiveMinimum) report(at, `must be above ${exclusiveMinimum}`)
  if (typeof exclusiveMaximum === 'number' && value >= exclusiveMaximum) report(at, `must be below ${exclusiveMaximum}`)
  if (typeof multipleOf === 'number') {
    const quotient = value / multipleOf
    // 0.3 / 0.1 is not quite 3.
    if (Math.abs(quotient - Math.round(quotient)) > 1e-9) report(at, `must be a multiple of ${multipleOf}`)
  }
}

function checkArray(schema: Schema, value: readonly unknown[], at: string, context: Context): void {
  const { minItems, maxItems, uniqueItems, contains } = schema
  if (typeof minItems === 'number' && value.length < minItems)
    context.report(at, `must have at least ${minItems} items`)
  if (typeof maxItems === 'number' && value.length > maxItems) context.report(at, `must have at most ${maxItems} items`)
  if (uniqueItems === true && value.some((item, index) => value.slice(0, index).some((other) => same(item, other)))) {
    context.report(at, 'must not have an item twice')
  }
  const prefix = list(schema['prefixItems'] ?? (Array.isArray(schema['items']) ? schema['items'] : undefined))
  const rest = Array.isArray(schema['items']) ? schema['additionalItems'] : schema['items']
  for (const [index, item] of value.entries()) visit(prefix[index] ?? rest, item, `${at}[${index}]`, context)
  if (contains === undefined) return
  const fitting = value.filter((item) => checkJson(withRoot(contains, context.root), item).length === 0).length
  const { minContains = 1, maxContains = Number.POSITIVE_INFINITY } = schema
  if (fitting < Number(minContains) || fitting > Number(maxContains))
    context.report(at, 'does not contain what it must')
}

function checkObject(schema: Schema, value: Schema, at: string, context: Context): void {
  const { required, minProperties, maxProperties } = schema
  const keys = Object.keys(value)
  for (const key of list(required)) if (!Object.hasOwn(value, String(key))) context.report(`${at}.${key}`, 'is missing')
  if (typeof minProperties === 'number' && keys.length < minProperties) {
    context.report(at, `must have at least ${minProperties} properties`)
  }
  if (typeof maxProperties === 'number' && keys.length > maxProperties) {
    context.report(at, `must have at most ${maxProperties} properties`)
  }
  const named = record(schema['properties'])
  const patterns = Object.entries(record(schema['patternProperties']))
  for (const key of keys) {
    const here = `${at}.${key}`
    visit(schema['propertyNames'], key, here, context)
    const fitting = patterns.filter(([pattern]) => new RegExp(pattern, 'u').test(key)).map(([, part]) => part)
    if (Object.hasOwn(named, key)) fitting.push(named[key])
    else if (fitting.length === 0) fitting.push(schema['additionalProperties'])
    for (const part of fitting) visit(part, value[key], here, context)
  }
  for (const [key, others] of Object.entries(record(schema['dependentRequired']))) {
    if (!Object.hasOwn(value, key)) continue
    for (const other of list(others)) {
      if (!Object.hasOwn(value, String(other))) context.report(`${at}.${other}`, `is needed with ${key}`)
    }
  }
  for (const [key, part] of Object.entries(record(schema['dependentSchemas']))) {
    if (Object.hasOwn(value, key)) visit(part, value, at, context)
  }
}

function resolve(reference: string, root: unknown): unknown {
  if (!reference.startsWith('#')) return false
  let found: unknown = root
  for (const part of reference.slice(1).split('/').slice(1)) {
    const key = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')
    found = isRecord(found) || Array.isArray(found) ? (found as Schema)[key] : undefined
  }
  return found ?? false
}

/** A part of a schema with the definitions of the whole schema beside it. */
function withRoot(part: unknown, root: unknown): unknown {
  return isRecord(part) ? { ...pick(record(root), ['$defs', 'definitions']), ...part } : part
}

const pick = (from: Schema, keys: readonly string[]) =>
  Object.fromEntries(keys.filter((key) => key in from).map((key) => [key, from[key]]))

function isOfType(value: unknown, type: unknown): boolean {
  switch (type) {
    case 'null':
      return value === null
    case 'array':
      return Array.isArray(value)
    case 'object':
      return isRecord(value)
    case 'integer':
      return Number.isInteger(value)
    default:
      // The other types have the same names in both languages.
      return typeof value === type
  }
}

function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => same(item, b[index]))
  if (!isRecord(a)) return a === b
  const keys = Object.keys(a)
  return (
    isRecord(b) &&
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]))
  )
}

const isRecord = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const record = (value: unknown): Schema => (isRecord(value) ? value : {})
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
