import { NlpError } from '../../shared/errors.js'
import { isComparable, valuesOf } from '../shared/column.js'
import type { Condition, Leaf } from '../shared/filter.js'
import { ownValue } from '../shared/own-value.js'
import type { Fields } from '../shared/worker-api.js'
import { existsToken, sortableDigits, typePrefix, valueToken } from './filter-tokens.js'

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
  const prefix = typePrefix(field, operand)
  const parts = [hasToken(prefix, isWanted), comparison(end, prefix, compared as keyof typeof OPPOSITES, number)]
  // A key of an earlier version of the record stays in Chroma, so the token decides whether the key counts.
  return isWanted ? { $and: parts } : { $or: parts }
}

const OPPOSITES = { gt: 'lte', gte: 'lt', lt: 'gte', lte: 'gt' } as const

/**
 * Compares one end of the values of a record with a number: the high halves of both, and where these are equal, the low ones. Chroma would
 * compare a whole number with the operand without its fraction: 2 would be at least 2.5.
 */
function comparison(end: End, prefix: string, operator: keyof typeof OPPOSITES, number: number): ChromaWhere {
  const { high, low } = halvesOf(number)
  const keys = keysOf(end, prefix)
  return {
    $or: [
      { [keys.high]: { [operator.startsWith('g') ? '$gt' : '$lt']: high } },
      { $and: [{ [keys.high]: { $eq: high } }, { [keys.low]: { [`$${operator}`]: low } }] },
    ],
  }
}

/** Without a token, nothing holds. */
function hasToken(token: string | undefined, isWanted: boolean): ChromaWhere {
  if (token === undefined) return isWanted ? { $or: [] } : { $and: [] }
  return { [TOKENS]: { [isWanted ? '$contains' : '$not_contains']: token } }
}

/**
 * The smallest and the largest number and date of each field in two halves, by key, and the tokens that tell which of
 * the keys count.
 */
export function rangesOf(fields: Fields): {
  readonly ranges: Readonly<Record<string, number>>
  readonly tokens: readonly string[]
} {
  const ends = new Map<string, Record<End, number>>()
  for (const field of Object.keys(fields)) {
    for (const value of valuesOf(ownValue(fields, field))) {
      if (!isComparable(value) || (typeof value !== 'number' && !(value instanceof Date))) continue
      const number = Number(value)
      if (Number.isNaN(number)) continue
      const prefix = typePrefix(field, value)
      const { min, max } = ends.get(prefix) ?? { min: number, max: number }
      ends.set(prefix, { min: Math.min(min, number), max: Math.max(max, number) })
    }
  }
  const ranges: Record<string, number> = {}
  for (const [prefix, each] of ends) {
    for (const end of ['min', 'max'] as const) {
      const keys = keysOf(end, prefix)
      const { high, low } = halvesOf(each[end])
      ranges[keys.high] = high
      ranges[keys.low] = low
    }
  }
  return { ranges, tokens: [...ends.keys()] }
}

/** The smallest or the largest of the values of a field. */
type End = 'min' | 'max'

function keysOf(end: End, prefix: string): { readonly high: string; readonly low: string } {
  return { high: `tacet.${end} ${prefix}`, low: `tacet.${end}.low ${prefix}` }
}

/** A number as two whole numbers of 32 bits, in the order of the numbers. */
function halvesOf(number: number): { readonly high: number; readonly low: number } {
  const digits = sortableDigits(number)
  return { high: Number.parseInt(digits.slice(0, 8), 16), low: Number.parseInt(digits.slice(8), 16) }
}
