import { fullBitmap, hasBit } from '../../src/store/shared/bitmap.js'
import type { ListRequest } from '../../src/store/shared/worker-api.js'
import type { Collection } from './collection.js'
import { FilterRows } from './filter-rows.js'
import { SortRows } from './sort-rows.js'

/** The rows of a list, in order. All reads come first, and the list then comes together without a pause. */
export async function listRows(
  collection: Collection,
  { filter, sort, limit }: ListRequest,
): Promise<Float64Array<ArrayBuffer>> {
  const passing = filter === undefined ? undefined : new FilterRows(collection, filter)
  const order = sort === undefined ? undefined : new SortRows(collection, sort)
  for (;;) {
    collection.assertOpen()
    await passing?.load()
    await order?.load()
    // A segment may have arrived from another tab in the meantime.
    if (collection.segments.every((segment) => passing?.has(segment) !== false && order?.has(segment) !== false)) break
  }
  const rows: { readonly row: number }[] = []
  for (const segment of [...collection.segments].sort((one, other) => one.id - other.id)) {
    const visible = segment.visible(passing?.of(segment)) ?? fullBitmap(segment.rows)
    for (let row = 0; row < segment.rows; row++) if (hasBit(visible, row)) rows.push({ row: segment.firstRow + row })
  }
  const first = order?.first(rows, limit) ?? rows.slice(0, limit)
  return Float64Array.from(first, ({ row }) => row)
}
