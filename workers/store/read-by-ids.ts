import { NlpError } from '../../src/shared/errors.js'
import { SEGMENT_ROWS } from '../../src/store/shared/kernel.js'
import type { Batch, StoredRecord } from '../../src/store/shared/worker-api.js'
import type { Collection } from './collection.js'
import { readRows } from './records.js'
import { rowsById } from './rows-by-id.js'
import { RowsMoved } from './rows-moved.js'

/** Returns the records of the ids that exist, in the order of their rows. */
export async function readByIds(collection: Collection, ids: readonly string[]): Promise<Batch> {
  const rowNumbers = await rowsById(collection)
  const wanted = new Set(ids.flatMap((id) => rowNumbers.get(id) ?? []))
  const records: StoredRecord[] = []
  const vectors = new Float32Array(wanted.size * collection.shape.dimensions)
  const damaged: number[] = []
  let filled = 0
  // One segment at a time: the vectors of a segment are read as a whole, and those of all segments would not fit into memory.
  for (const [id, rows] of bySegment(wanted)) {
    const segment = collection.segmentOf(id * SEGMENT_ROWS)
    if (segment === undefined) throw new RowsMoved()
    const batch = await readRows(collection, segment, rows).catch((error: unknown) => {
      if (segment.vectors !== undefined || collection.sealed.get(id)?.vectorsFailure === undefined) throw error
      return undefined
    })
    if (batch === undefined) {
      damaged.push(...rows.map((row) => segment.firstRow + row))
      continue
    }
    for (const record of batch.records) records.push(record)
    vectors.set(batch.vectors, filled)
    filled += batch.vectors.length
  }
  if (damaged.length === 0) return { records, vectors }
  const lost = new Set(damaged)
  const names = ids.filter((id) => lost.has(rowNumbers.get(id) ?? -1))
  const shown = names.length > 5 ? `${names.slice(0, 5).join(', ')}, …` : names.join(', ')
  throw new NlpError(
    'storage-corrupt',
    `The vectors of ${lost.size} of these records of the store ${collection.name} are damaged: ${shown}. ` +
      'Get the other records alone, and put the damaged ones again.',
    { details: { rows: lost.size } },
  )
}

/** Groups rows by the id of their segment. Each row is numbered within its segment. */
function bySegment(rows: Iterable<number>): Map<number, number[]> {
  const groups = new Map<number, number[]>()
  for (const row of rows) {
    const id = Math.floor(row / SEGMENT_ROWS)
    const group = groups.get(id)
    if (group === undefined) groups.set(id, [row % SEGMENT_ROWS])
    else group.push(row % SEGMENT_ROWS)
  }
  return groups
}
