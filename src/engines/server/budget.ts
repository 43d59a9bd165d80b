import { NlpError } from '../../shared/errors.js'
import { randomId } from '../../shared/random-id.js'
import { databaseLedgers } from './budget-database.js'
import { type Ledger, type LedgerStorage, readLedger, type Spending } from './ledger.js'

export type { Spending } from './ledger.js'

/** How much a budget allows, and for how long. */
export interface BudgetOptions {
  /** Budgets of one name share one account, in all tabs. */
  readonly name: string
  /** How many tokens a period allows. @default no limit */
  readonly maxTokens?: number | undefined
  /** How many requests a period allows. @default no limit */
  readonly maxRequests?: number | undefined
  /** How much money a period allows, in the currency of the prices. @default no limit */
  readonly maxMoney?: number | undefined
  /** 'day' starts afresh at midnight, UTC; 'forever' never does. @default 'day' */
  readonly period?: 'day' | 'forever' | undefined
  /** Where the account is kept. @default IndexedDB, and memory where there is none */
  readonly storage?: LedgerStorage | undefined
}

/** An account of what servers may cost. */
export interface Budget {
  /** The name of the account. */
  readonly name: string
  /** Sets an estimate aside before a call; rejects with code 'budget-exceeded' if it does not fit. */
  reserve(estimate: Spending, options: { lifetimeMs: number }): Promise<Reservation>
  /** What part of what is left a call would take, at the tightest limit; above 1 it does not fit. */
  share(estimate: Spending): Promise<number>
  /** What was spent in this period, reservations included. */
  spent(): Promise<Spending>
}

/** An amount that is set aside for a call. */
export interface Reservation {
  /** Books what the call really cost. Once. */
  settle(actual: Spending): Promise<void>
}

const KINDS = ['tokens', 'requests', 'money'] as const

const NOTHING: Spending = { tokens: 0, requests: 0, money: 0 }

/**
 * Limits what servers may cost. An amount is set aside before each call and replaced by the true one after it. What a
 * closed tab had set aside is booked as spent when its time is over: the safe side to err on.
 *
 * @example
 * const budget = createBudget({ name: 'assistant', maxTokens: 50_000 })
 * const engine = serverEngine({ url: 'https://llm.example/v1', budgets: [budget] })
 */
export function createBudget({
  name,
  maxTokens = Number.POSITIVE_INFINITY,
  maxRequests = Number.POSITIVE_INFINITY,
  maxMoney = Number.POSITIVE_INFINITY,
  period = 'day',
  storage = databaseLedgers(),
}: BudgetOptions): Budget {
  const limits = { tokens: maxTokens, requests: maxRequests, money: maxMoney }
  const update = (change: (ledger: Ledger) => Ledger) => {
    const now = Date.now()
    const current = period === 'day' ? new Date(now).toISOString().slice(0, 10) : 'forever'
    return storage(name, (stored) => change(upToDate(stored, current, now)))
  }

  return {
    name,
    async reserve(amount, { lifetimeMs }) {
      const id = randomId()
      await update((ledger) => {
        check(name, limits, total(ledger), amount)
        const until = Date.now() + lifetimeMs
        return { ...ledger, reserved: { ...ledger.reserved, [id]: { amount, until } } }
      })
      let settled = false
      return {
        async settle(actual) {
          if (settled) return
          settled = true
          await update((ledger) => {
            const { [id]: mine, ...reserved } = ledger.reserved
            // Once expired it was booked as reserved: only the difference is left to book.
            const booked = mine === undefined ? minus(actual, amount) : actual
            return { ...ledger, reserved, spent: noLess(plus(ledger.spent, booked)) }
          })
        },
      }
    },
    async share(estimate) {
      const spent = total(await update((ledger) => ledger))
      const shares = KINDS.map((kind) => (estimate[kind] === 0 ? 0 : estimate[kind] / (limits[kind] - spent[kind])))
      // Where nothing is left, or less than that.
      return shares.some((share) => share < 0) ? Number.POSITIVE_INFINITY : Math.max(...shares)
    },
    spent: async () => total(await update((ledger) => ledger)),
  }
}

function upToDate(stored: Ledger | undefined, period: string, now: number): Ledger {
  const ledger = readLedger(stored, period)
  const entries = Object.entries(ledger.reserved)
  const expired = entries.filter(([, { until }]) => until <= now).map(([, { amount }]) => amount)
  const spent = expired.reduce(plus, ledger.period === period ? ledger.spent : NOTHING)
  return { period, spent, reserved: Object.fromEntries(entries.filter(([, { until }]) => until > now)) }
}

function check(name: string, limits: Spending, spent: Spending, amount: Spending): void {
  for (const kind of KINDS) {
    if (spent[kind] + amount[kind] <= limits[kind]) continue
    throw new NlpError(
      'budget-exceeded',
      `The budget "${name}" allows ${limits[kind]} ${kind}: ${spent[kind]} are used and this call may need ${amount[kind]}`,
      { details: { kind, limit: limits[kind], spent: spent[kind], requested: amount[kind] } },
    )
  }
}

const total = ({ spent, reserved }: Ledger) =>
  Object.values(reserved)
    .map(({ amount }) => amount)
    .reduce(plus, spent)

const plus = (a: Spending, b: Spending): Spending => ({
  tokens: a.tokens + b.tokens,
  requests: a.requests + b.requests,
  money: a.money + b.money,
})

/** An amount that was booked on the day before is not paid back on this day. */
const noLess = ({ tokens, requests, money }: Spending): Spending => ({
  tokens: Math.max(0, tokens),
  requests: Math.max(0, requests),
  money: Math.max(0, money),
})

const minus = (a: Spending, b: Spending): Spending => ({
  tokens: a.tokens - b.tokens,
  requests: a.requests - b.requests,
  money: a.money - b.money,
})
