import { fullBitmap, hasBit } from '../../src/store/shared/bitmap.js'
import { type FilterValue, isComparable, valuesOf } from '../../src/store/shared/column.js'
import { ownValue } from '../../src/store/shared/own-value.js'
import type { CountedValue, CountRequest, StoredRecord } from '../../src/store/shared/worker-api.js'
import type { Collection } from './collection.js'
import { FilterRows } from './filter-rows.js'
import { OpenSegment, type SealedSegment, type Segment } from './segment.js'
import { columnValues, loadColumns, recordsOf } from './segment-values.js'

/** The records of the segments whose columns do not hold all the fields. */
type Records = Map<Segment, readonly (StoredRecord | undefined)[]>

/** How many records have each value of each field, the most frequent first. All reads come first, and the count then runs without a pause. */
export async function countValues(
  collection: Collection,
  { fields, filter, limit }: CountRequest,
): Promise<readonly (readonly CountedValue[])[]> {
  const rows = filter === undefined ? undefined : new FilterRows(collection, filter)
  const records: Records = new Map()
  for (;;) {
    collection.assertOpen()
    await rows?.load()
    for (const segment of collection.segments) {
      if (!(segment instanceof OpenSegment)) await loadValues(collection, segment as SealedSegment, fields, records)
    }
    // A segment may have arrived from another tab in the meantime.
    const ready = collection.segments.every(
      (segment) =>
        rows?.has(segment) !== false && (segment instanceof OpenSegment || isLoaded(segment, fields, records)),
    )
    if (ready) break
  }
  return fields.map((field) => {
    const counts = new Counts()
    for (const segment of collection.segments) {
      const visible = segment.visible(rows?.of(segment)) ?? fullBitmap(segment.rows)
      const read = valuesIn(segment, field, records)
      for (let row = 0; row < segment.rows; row++) if (hasBit(visible, row)) counts.add(read(row))
    }
    return counts.best(limit)
  })
}

async function loadValues(collection: Collection, segment: SealedSegment, fields: readonly string[], records: Records) {
  await loadColumns(collection, segment, fields)
  const isWhole = fields.every((field) => segment.columns.get(field) !== null)
  if (!isWhole && !records.has(segment)) records.set(segment, await recordsOf(collection, segment))
}

function isLoaded(segment: Segment, fields: readonly string[], records: Records): boolean {
  const { columns } = segment as SealedSegment
  return records.has(segment) || fields.every((field) => columns.has(field) && columns.get(field) !== null)
}

/** Reads the values of a field by row, from the column or from the records. */
function valuesIn(segment: Segment, field: string, records: Records): (row: number) => readonly unknown[] {
  const column = segment instanceof OpenSegment ? segment.column(field) : (segment as SealedSegment).columns.get(field)
  if (column === undefined) return () => []
  if (column !== null) return (row) => columnValues(column, row)
  const known = segment instanceof OpenSegment ? segment.records : (records.get(segment) ?? [])
  return (row) => {
    const record = known[row]
    if (record === undefined) return []
    return valuesOf(field === 'id' ? record.id : ownValue(record.fields, field)).filter(isComparable)
  }
}

/** Counts values. Two dates of the same time are one value. */
class Counts {
  readonly #counts = new Map<unknown, { readonly value: Exclude<FilterValue, null>; count: number }>()

  /** Adds the values of a record. A value that a list holds twice counts once. */
  add(values: readonly unknown[]): void {
    for (const value of values.length > 1 ? new Map(values.map((each) => [keyOf(each), each])).values() : values) {
      const key = keyOf(value)
      const known = this.#counts.get(key)
      if (known === undefined) this.#counts.set(key, { value: value as Exclude<FilterValue, null>, count: 1 })
      else known.count += 1
    }
  }

  /** The most frequent values. Equally frequent values are in their own order, so that two calls give the same list. */
  best(limit: number): readonly CountedValue[] {
    return [...this.#counts.values()]
      .sort((one, other) => other.count - one.count || compare(one.value, other.value))
      .slice(0, limit)
  }
}

const keyOf = (value: unknown) =>
  value instanceof Date ? `date ${value.getTime()}` : typeof value === 'string' ? `text ${value}` : value

function compare(one: Exclude<FilterValue, null>, other: Exclude<FilterValue, null>): number {
  if (typeof one !== typeof other) return typeof one < typeof other ? -1 : 1
  return one < other ? -1 : one > other ? 1 : 0
}
