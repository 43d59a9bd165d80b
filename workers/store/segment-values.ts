import { hasBit } from '../../src/store/shared/bitmap.js'
import { type Column, isColumn } from '../../src/store/shared/column.js'
import { valueSum } from '../../src/store/shared/value-sum.js'
import type { StoredRecord } from '../../src/store/shared/worker-api.js'
import type { Collection } from './collection.js'
import { readRecords } from './records.js'
import { RowsMoved } from './rows-moved.js'
import { type Part, readParts } from './sealed-parts.js'
import { columnKey, type SealedSegment } from './segment.js'

/** Reads the columns of these fields that the segment has not read yet. */
export async function loadColumns(
  collection: Collection,
  segment: SealedSegment,
  fields: readonly string[],
): Promise<void> {
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
  for (const [index, found] of (await readParts(collection, parts)).entries()) {
    const field = missing[index]!
    const known = found.intact && field !== 'id'
    segment.columns.set(field, known ? (found.value as Column | null | undefined) : null)
  }
}

/** The values of a row: none where the field is missing, several where the field is a list. */
export function columnValues({ dictionary, codes, starts }: Column, row: number): readonly unknown[] {
  if (starts !== undefined)
    return Array.from(codes.subarray(starts[row]!, starts[row + 1]!), (code) => dictionary[code])
  const value = dictionary[codes[row]!]
  return value === undefined ? [] : [value]
}

/** The records of a segment, for fields that have no column; `undefined` for rows that are lost. */
export async function recordsOf(
  collection: Collection,
  { firstRow, rows, lost }: SealedSegment,
): Promise<(StoredRecord | undefined)[]> {
  const records = await readRecords(
    collection,
    Array.from({ length: rows }, (_, row) => firstRow + row),
  )
  const moved = records.some((record, row) => record === undefined && !(lost !== undefined && hasBit(lost, row)))
  if (moved) throw new RowsMoved()
  return records
}

/** The checksum of a missing column, for a field that no record has. */
const NO_COLUMN = valueSum(undefined)
