import type { IDBPDatabase } from 'idb'
import type { Write } from '../../src/store/shared/storage.js'

/**
 * Chromium keeps its databases in a log that it goes on writing after a crash. Killed in the middle of a large write
 * it leaves half an entry there, adds whole ones behind it, and at the next start takes the log for damaged and
 * removes all data of the site. So a large write says before that it begins; where that is still said when the next
 * one comes, enough is written first to make the browser begin a new log.
 */
const KEY = 'writing'

/** A log is replaced when it has 4 MB. Values of 64 kB and more go elsewhere, and zeros would be compressed. */
const SCRATCH_VALUES = 110
const SCRATCH_BYTES = 48 * 1024

/** The part of a database this needs. */
type Meta = Pick<IDBPDatabase, 'get' | 'put' | 'transaction'>

/** What is written in one piece; to say that it begins would take as long as the write itself. */
const SMALL_BYTES = 16 * 1024

export function isLarge(writes: readonly Write[]): boolean {
  return writes.length > 4 || writes.some((write) => write.type === 'put' && vectorBytes(write.value) > SMALL_BYTES)
}

/** Batches of the tail are large by their vectors, if at all. */
function vectorBytes(value: unknown): number {
  const { vectors } = (value ?? {}) as { readonly vectors?: Float32Array }
  return vectors?.byteLength ?? 0
}

/** What goes into the transaction of a large write: it is over when that is stored. */
export const WRITTEN: Write = { type: 'delete', area: 'meta', key: KEY }

export async function announceWrite(database: Meta): Promise<void> {
  const meta = database.transaction('meta', 'readwrite', { durability: 'relaxed' })
  await Promise.all([meta.store.put(true, KEY), meta.done])
}

/** Makes the browser begin a new log if the last large write did not end. */
export async function mendLog(database: Meta): Promise<void> {
  if ((await database.get('meta', KEY)) === undefined) return
  const keys = Array.from({ length: SCRATCH_VALUES }, (_, index) => `scratch-${index}`)
  const filling = database.transaction('meta', 'readwrite', { durability: 'relaxed' })
  const value = () => crypto.getRandomValues(new Uint8Array(SCRATCH_BYTES))
  await Promise.all([...keys.map((key) => filling.store.put(value(), key)), filling.done])
  const clearing = database.transaction('meta', 'readwrite', { durability: 'relaxed' })
  await Promise.all([...[...keys, KEY].map((key) => clearing.store.delete(key)), clearing.done])
}
