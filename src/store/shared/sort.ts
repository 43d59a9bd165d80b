import { type FilterValue, isComparable, valuesOf } from './column.js'

/** A field to sort by. */
export interface SortField {
  /** The name of the field, or `id`. */
  readonly field: string
  /** Whether small values, early dates and the letter A come first, or last. @default 'ascending' */
  readonly order?: 'ascending' | 'descending' | undefined
}

/** The value that decides the place of a record. Records without a value come last. */
export type SortValue = Exclude<FilterValue, null> | undefined

/** Compares values in ascending order. Texts are in the order of the language, and values of different types in the order of their types. */
export type CompareValues = (one: Exclude<SortValue, undefined>, other: Exclude<SortValue, undefined>) => number

export function comparisonIn(language: string): CompareValues {
  const { compare } = collatorOf(language)
  return (one, other) => {
    if (typeof one === 'string' && typeof other === 'string') return compare(one, other)
    const order = TYPES.indexOf(typeOf(one)) - TYPES.indexOf(typeOf(other))
    return order !== 0 ? order : Number(one) - Number(other)
  }
}

/** Of the values of a list, the one that comes first counts. */
export function sortValueOf(value: unknown, { order = 'ascending' }: SortField, compare: CompareValues): SortValue {
  const sign = order === 'ascending' ? 1 : -1
  let first: SortValue
  for (const each of valuesOf(value)) {
    // NaN compares as equal to every number, so the order would depend on the sorting algorithm.
    if (!isComparable(each) || (typeof each !== 'string' && Number.isNaN(Number(each)))) continue
    if (first === undefined || sign * compare(each, first) < 0) first = each
  }
  return first
}

/** Compares two records by one field. */
export function compareBy(
  { order = 'ascending' }: SortField,
  one: SortValue,
  other: SortValue,
  compare: CompareValues,
): number {
  if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined)
  return order === 'ascending' ? compare(one, other) : compare(other, one)
}

const TYPES = ['boolean', 'number', 'date', 'string']

function typeOf(value: unknown): string {
  return value instanceof Date ? 'date' : typeof value
}

function collatorOf(language: string): Intl.Collator {
  try {
    return new Intl.Collator(language)
  } catch {
    // The language is not a valid tag. Words are then split and stemmed by simple rules, and sorted by the rules of
    // English.
    return new Intl.Collator('en')
  }
}
