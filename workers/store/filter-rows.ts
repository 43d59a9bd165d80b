import { type Bitmap, emptyBitmap, hasBit, setBit } from '../../src/store/shared/bitmap.js'
import { type Column, isColumn } from '../../src/store/shared/column.js'
import {
  type Condition,
  type Filter,
  fieldsOf,
  matches,
  matchingRows,
  parseFilter,
} from '../../src/store/shared/filter.js'
import { valueSum } from '../../src/store/shared/value-sum.js'
import type { StoredRecord } from '../../src/store/shared/worker-api.js'
import type { Collection } from './collection.js'
import { readRecords } from './records.js'
import { RowsMoved } from './rows-moved.js'
import { type Part, readParts } from './sealed-parts.js'
import { columnKey, OpenSegment, type SealedSegment, type Segment } from './segment.js'

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
    await this.#loadColumns(sealed, fields)
    if (fields.every((field) => sealed.columns.get(field) !== null)) {
      const known = fields.flatMap((field) => {
        const column = sealed.columns.get(field)
        return column === undefined || column === null ? [] : [[field, column] as const]
      })
      return matchingRows(this.#condition, new Map(known), sealed.rows)
    }
    const rows = Array.from({ length: sealed.rows }, (_, row) => sealed.firstRow + row)
    const records = await readRecords(this.#collection, rows)
    const { lost } = sealed
    const moved = records.some((record, row) => record === undefined && !(lost !== undefined && hasBit(lost, row)))
    if (moved) throw new RowsMoved()
    return this.#byRecord(records)
  }

  async #loadColumns(segment: SealedSegment, fields: readonly string[]): Promise<void> {
    const missing = fields.filter((field) => !segment.columns.has(field))
    if (missing.length === 0) return
    const parts = missing.map(
      (field): Part => ({
        segment,
        area: 'columns',
        key: columnKey(segment.id, field),
        sumOf: ({ columns }) => columns.get(field) ?? NO_COLUMN,
        fits: (stored) => stored === undefined || stored === null || isColumn(stored, segment.rows),
      }),
    )
    for (const [index, found] of (await readParts(this.#collection, parts)).entries()) {
      const field = missing[index]!
      const known = found.intact && field !== 'id'
      segment.columns.set(field, known ? (found.value as Column | null | undefined) : null)
    }
  }

  #byRecord(records: readonly (StoredRecord | undefined)[]): Bitmap {
    const bitmap = emptyBitmap()
    for (const [row, record] of records.entries()) {
      if (record !== undefined && matches(this.#condition, { ...record.fields, id: record.id })) setBit(bitmap, row)
    }
    return bitmap
  }
}

/** The checksum of a missing column, for a field that no record has. */
const NO_COLUMN = valueSum(undefined)

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
