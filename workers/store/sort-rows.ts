import { ownValue } from '../../src/store/shared/own-value.js'
import {
  type CompareValues,
  compareBy,
  comparisonIn,
  type SortField,
  type SortValue,
  sortValueOf,
} from '../../src/store/shared/sort.js'
import type { StoredRecord } from '../../src/store/shared/worker-api.js'
import type { Collection } from './collection.js'
import { OpenSegment, type SealedSegment, type Segment } from './segment.js'
import { columnValues, loadColumns, recordsOf } from './segment-values.js'

/** The number of fields whose values a segment remembers. */
const REMEMBERED = 8

/** Puts rows in the order of the values of fields. */
export class SortRows {
  readonly #collection: Collection
  readonly #fields: readonly SortField[]
  readonly #compare: CompareValues

  constructor(collection: Collection, fields: readonly SortField[]) {
    this.#collection = collection
    this.#fields = fields
    this.#compare = comparisonIn(collection.shape.language)
  }

  has(segment: Segment): boolean {
    return this.#fields.every((field) => segment.sortValues.has(keyOf(field)))
  }

  async load(): Promise<void> {
    for (const segment of this.#collection.segments) {
      for (const field of this.#fields) {
        if (segment.sortValues.has(keyOf(field))) continue
        const values = await this.#valuesOf(segment, field)
        const [oldest] = segment.sortValues.keys()
        if (segment.sortValues.size >= REMEMBERED + this.#fields.length && oldest !== undefined) {
          segment.sortValues.delete(oldest)
        }
        segment.sortValues.set(keyOf(field), values)
      }
    }
  }

  /** The first rows in the order of the fields. Rows with equal values keep their order. */
  first<Entry extends { readonly row: number }>(entries: readonly Entry[], limit: number): Entry[] {
    const compare = (one: Entry, other: Entry) => this.#compareRows(one.row, other.row)
    if (limit >= entries.length) return [...entries].sort(compare)
    const first: Entry[] = []
    // Nearly every row is behind the last one of the list, and costs one comparison.
    for (const entry of entries) {
      if (first.length === limit && compare(entry, first[limit - 1]!) >= 0) continue
      let low = 0
      for (let high = first.length; low < high; ) {
        const middle = (low + high) >>> 1
        if (compare(entry, first[middle]!) < 0) high = middle
        else low = middle + 1
      }
      first.splice(low, 0, entry)
      if (first.length > limit) first.pop()
    }
    return first
  }

  #compareRows(one: number, other: number): number {
    for (const field of this.#fields) {
      const order = compareBy(field, this.#valueAt(one, field), this.#valueAt(other, field), this.#compare)
      if (order !== 0) return order
    }
    return 0
  }

  #valueAt(row: number, field: SortField): SortValue {
    const segment = this.#collection.segmentOf(row)
    return segment?.sortValues.get(keyOf(field))?.[row - segment.firstRow]
  }

  async #valuesOf(segment: Segment, field: SortField): Promise<readonly SortValue[]> {
    const compare = this.#compare
    if (segment instanceof OpenSegment) {
      return segment.records.slice(0, segment.rows).map((record) => sortValueOf(valueIn(record, field), field, compare))
    }
    const sealed = segment as SealedSegment
    await loadColumns(this.#collection, sealed, [field.field])
    const column = sealed.columns.get(field.field)
    if (column === null) {
      const records = await recordsOf(this.#collection, sealed)
      return records.map((record) => sortValueOf(record && valueIn(record, field), field, compare))
    }
    const rows = Array.from({ length: sealed.rows }, (_, row) => row)
    return rows.map((row) => column && sortValueOf(columnValues(column, row), field, compare))
  }
}

/** Of a list, an ascending order takes another value than a descending one. */
function keyOf({ field, order = 'ascending' }: SortField): string {
  return `${order} ${field}`
}

function valueIn({ id, fields }: StoredRecord, { field }: SortField): unknown {
  return field === 'id' ? id : ownValue(fields, field)
}
