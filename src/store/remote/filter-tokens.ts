import { isComparable, valuesOf } from '../shared/column.js'
import type { Leaf } from '../shared/filter.js'
import { ownValue } from '../shared/own-value.js'
import type { StoredRecord } from '../shared/worker-api.js'

/**
 * The values of a record as texts, for servers that support no lists of mixed values, no dates inside records, or only
 * fields that were declared. A token is the name of the field as JSON, a letter for the type, and the value. Names and
 * values of users are therefore in texts that are compared, and never in the names or the language of the server.
 */
export function tokensOf({ id, fields }: StoredRecord): string[] {
  const tokens = new Set<string>()
  const add = (field: string, value: unknown) => {
    for (const each of valuesOf(value)) {
      tokens.add(existsToken(field))
      const token = isComparable(each) ? valueToken(field, each) : undefined
      if (token !== undefined) tokens.add(token)
    }
  }
  for (const name of Object.keys(fields)) add(name, ownValue(fields, name))
  add('id', id)
  return [...tokens]
}

export function existsToken(field: string): string {
  return `${JSON.stringify(field)} x`
}

/** The token of a value; none for NaN and for a date without a time, which equal nothing. */
export function valueToken(field: string, value: Leaf['operand']): string | undefined {
  const prefix = typePrefix(field, value)
  switch (typeof value) {
    case 'boolean':
      return `${prefix}${Number(value)}`
    case 'string':
      return `${prefix}${value.length <= LONGEST_TEXT ? value : shortened(value)}`
    default: {
      const number = Number(value)
      return Number.isNaN(number) ? undefined : `${prefix}${sortableDigits(number)}`
    }
  }
}

/** The beginning of the tokens that a field has for values of the same type. */
export function typePrefix(field: string, value: Leaf['operand']): string {
  const type = value instanceof Date ? 'd' : typeof value === 'number' ? 'n' : typeof value === 'boolean' ? 'b' : 's'
  return `${JSON.stringify(field)} ${type}`
}

/** Servers limit the bytes of a term. */
export const LONGEST_TEXT = 1000

/** A long text, by its beginning, its length and a hash of all of it. */
function shortened(text: string): string {
  let hash = 0xcbf29ce484222325n
  for (let at = 0; at < text.length; at++) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(at))) * 0x100000001b3n)
  }
  // Half of a character at the end would be no valid text.
  const beginning = text.slice(0, LONGEST_TEXT).replace(/[\ud800-\udbff]$/, '')
  return `${beginning} ${text.length} ${hash.toString(16)}`
}

/** A number as sixteen hexadecimal digits whose order is the order of the numbers. */
export function sortableDigits(number: number): string {
  const view = new DataView(new ArrayBuffer(8))
  // Adding 0 turns -0 into 0, which equals it.
  view.setFloat64(0, number + 0)
  const bits = view.getBigUint64(0)
  const isNegative = bits >> 63n === 1n
  return (isNegative ? BigInt.asUintN(64, ~bits) : bits | (1n << 63n)).toString(16).padStart(16, '0')
}
