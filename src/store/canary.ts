import { NlpError } from '../shared/errors.js'
import type { OpenAnswer } from './shared/worker-api.js'

/**
 * A note outside the database that the store was filled, with its id. A browser that runs short of space removes a
 * database silently, and an app must not take the removed store for one that was never filled.
 */
export function rememberFilled(name: string, id: string | undefined): void {
  try {
    localStorage.setItem(keyOf(name), id ?? NAMELESS)
  } catch {
    // Without the note, a removal goes unnoticed. The data itself does not depend on the note.
  }
}

export function forgetFilled(name: string): void {
  try {
    localStorage.removeItem(keyOf(name))
  } catch {}
}

/**
 * Throws where the note names another store than the opened one. A check of `created` alone would miss a removal: another tab may have
 * filled the new store already.
 */
export function assertKept(name: string, { id, created }: Pick<OpenAnswer, 'id' | 'created'>): void {
  let filled: string | null = null
  try {
    filled = localStorage.getItem(keyOf(name))
  } catch {}
  if (filled === null || filled === id || (filled === NAMELESS && !created)) return
  throw new NlpError(
    'storage-corrupt',
    `The browser has removed the data of the store ${name}. Open it again to start with an empty one.`,
    { retryable: true, details: { evicted: true } },
  )
}

/** The note that the first release wrote for every store. */
const NAMELESS = 'filled'

function keyOf(name: string): string {
  return `tacet-store-${name}`
}
