import { toJson } from '../records/plain-json.js'
import type { Condition, Leaf } from '../shared/filter.js'

/**
 * Writes a filter as SQL. Field names and values become parameters, all of them texts: `parameter` takes one and returns its placeholder
 * (`$3`). Nothing of the filter becomes part of the statement itself.
 */
export function toSql(condition: Condition, parameter: (value: string) => string): string {
  switch (condition.type) {
    case 'and':
      return joined(condition.parts, ' AND ', 'true', parameter)
    case 'or':
      return joined(condition.parts, ' OR ', 'false', parameter)
    case 'not':
      return `NOT ${toSql(condition.part, parameter)}`
    case 'field':
      return leafToSql(condition, parameter)
  }
}

function joined(parts: readonly Condition[], by: string, none: string, parameter: (value: string) => string): string {
  return parts.length === 0 ? none : `(${parts.map((part) => toSql(part, parameter)).join(by)})`
}

// JSON paths look into lists, and a comparison with a value of another type is never true.
const PATHS: Readonly<Record<Leaf['operator'], string>> = {
  eq: '@ == $operand',
  gt: '@ > $operand',
  gte: '@ >= $operand',
  lt: '@ < $operand',
  lte: '@ <= $operand',
  startsWith: '@ starts with $operand',
  exists: '@ != null',
}

function leafToSql({ field, operator, operand }: Leaf, parameter: (value: string) => string): string {
  if (typeof operand === 'number' && Number.isNaN(operand)) return 'false'
  const record = field === 'id' ? `jsonb_build_object('id', id)` : 'fields'
  if (operator === 'eq' && field !== 'id') {
    // An index over the fields can answer containment.
    const [alone, listed] = [operand, [operand]].map((value) => parameter(toJson({ [field]: value })))
    return `(fields @> ${alone}::text::jsonb OR fields @> ${listed}::text::jsonb)`
  }
  const path = `$[*]${operand instanceof Date ? '."$date"' : ''} ? (${PATHS[operator]})`
  const comparable = operand instanceof Date ? operand.getTime() : operand
  const variables = parameter(toJson({ operand: typeof comparable === 'number' ? finite(comparable) : comparable }))
  const value = `${record} -> ${parameter(field)}::text`
  // A missing field gives null, which is neither true nor false.
  return `coalesce(jsonb_path_exists(${value}, '${path}', ${variables}::text::jsonb), false)`
}

/** JSON has no infinities. */
export function finite(value: number): number {
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value))
}
