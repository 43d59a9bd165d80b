import { checkOptions, describe } from '../../calls/check-options.js'
import { NlpError } from '../../shared/errors.js'
import { randomId } from '../../shared/random-id.js'
import { databaseLedgers } from './budget-database.js'
import { type Ledger, type LedgerStorage, readLedger, type Spending } from './ledger.js'

export type { Spending } from './ledger.js'

/** The limits of a budget and its period. */
export interface BudgetOptions {
  /** The name of the account. Budgets of the same name share the account, in all tabs. */
  readonly name: string
  /** The most tokens in a period. @default no limit */
  readonly maxTokens?: number | undefined
  /** The most requests in a period. @default no limit */
  readonly maxRequests?: number | undefined
  /** The most money in a period, in the currency of the prices. @default no limit */
  readonly maxMoney?: number | undefined
  /** The period of the limits: 'day' starts again at midnight UTC, 'forever' never does. @default 'day' */
  readonly period?: 'day' | 'forever' | undefined
  /** The storage of the account. @default IndexedDB, and memory where there is none */
  readonly storage?: LedgerStorage | undefined
}

/** An account that limits the cost of servers. */
export interface Budget {
  /** The name of the account. */
  readonly name: string
  /** Reserves an estimate before a call. Rejects with code 'budget-exceeded' if the estimate does not fit. */
  reserve(estimate: Spending, options: { lifetimeMs: number }): Promise<Reservation>
  /** The share of the remaining budget that a call would take, at the tightest limit. Above 1 the call does not fit. */
  share(estimate: Spending): Promise<number>
  /** The amount spent in this period, reservations included. */
  spent(): Promise<Spending>
}

/** An amount that is reserved for a call. */
export interface Reservation {
  /** Books the true cost of the call. Only the first call of this method counts. */
  settle(actual: Spending): Promise<void>
}

const KINDS = ['tokens', 'requests', 'money'] as const

const NOTHING: Spending = { tokens: 0, requests: 0, money: 0 }

/**
 * Limits the cost of servers. The budget reserves an estimate before each call and replaces it with the true cost after
 * the call. The reservation of a closed tab counts as spent when it expires, so that no cost is lost.
 *
 * @example
 * const budget = createBudget({ name: 'assistant', maxTokens: 50_000 })
 * const engine = serverEngine({ url: 'https://llm.example/v1', budgets: [budget] })
 */
export function createBudget(options: BudgetOptions): Budget {
  const kinds = { name: 'string', period: ['day', 'forever'], storage: 'function' } as const
  checkOptions('createBudget', options, { ...kinds, maxTokens: 'any', maxRequests: 'any', maxMoney: 'any' }, ['name'])
  const { name, period = 'day', storage = databaseLedgers() } = options
  const maxTokens = limitOf(options, 'maxTokens')
  const maxRequests = limitOf(options, 'maxRequests')
  const maxMoney = limitOf(options, 'maxMoney')
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
            // An expired reservation is already booked as spent, so only the difference is booked here.
            const booked = mine === undefined ? minus(actual, amount) : actual
            return { ...ledger, reserved, spent: noLess(plus(ledger.spent, booked)) }
          })
        },
      }
    },
    async share(estimate) {
      const spent = total(await update((ledger) => ledger))
      const shares = KINDS.map((kind) => (estimate[kind] === 0 ? 0 : estimate[kind] / (limits[kind] - spent[kind])))
      // A negative share means that the budget is overspent.
      return shares.some((share) => share < 0) ? Number.POSITIVE_INFINITY : Math.max(...shares)
    },
    spent: async () => total(await update((ledger) => ledger)),
  }
}

/** A limit that is not a number would allow every call. */
function limitOf(options: BudgetOptions, limit: 'maxTokens' | 'maxRequests' | 'maxMoney'): number {
  const value = options[limit] ?? Number.POSITIVE_INFINITY
  if (typeof value === 'number' && value >= 0) return value
  const problem = `\`${limit}\` of createBudget must be a number of at least 0, got ${describe(value)}`
  throw typeof value === 'number' ? new RangeError(problem) : new TypeError(problem)
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

/** No amount falls below 0: a new day must not pay back an amount of the day before. */
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
