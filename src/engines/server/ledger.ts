import { asFields } from './fields.js'

/** The cost of calls. */
export interface Spending {
  /** The number of tokens read and written. */
  readonly tokens: number
  /** The number of requests, repetitions included. */
  readonly requests: number
  /** The money, in the currency of the prices. */
  readonly money: number
}

/** An account: the amount spent in a period, and the amounts reserved for running calls. */
export interface Ledger {
  readonly period: string
  readonly spent: Spending
  readonly reserved: Readonly<Record<string, { readonly amount: Spending; readonly until: number }>>
}

/** Changes an account. Two changes of the same account must never overlap, not even from two tabs. */
export type LedgerStorage = (name: string, change: (ledger: Ledger | undefined) => Ledger) => Promise<Ledger>

/** Reads a stored account and checks each amount. A damaged amount counts as 0. */
export function readLedger(stored: unknown, period: string): Ledger {
  const ledger = asFields(stored)
  const reserved = Object.entries(asFields(ledger['reserved'])).map(([id, value]) => {
    const { amount, until } = asFields(value)
    return [id, { amount: readSpending(amount), until: amountOf(until) }] as const
  })
  const known = ledger['period']
  return {
    period: typeof known === 'string' ? known : period,
    spent: readSpending(ledger['spent']),
    reserved: Object.fromEntries(reserved),
  }
}

function readSpending(stored: unknown): Spending {
  const { tokens, requests, money } = asFields(stored)
  return { tokens: amountOf(tokens), requests: amountOf(requests), money: amountOf(money) }
}

const amountOf = (value: unknown) => (Number.isFinite(value) && (value as number) > 0 ? (value as number) : 0)
