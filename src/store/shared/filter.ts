import { type Bitmap, fullBitmap, intersect, subtract, unite } from './bitmap.js'
import { type Column, type FilterValue, rowsWhere, valuesOf } from './column.js'
import { ownValue } from './own-value.js'

/** The conditions on a field; all of them must hold. For a list, a condition holds where it holds for one of the values. */
export interface FieldCondition {
  /** The field is this value. */
  readonly eq?: FilterValue | undefined
  /** The field has another value, or is missing. */
  readonly ne?: FilterValue | undefined
  /** The field is greater. */
  readonly gt?: FilterValue | undefined
  /** The field is greater or the same. */
  readonly gte?: FilterValue | undefined
  /** The field is smaller. */
  readonly lt?: FilterValue | undefined
  /** The field is smaller or the same. */
  readonly lte?: FilterValue | undefined
  /** The field is one of these values. */
  readonly in?: readonly FilterValue[] | undefined
  /** The field is none of these values. */
  readonly notIn?: readonly FilterValue[] | undefined
  /** The field is a text that begins with this. */
  readonly startsWith?: string | undefined
  /** Whether the field has a value. Null counts as no value. */
  readonly exists?: boolean | undefined
}

/**
 * Which records to consider, as data: `{ year: { gte: 2020 }, tag: { in: ['a', 'b'] } }` means both. A plain value
 * means "equal to". `and`, `or` and `not` combine filters.
 */
export type Filter =
  | { readonly and: readonly Filter[] }
  | { readonly or: readonly Filter[] }
  | { readonly not: Filter }
  | { readonly [field: string]: FilterValue | FieldCondition }

/** A filter in parsed form. */
export type Condition =
  | { readonly type: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly type: 'not'; readonly part: Condition }
  | Leaf

/** Holds where one of the field's values passes. `test` checks a value; `operator` and `operand` state the same for other engines. */
export interface Leaf {
  readonly type: 'field'
  readonly field: string
  readonly operator: 'eq' | 'gt' | 'gte' | 'lt' | 'lte' | 'startsWith' | 'exists'
  readonly operand: Exclude<FilterValue, null>
  readonly test: (value: unknown) => boolean
}

/** Parses a filter. A malformed filter is a TypeError that names the place. */
export function parseFilter(filter: Filter, path = 'filter', depth = 0): Condition {
  if (depth > DEEPEST) throw new RangeError(`\`filter\` must not be nested more than ${DEEPEST} deep`)
  if (!isPlainObject(filter)) throw new TypeError(`\`${path}\` must be an object, got ${describe(filter)}`)
  const parts = Object.entries(filter).flatMap(([name, value]): Condition[] => {
    const place = `${path}.${name}`
    if (name === 'and' || name === 'or') {
      if (!Array.isArray(value)) throw new TypeError(`\`${place}\` must be a list of filters, got ${describe(value)}`)
      return [{ type: name, parts: value.map((part, index) => parseFilter(part, `${place}[${index}]`, depth + 1)) }]
    }
    if (name === 'not') return [{ type: 'not', part: parseFilter(value as Filter, place, depth + 1) }]
    if (value === undefined) return []
    if (isPlainObject(value)) {
      return Object.entries(value)
        .filter(([, operand]) => operand !== undefined)
        .map(([operator, operand]) => leaf(name, operator, operand, `${place}.${operator}`))
    }
    return [leaf(name, 'eq', value, place)]
  })
  return { type: 'and', parts }
}

/** Far below the limit of the stack, and far above the depth of any filter that a person writes. */
const DEEPEST = 100

/** The fields that a filter looks at. */
export function fieldsOf(condition: Condition): ReadonlySet<string> {
  switch (condition.type) {
    case 'field':
      return new Set([condition.field])
    case 'not':
      return fieldsOf(condition.part)
    default:
      return new Set(condition.parts.flatMap((part) => [...fieldsOf(part)]))
  }
}

/** The rows of a segment that pass. `columns` holds every field of the condition that the segment knows. */
export function matchingRows(condition: Condition, columns: ReadonlyMap<string, Column>, rows: number): Bitmap {
  switch (condition.type) {
    case 'field': {
      const column = columns.get(condition.field)
      return column === undefined ? fullBitmap(0) : rowsWhere(column, condition.test)
    }
    case 'not':
      return subtract(fullBitmap(rows), matchingRows(condition.part, columns, rows))
    default: {
      const bitmaps = condition.parts.map((part) => matchingRows(part, columns, rows))
      if (condition.type === 'or') return bitmaps.reduce(unite, fullBitmap(0))
      return bitmaps.reduce(intersect, fullBitmap(rows))
    }
  }
}

/** Whether one record passes. `matchingRows` gives the same answer for a whole segment. */
export function matches(condition: Condition, record: Readonly<Record<string, unknown>>): boolean {
  switch (condition.type) {
    case 'field':
      return valuesOf(ownValue(record, condition.field)).some(condition.test)
    case 'not':
      return !matches(condition.part, record)
    case 'and':
      return condition.parts.every((part) => matches(part, record))
    case 'or':
      return condition.parts.some((part) => matches(part, record))
  }
}

type Operator = (field: string, operand: FilterValue, path: string) => Condition

const OPERATORS: Readonly<Record<string, Operator>> = {
  eq: (field, operand) =>
    operand === null ? none(field) : where(field, 'eq', operand, (value) => equal(value, operand)),
  ne: (field, operand) => not(OPERATORS['eq']!(field, operand, '')),
  gt: comparison('gt', (order) => order > 0),
  gte: comparison('gte', (order) => order >= 0),
  lt: comparison('lt', (order) => order < 0),
  lte: comparison('lte', (order) => order <= 0),
  startsWith(field, operand, path) {
    if (typeof operand !== 'string') throw new TypeError(`\`${path}\` must be a string, got ${describe(operand)}`)
    return where(field, 'startsWith', operand, (value) => typeof value === 'string' && value.startsWith(operand))
  },
  exists(field, operand, path) {
    if (typeof operand !== 'boolean') throw new TypeError(`\`${path}\` must be true or false, got ${describe(operand)}`)
    return operand ? not(none(field)) : none(field)
  },
}

function leaf(field: string, operator: string, operand: unknown, path: string): Condition {
  if (operator === 'in' || operator === 'notIn') {
    if (!Array.isArray(operand)) throw new TypeError(`\`${path}\` must be a list, got ${describe(operand)}`)
    const parts = operand.map((value, index) => leaf(field, 'eq', value, `${path}[${index}]`))
    const any: Condition = { type: 'or', parts }
    return operator === 'in' ? any : not(any)
  }
  const build = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined
  if (build === undefined) {
    const known = [...Object.keys(OPERATORS), 'in', 'notIn'].join(', ')
    throw new TypeError(`\`${path}\` is not a condition; these are: ${known}`)
  }
  if (!isFilterValue(operand)) {
    throw new TypeError(`\`${path}\` must be a string, number, boolean, Date or null, got ${describe(operand)}`)
  }
  return build(field, operand, path)
}

function where(field: string, operator: Leaf['operator'], operand: Leaf['operand'], test: Leaf['test']): Leaf {
  return { type: 'field', field, operator, operand, test }
}

function not(part: Condition): Condition {
  return { type: 'not', part }
}

function none(field: string): Condition {
  return not(where(field, 'exists', true, () => true))
}

function comparison(operator: Leaf['operator'], holds: (order: number) => boolean): Operator {
  return (field, operand, path) => {
    if (operand === null || typeof operand === 'boolean') {
      throw new TypeError(`\`${path}\` must be a string, number or Date, got ${describe(operand)}`)
    }
    // A value of another type than the operand has no order relative to it and does not pass.
    return where(field, operator, operand, (value) => {
      if (typeof value !== typeof operand || value instanceof Date !== operand instanceof Date) return false
      const [one, other] = [comparable(value), comparable(operand)] as [number, number]
      return holds(one < other ? -1 : one > other ? 1 : one === other ? 0 : Number.NaN)
    })
  }
}

function equal(value: unknown, operand: FilterValue): boolean {
  return value instanceof Date === operand instanceof Date && comparable(value) === comparable(operand)
}

function comparable(value: unknown): unknown {
  return value instanceof Date ? value.getTime() : value
}

function isFilterValue(value: unknown): value is FilterValue {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value) || value instanceof Date
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' && value !== null ? 'an object' : String(value)
}
