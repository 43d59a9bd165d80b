import { NlpError } from '../../shared/errors.js'
import type { Condition, Leaf } from '../shared/filter.js'
import { existsToken, LONGEST_TEXT, typePrefix, valueToken } from './filter-tokens.js'

/** A query in the language of OpenSearch and Elasticsearch. */
export type EngineQuery = Readonly<Record<string, unknown>>

/** The field with the tokens of a record. */
export const TOKENS = 'is'

/** Writes a filter as a query. Fields and values are tokens of one announced field, so an index needs no mapping of the app's fields. */
export function toEngineQuery(condition: Condition): EngineQuery {
  switch (condition.type) {
    case 'and':
      return condition.parts.length === 0 ? { match_all: {} } : { bool: { filter: condition.parts.map(toEngineQuery) } }
    case 'or':
      return anyOf(condition.parts)
    case 'not':
      return { bool: { must_not: [toEngineQuery(condition.part)] } }
    case 'field':
      return leafToEngine(condition)
  }
}

function anyOf(parts: readonly Condition[]): EngineQuery {
  // A list of values, as `in` gives, is one query: servers allow some thousand queries in a `bool` at most.
  const tokens = parts.map((part) =>
    part.type === 'field' && part.operator === 'eq' ? valueToken(part.field, part.operand) : undefined,
  )
  if (tokens.every((token) => token !== undefined)) {
    return tokens.length === 0 ? { match_none: {} } : { terms: { [TOKENS]: tokens } }
  }
  return { bool: { should: parts.map(toEngineQuery), minimum_should_match: 1 } }
}

function leafToEngine({ field, operator, operand }: Leaf): EngineQuery {
  if (operator === 'exists') return hasToken(existsToken(field))
  const token = valueToken(field, operand)
  if (operator === 'eq' || token === undefined) return hasToken(token)
  if (typeof operand === 'string' && operand.length >= LONGEST_TEXT) {
    throw new NlpError(
      'unsupported',
      `\`${operator}\` of ${field} takes a text of fewer than ${LONGEST_TEXT} characters`,
    )
  }
  if (operator === 'startsWith') return { prefix: { [TOKENS]: { value: token } } }
  const prefix = typePrefix(field, operand)
  // The tokens of a type are between its letter and the next one.
  const end = prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1)
  const isLower = operator === 'gt' || operator === 'gte'
  return { range: { [TOKENS]: isLower ? { [operator]: token, lt: end } : { gte: prefix, [operator]: token } } }
}

function hasToken(token: string | undefined): EngineQuery {
  return token === undefined ? { match_none: {} } : { term: { [TOKENS]: { value: token } } }
}
