import { type Bitmap, emptyBitmap, setBit } from './bitmap.js'

/** A value that a filter can compare. */
export type FilterValue = string | number | boolean | Date | null

/**
 * One field of the records of a segment: its distinct values, and a code for each row. A field may hold a list; then the codes of row r run
 * from `starts[r]` to `starts[r + 1]`.
 */
export interface Column {
  readonly dictionary: readonly Exclude<FilterValue, null>[]
  readonly codes: Uint16Array
  readonly starts: Uint16Array | undefined
}

/** The code of a row without a value. A segment has too few rows for a value to get this code. */
const MISSING = 0xffff
const LONGEST_STRING = 128
const MOST_CODES = 0xfff0

/**
 * Encodes a field. Returns `undefined` for long texts, nested objects and very many list entries, where codes do not work or do not pay.
 * Filters then read the records themselves.
 */
export function encodeColumn(values: readonly unknown[]): Column | undefined {
  const dictionary: Exclude<FilterValue, null>[] = []
  const known = new Map<unknown, number>()
  const lists = values.some(Array.isArray)
  const codes: number[] = []
  const starts = lists ? new Uint16Array(values.length + 1) : undefined
  for (const [row, value] of values.entries()) {
    const entries = valuesOf(value)
    if (!lists && entries.length === 0) codes.push(MISSING)
    for (const entry of entries) {
      if (!isComparable(entry) || (typeof entry === 'string' && entry.length > LONGEST_STRING)) return undefined
      // Dates are objects, so two dates of the same time would count as two values.
      const key =
        entry instanceof Date ? `date ${entry.getTime()}` : typeof entry === 'string' ? `text ${entry}` : entry
      let code = known.get(key)
      if (code === undefined) {
        code = dictionary.push(entry) - 1
        known.set(key, code)
      }
      codes.push(code)
    }
    if (codes.length > MOST_CODES) return undefined
    if (starts !== undefined) starts[row + 1] = codes.length
  }
  return { dictionary, codes: Uint16Array.from(codes), starts }
}

/** Whether a stored value can be a column of this many rows. */
export function isColumn(stored: unknown, rows: number): stored is Column {
  const { dictionary, codes, starts } = (stored ?? {}) as Partial<Record<keyof Column, unknown>>
  if (!Array.isArray(dictionary) || !(codes instanceof Uint16Array)) return false
  return starts === undefined ? codes.length === rows : starts instanceof Uint16Array && starts.length === rows + 1
}

/** The rows with a value that passes. The test runs once for each distinct value. */
export function rowsWhere({ dictionary, codes, starts }: Column, test: (value: FilterValue) => boolean): Bitmap {
  const passes = Uint8Array.from(dictionary, (value) => (test(value) ? 1 : 0))
  const bitmap = emptyBitmap()
  if (starts === undefined) {
    for (let row = 0; row < codes.length; row++) if (passes[codes[row]!] === 1) setBit(bitmap, row)
    return bitmap
  }
  for (let row = 0; row + 1 < starts.length; row++) {
    for (let at = starts[row]!; at < starts[row + 1]!; at++) if (passes[codes[at]!] === 1) setBit(bitmap, row)
  }
  return bitmap
}

/** The values of a field: an empty list where the field is missing or null, several values where the field is a list. */
export function valuesOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value.filter((entry) => entry !== undefined && entry !== null) : [value]
}

/** Whether a value can be compared by a filter, and counted. */
export function isComparable(value: unknown): value is Exclude<FilterValue, null> {
  return ['string', 'number', 'boolean'].includes(typeof value) || value instanceof Date
}
