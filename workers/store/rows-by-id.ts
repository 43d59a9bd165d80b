import { hasBit } from '../../src/store/shared/bitmap.js'
import type { Collection } from './collection.js'
import { readRecords } from './records.js'
import { RowsLost } from './rows-moved.js'
import { readParts } from './sealed-parts.js'
import type { SealedSegment, Segment } from './segment.js'

/** The row number of each id. The ids are read when first needed, because searches do not need them. */
export async function rowsById(collection: Collection): Promise<Map<string, number>> {
  for (;;) {
    if (collection.rowNumbers !== undefined) return collection.rowNumbers
    const { manifest } = collection
    const sealed = [...collection.sealed.values()]
    const lists = await idsOf(collection, sealed).catch((error: unknown) => {
      // The damaged rows are left out from now on, so the next attempt reads the rest.
      if (error instanceof RowsLost) return undefined
      throw error
    })
    // The store changed during the read, so the map would lack some ids until the next change.
    if (lists === undefined || collection.manifest !== manifest) continue
    const map = new Map<string, number>()
    for (const [index, segment] of sealed.entries()) addThere(map, segment, lists[index]!)
    const { tail } = collection
    const inTail = tail.records.slice(0, tail.rows).map(({ id }) => id)
    addThere(map, tail, inTail)
    collection.rowNumbers = map
    return map
  }
}

async function idsOf(collection: Collection, segments: readonly SealedSegment[]): Promise<(readonly string[])[]> {
  const parts = segments.map((segment) => ({
    segment,
    area: 'ids' as const,
    key: segment.id,
    sumOf: ({ ids }: { readonly ids: number }) => ids,
    fits: (stored: unknown) =>
      Array.isArray(stored) && stored.length === segment.rows && stored.every((id) => typeof id === 'string'),
  }))
  const lists: (readonly string[])[] = []
  for (const [index, found] of (await readParts(collection, parts)).entries()) {
    lists.push(found.intact ? (found.value as readonly string[]) : await idsOfRecords(collection, segments[index]!))
  }
  return lists
}

/** The ids are also stored with the records. */
async function idsOfRecords(collection: Collection, segment: SealedSegment): Promise<readonly string[]> {
  const rows = Array.from({ length: segment.rows }, (_, row) => segment.firstRow + row)
  return (await readRecords(collection, rows)).map((record) => record?.id ?? '')
}

function addThere(map: Map<string, number>, segment: Segment, ids: readonly string[]): void {
  const { gone, rows, firstRow } = segment
  for (const [row, id] of ids.entries()) {
    if (row < rows && (gone === undefined || !hasBit(gone, row))) map.set(id, firstRow + row)
  }
}
