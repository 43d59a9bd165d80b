import { NlpError } from '../../shared/errors.js'
import type { Condition, Leaf } from '../shared/filter.js'

/** A condition in Qdrant's format. A filter counts as a condition too. */
export type QdrantCondition = Readonly<Record<string, unknown>>

/** Writes a filter in Qdrant's format. A condition that Qdrant cannot express is an error. */
export function toQdrant(condition: Condition): QdrantCondition {
  switch (condition.type) {
    case 'and':
      return { must: condition.parts.map(toQdrant) }
    case 'or':
      // Qdrant reads an empty `should` as no condition at all.
      return condition.parts.length === 0 ? NOTHING : { should: condition.parts.map(toQdrant) }
    case 'not':
      return { must_not: [toQdrant(condition.part)] }
    case 'field':
      return toCondition(condition)
  }
}

const NOTHING: QdrantCondition = { must: [{ has_id: [] }] }

function toCondition({ field, operator, operand }: Leaf): QdrantCondition {
  const key = keyOf(field)
  if (operator === 'exists') return { must_not: [{ is_empty: { key } }] }
  if (operand instanceof Date) {
    // Dates are objects in the payload, and only `[]` looks into lists of objects.
    const range = rangeOf(operator, operand.getTime())
    return { should: [`${key}."$date"`, `${key}[]."$date"`].map((path) => ({ key: path, range })) }
  }
  if (typeof operand === 'number') {
    // Qdrant matches whole numbers only. A range from a number to itself works for every number.
    return Number.isNaN(operand) ? NOTHING : { key, range: rangeOf(operator, operand) }
  }
  if (operator === 'eq') return { key, match: { value: operand } }
  throw new NlpError(
    'unsupported',
    `Qdrant cannot order texts: \`${operator}\` of ${field} works with numbers and dates`,
  )
}

function rangeOf(operator: Leaf['operator'], value: number): Readonly<Record<string, number>> {
  // JSON has no infinities.
  const finite = Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value))
  return operator === 'eq' ? { gte: finite, lte: finite } : { [operator]: finite }
}

/** A field as the first step of a path. Dots and brackets in the name of the field are quoted. */
function keyOf(field: string): string {
  if (/^[\p{Alphabetic}\p{N}_-]+$/u.test(field)) return field
  if (/["\\]/.test(field)) {
    throw new NlpError(
      'unsupported',
      `Qdrant cannot filter by ${field}: quotes and backslashes have no way to be written`,
    )
  }
  return `"${field}"`
}
