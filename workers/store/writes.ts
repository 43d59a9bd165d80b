import { type Manifest, withCheck } from '../../src/store/shared/manifest.js'
import type { Area, Key, Storage, Write } from '../../src/store/shared/storage.js'
import type { ObjectChanges } from '../../src/store/shared/worker-api.js'
import { columnKey, PAGES, pageKey, sumsKey } from './segment.js'

/** The changes that remove segments permanently. */
export async function removalsOf(storage: Storage, group: readonly { readonly id: number }[]): Promise<Write[]> {
  const drop = (area: Area, key: Key): Write => ({ type: 'delete', area, key })
  const columns = await storage.read(['columns'], (reader) =>
    Promise.all(group.map(({ id }) => reader.keys('columns', columnKey(id, '')))),
  )
  return group.flatMap(({ id }, index) => [
    ...(['codes', 'vectors', 'words', 'ids', 'deleted'] as const).map((area) => drop(area, id)),
    ...Array.from({ length: PAGES }, (_, page) => drop('pages', pageKey(id, page))),
    ...columns[index]!.map((key) => drop('columns', key)),
    drop('columns', sumsKey(id)),
  ])
}

/** The changes that empty the tail. */
export function dropTail({ tail }: Manifest): Write[] {
  return Array.from({ length: tail.next - tail.first }, (_, index) => ({
    type: 'delete',
    area: 'tail',
    key: tail.first + index,
  }))
}

export function objectWrites({ put, remove }: ObjectChanges): Write[] {
  return [
    ...put.map(([key, value]): Write => ({ type: 'put', area: 'objects', key, value })),
    ...remove.map((key): Write => ({ type: 'delete', area: 'objects', key })),
  ]
}

export function manifestWrite(value: Manifest): Write {
  return { type: 'put', area: 'meta', key: 'manifest', value: withCheck(value) }
}
