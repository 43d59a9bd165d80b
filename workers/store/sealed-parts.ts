import type { Manifest, SegmentSums } from '../../src/store/shared/manifest.js'
import type { Area, Key } from '../../src/store/shared/storage.js'
import { valueSum } from '../../src/store/shared/value-sum.js'
import type { Collection } from './collection.js'
import { RowsMoved } from './rows-moved.js'
import { type SealedSegment, sumsKey } from './segment.js'

/** One stored part of a finished segment. */
export interface Part {
  readonly segment: SealedSegment
  readonly area: Extract<Area, 'ids' | 'words' | 'columns' | 'pages'>
  readonly key: Key
  readonly sumOf: (sums: SegmentSums) => number | undefined
  /** Whether a value can be this part. Segments of the first release have no checksums, so this is their only check. */
  readonly fits: (stored: unknown) => boolean
}

export type FoundPart = { readonly intact: true; readonly value: unknown } | { readonly intact: false }

/** Reads parts of finished segments in one consistent read, and compares each part with its checksum. */
export async function readParts(collection: Collection, parts: readonly Part[]): Promise<FoundPart[]> {
  if (parts.length === 0) return []
  const unknown = [...new Set(parts.map(({ segment }) => segment))].filter(({ sums }) => sums === undefined)
  const areas = [...new Set<Area>(['meta', 'columns', ...parts.map(({ area }) => area)])]
  const [manifest, sums, values] = await collection.storage.read(areas, (reader) =>
    Promise.all([
      reader.get('meta', 'manifest') as Promise<Manifest | undefined>,
      Promise.all(unknown.map(({ id }) => reader.get('columns', sumsKey(id)))),
      Promise.all(parts.map(({ area, key }) => reader.get(area, key))),
    ]),
  )
  const there = new Set(manifest?.segments.map(({ id }) => id))
  if (parts.some(({ segment }) => !there.has(segment.id))) throw new RowsMoved()
  for (const [index, segment] of unknown.entries()) segment.sums = checkedSums(collection, segment, sums[index])
  return parts.map(({ segment, area, sumOf, fits }, index): FoundPart => {
    const value = values[index]
    const sum = segment.sums ? sumOf(segment.sums) : undefined
    if (fits(value) && (sum === undefined || sum === valueSum(value))) return { intact: true, value }
    collection.reportDamage(segment, area)
    return { intact: false }
  })
}

function checkedSums(collection: Collection, segment: SealedSegment, stored: unknown): SegmentSums | null {
  if (segment.contentSum === undefined) return null
  if (valueSum(stored) === segment.contentSum) return stored as SegmentSums
  collection.reportDamage(segment, 'checksums')
  return null
}
