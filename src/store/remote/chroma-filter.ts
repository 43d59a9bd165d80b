import { NlpError } from '../../shared/errors.js'
import { isComparable, valuesOf } from '../shared/column.js'
import type { Condition, Leaf } from '../shared/filter.js'
import { ownValue } from '../shared/own-value.js'
import type { Fields } from '../shared/worker-api.js'
import { existsToken, typePrefix, valueToken } from './filter-tokens.js'

/** A condition in Chroma's format. */
export type ChromaWhere = Readonly<Record<string, unknown>>

/** The key of the tokens of a record. */
export const TOKENS = 'tacet.is'

/**
 * Writes a filter in Chroma's format. Chroma has no "not", so a negation moves down to the comparisons: there it is exact, because
 * `$not_contains` also holds where a key is missing.
 *
 * @param isWanted whether the condition must hold, or must not
 */
export function toChroma(condition: Condition, isWanted = true): ChromaWhere {
  if (condition.type === 'not') return toChroma(condition.part, !isWanted)
  if (condition.type === 'field') return leafToChroma(condition, isWanted)
  const parts = condition.parts.map((part) => toChroma(part, isWanted))
  return (condition.type === 'and') === isWanted ? { $and: parts } : { $or: parts }
}

function leafToChroma({ field, operator, operand }: Leaf, isWanted: boolean): ChromaWhere {
  if (operator === 'exists') return hasToken(existsToken(field), isWanted)
  if (operator === 'eq') return hasToken(valueToken(field, operand), isWanted)
  if (typeof operand === 'string') {
    throw new NlpError(
      'unsupported',
      `Chroma cannot order texts: \`${operator}\` of ${field} works with numbers and dates`,
    )
  }
  const number = Number(operand)
  if (Number.isNaN(number)) return hasToken(undefined, isWanted)
  // One of several values is above a bound where the largest is.
  const end = operator === 'gt' || operator === 'gte' ? 'max' : 'min'
  const compared = isWanted ? operator : OPPOSITES[operator as keyof typeof OPPOSITES]
  const parts = [
    hasToken(typePrefix(field, operand), isWanted),
    { [rangeKey(end, typePrefix(field, operand))]: { [`$${compared}`]: finite(number) } },
  ]
  // A key of an earlier version of the record stays in Chroma, so the token decides whether the key counts.
  return isWanted ? { $and: parts } : { $or: parts }
}

const OPPOSITES = { gt: 'lte', gte: 'lt', lt: 'gte', lte: 'gt' } as const

/** Without a token, nothing holds. */
function hasToken(token: string | undefined, isWanted: boolean): ChromaWhere {
  if (token === undefined) return isWanted ? { $or: [] } : { $and: [] }
  return { [TOKENS]: { [isWanted ? '$contains' : '$not_contains']: token } }
}

/** The smallest and the largest number and date of each field, by key, and the tokens that say which of the keys count. */
export function rangesOf(fields: Fields): {
  readonly ranges: Readonly<Record<string, number>>
  readonly tokens: readonly string[]
} {
  const ranges: Record<string, number> = {}
  const tokens = new Set<string>()
  for (const field of Object.keys(fields)) {
    for (const value of valuesOf(ownValue(fields, field))) {
      if (!isComparable(value) || (typeof value !== 'number' && !(value instanceof Date))) continue
      if (Number.isNaN(Number(value))) continue
      const prefix = typePrefix(field, value)
      const number = finite(Number(value))
      const [min, max] = [rangeKey('min', prefix), rangeKey('max', prefix)]
      ranges[min] = Math.min(ranges[min] ?? number, number)
      ranges[max] = Math.max(ranges[max] ?? number, number)
      tokens.add(prefix)
    }
  }
  return { ranges, tokens: [...tokens] }
}

function rangeKey(end: 'min' | 'max', prefix: string): string {
  return `tacet.${end} ${prefix}`
}

/** JSON has no infinities. */
function finite(value: number): number {
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value))
}
