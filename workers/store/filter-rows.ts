import { type Bitmap, emptyBitmap, setBit } from '../../src/store/shared/bitmap.js'
import type { Column } from '../../src/store/shared/column.js'
import {
  type Condition,
  type Filter,
  fieldsOf,
  matches,
  matchingRows,
  parseFilter,
} from '../../src/store/shared/filter.js'
import type { StoredRecord } from '../../src/store/shared/worker-api.js'
import type { Collection } from './collection.js'
import { OpenSegment, type SealedSegment, type Segment } from './segment.js'
import { loadColumns, recordsOf } from './segment-values.js'

/** The number of filters whose rows a segment remembers. People change the query far more often than the filter. */
const REMEMBERED = 32

/** The rows of each segment that pass a filter. */
export class FilterRows {
  readonly #collection: Collection
  readonly #condition: Condition
  readonly #key: string

  constructor(collection: Collection, filter: Filter) {
    this.#collection = collection
    this.#condition = parseFilter(filter)
    this.#key = keyOf(filter)
  }

  has(segment: Segment): boolean {
    return segment.matches.has(this.#key)
  }

  of(segment: Segment): Bitmap | undefined {
    return segment.matches.get(this.#key)
  }

  async load(): Promise<void> {
    for (const segment of this.#collection.segments) {
      if (this.has(segment)) continue
      const bitmap = segment instanceof OpenSegment ? this.#inOpen(segment) : await this.#inSealed(segment)
      remember(segment, this.#key, bitmap)
    }
  }

  #inOpen(segment: OpenSegment): Bitmap {
    const columns = new Map<string, Column>()
    for (const field of fieldsOf(this.#condition)) {
      const column = segment.column(field)
      if (column === null) return this.#byRecord(segment.records.slice(0, segment.rows))
      columns.set(field, column)
    }
    return matchingRows(this.#condition, columns, segment.rows)
  }

  async #inSealed(segment: Segment): Promise<Bitmap> {
    const sealed = segment as SealedSegment
    const fields = [...fieldsOf(this.#condition)]
    await loadColumns(this.#collection, sealed, fields)
    if (fields.every((field) => sealed.columns.get(field) !== null)) {
      const known = fields.flatMap((field) => {
        const column = sealed.columns.get(field)
        return column === undefined || column === null ? [] : [[field, column] as const]
      })
      return matchingRows(this.#condition, new Map(known), sealed.rows)
    }
    return this.#byRecord(await recordsOf(this.#collection, sealed))
  }

  #byRecord(records: readonly (StoredRecord | undefined)[]): Bitmap {
    const bitmap = emptyBitmap()
    for (const [row, record] of records.entries()) {
      if (record !== undefined && matches(this.#condition, { ...record.fields, id: record.id })) setBit(bitmap, row)
    }
    return bitmap
  }
}

function remember(segment: Segment, key: string, bitmap: Bitmap): void {
  const [oldest] = segment.matches.keys()
  if (segment.matches.size >= REMEMBERED && oldest !== undefined) segment.matches.delete(oldest)
  segment.matches.set(key, bitmap)
}

/** Equal for equal filters only. Plain JSON would write a Date like its text, and NaN like null. */
function keyOf(filter: Filter): string {
  return JSON.stringify(filter, function (this: Record<string, unknown>, name, value) {
    const raw = this[name]
    if (raw instanceof Date) return { date: String(raw.getTime()) }
    return typeof raw === 'number' && !Number.isFinite(raw) ? { number: String(raw) } : value
  })
}
