import { type IDBPDatabase, openDB } from 'idb'
import { checkOptions, describe } from '../calls/check-options.js'
import type { TacetEvent } from '../calls/events.js'
import { dayOf } from './summary.js'

/** The costs of one model on one day in one currency. */
export interface CostRow {
  /** The day in UTC, as in 2026-11-29. */
  readonly day: string
  /** The name of the model on its server. */
  readonly model: string
  /** The currency, or an empty text where the engine has no prices. */
  readonly currency: string
  /** The money; 0 where the engine has no prices. */
  readonly amount: number
  /** How many requests were made, repetitions included. */
  readonly requests: number
  /** How many tokens were read. */
  readonly inputTokens: number
  /** How many of the read tokens the server had cached. */
  readonly cachedTokens: number
  /** How many tokens were written. */
  readonly outputTokens: number
  /** Whether a part of the row is a guess, because a server did not report its usage. */
  readonly estimated: boolean
}

/** How a ledger keeps its rows. */
export interface CostLedgerOptions {
  /** How many days are kept. @default 90 */
  days?: number | undefined
}

/** The costs of each day. All tabs of the site share the rows of a name. */
export interface CostLedger {
  /** A listener that books the costs of events. */
  readonly add: (event: TacetEvent) => Promise<void>
  /** The rows, the oldest day first. Waits for bookings in progress. */
  rows(): Promise<readonly CostRow[]>
  /** Removes all rows of this name. */
  clear(): Promise<void>
}

const STORE = 'rows'

/**
 * Keeps the costs of servers in rows, one for each day, model and currency. The rows are in IndexedDB, and in memory
 * where the browser refuses storage.
 *
 * @example
 * const ledger = openCostLedger('assistant')
 * observe(ledger.add)
 * console.table(await ledger.rows())
 */
export function openCostLedger(name: string, options: CostLedgerOptions = {}): CostLedger {
  if (typeof name !== 'string' || name === '') {
    throw new TypeError(`\`name\` must be a string that is not empty, got ${describe(name)}`)
  }
  checkOptions('openCostLedger', options, { days: 'any' })
  const { days = 90 } = options
  if (!(Number.isInteger(days) && days > 0)) {
    throw new RangeError(`\`days\` must be a positive integer, got ${describe(days)}`)
  }
  let opening: Promise<RowStorage> | undefined
  let booking: Promise<unknown> = Promise.resolve()
  const storage = () => {
    opening ??= open().then(inDatabase, inMemory)
    return opening
  }
  // One after the other, so that `rows` knows when everything before it is booked.
  const next = <R>(work: (rows: RowStorage) => Promise<R>): Promise<R> => {
    const done = booking.then(async () => work(await storage()))
    booking = done.catch(() => {})
    return done
  }
  return {
    async add(event) {
      if (event.type !== 'cost') return
      const { type: _type, at, durationMs: _ms, trace: _trace, currency = '', amount = 0, ...facts } = event
      const row: CostRow = { ...facts, day: dayOf(at), currency, amount }
      const first = dayOf(at - (days - 1) * DAY)
      await next(async (rows) => {
        await rows.change([name, row.day, row.model, currency], (known) =>
          known === undefined ? row : plus(known, row),
        )
        await rows.remove([name], [name, first])
      })
    },
    rows: () => next((rows) => rows.list([name], [name, LAST])),
    clear: () => next((rows) => rows.remove([name], [name, LAST])),
  }
}

const DAY = 86_400_000

/** Comes after every day. */
const LAST = '\uffff'

const plus = (a: CostRow, b: CostRow): CostRow => ({
  ...a,
  amount: a.amount + b.amount,
  requests: a.requests + b.requests,
  inputTokens: a.inputTokens + b.inputTokens,
  cachedTokens: a.cachedTokens + b.cachedTokens,
  outputTokens: a.outputTokens + b.outputTokens,
  estimated: a.estimated || b.estimated,
})

type Key = string[]

/** Rows by name, day, model and currency. Ranges have their first key and not their last. */
interface RowStorage {
  change(key: Key, change: (row: CostRow | undefined) => CostRow): Promise<void>
  list(from: Key, to: Key): Promise<readonly CostRow[]>
  remove(from: Key, to: Key): Promise<void>
}

const open = async () => openDB('tacet-costs', 1, { upgrade: (database) => void database.createObjectStore(STORE) })

function inDatabase(database: IDBPDatabase): RowStorage {
  const range = (from: Key, to: Key) => IDBKeyRange.bound(from, to, false, true)
  return {
    async change(key, change) {
      // Reading and writing share one transaction, so another tab cannot write in between.
      const { store, done } = database.transaction(STORE, 'readwrite')
      await Promise.all([store.get(key).then((known) => store.put(change(known), key)), done])
    },
    list: (from, to) => database.getAll(STORE, range(from, to)),
    remove: (from, to) => database.delete(STORE, range(from, to)),
  }
}

function inMemory(): RowStorage {
  const rows = new Map<string, { readonly key: Key; readonly row: CostRow }>()
  const between = (from: Key, to: Key) =>
    [...rows.values()]
      .filter(({ key }) => key[0] === from[0] && (key[1] ?? '') < (to[1] ?? ''))
      .sort((a, b) => (a.key.join('\0') < b.key.join('\0') ? -1 : 1))
  return {
    async change(key, change) {
      const id = key.join('\0')
      rows.set(id, { key, row: change(rows.get(id)?.row) })
    },
    list: async (from, to) => between(from, to).map(({ row }) => row),
    async remove(from, to) {
      for (const { key } of between(from, to)) rows.delete(key.join('\0'))
    },
  }
}
