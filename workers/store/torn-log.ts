import type { IDBPDatabase } from 'idb'
import type { Write } from '../../src/store/shared/storage.js'

/**
 * Chromium keeps a database in a log, and continues the same log after a crash. If the browser is killed during a large write, half an
 * entry stays in the log and whole entries follow it. At the next start Chromium takes the log for damaged and removes all data of the
 * site. Each large write therefore sets a mark first. If the mark is still set at the first change after an opening, enough data is written
 * before that change to make the browser begin a new log.
 */
const KEY = 'writing'

/** A log is replaced when it has 4 MB. Values of 64 kB and more are stored outside the log, and zeros would be compressed. */
const SCRATCH_VALUES = 110
const SCRATCH_BYTES = 48 * 1024

/** The part of a database that the mark needs. */
type Meta = Pick<IDBPDatabase, 'get' | 'put' | 'transaction'>

/** Smaller writes go into the log in one piece. Setting the mark would take as long as the write itself. */
const SMALL_BYTES = 16 * 1024

export function isLarge(writes: readonly Write[]): boolean {
  return writes.length > 4 || writes.some((write) => write.type === 'put' && vectorBytes(write.value) > SMALL_BYTES)
}

/** The vectors decide whether a batch of the tail is large. An encrypted batch is one view of bytes. */
function vectorBytes(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength
  const { vectors } = (value ?? {}) as { readonly vectors?: Float32Array }
  return vectors?.byteLength ?? 0
}

/** Removes the mark in the transaction of the large write, so the mark is gone once the write is stored. */
export const WRITTEN: Write = { type: 'delete', area: 'meta', key: KEY }

export async function announceWrite(database: Meta): Promise<void> {
  const meta = database.transaction('meta', 'readwrite', { durability: 'relaxed' })
  await Promise.all([meta.store.put(true, KEY), meta.done])
}

/** Makes the browser begin a new log if the last large write did not finish. */
export async function mendLog(database: Meta): Promise<void> {
  if ((await database.get('meta', KEY)) === undefined) return
  const keys = Array.from({ length: SCRATCH_VALUES }, (_, index) => `scratch-${index}`)
  const filling = database.transaction('meta', 'readwrite', { durability: 'relaxed' })
  const value = () => crypto.getRandomValues(new Uint8Array(SCRATCH_BYTES))
  await Promise.all([...keys.map((key) => filling.store.put(value(), key)), filling.done])
  const clearing = database.transaction('meta', 'readwrite', { durability: 'relaxed' })
  await Promise.all([...[...keys, KEY].map((key) => clearing.store.delete(key)), clearing.done])
}
