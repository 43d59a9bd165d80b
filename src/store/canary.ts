import { NlpError } from '../shared/errors.js'
import type { OpenAnswer } from './shared/worker-api.js'

/**
 * Remembers outside the database that there was data, and of which store. Browsers that run short of space remove a database
 * without a word; an app must not take that for a store that was never filled.
 */
export function rememberFilled(name: string, id: string | undefined): void {
  try {
    localStorage.setItem(keyOf(name), id ?? NAMELESS)
  } catch {
    // Without it a removal goes unnoticed; the data itself does not depend on it.
  }
}

export function forgetFilled(name: string): void {
  try {
    localStorage.removeItem(keyOf(name))
  } catch {}
}

/**
 * Throws where a store was filled that is not the one just opened. That this one is new proves nothing: another tab may have
 * filled it since.
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

/** The note that the first release kept for every store. */
const NAMELESS = 'filled'

function keyOf(name: string): string {
  return `tacet-store-${name}`
}
