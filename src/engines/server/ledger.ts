import { asFields } from './fields.js'

/** What calls cost. Money in the currency of the price table. */
export interface Spending {
  /** Tokens that were read and written. */
  readonly tokens: number
  /** Requests that were made, repetitions included. */
  readonly requests: number
  /** Money, in the currency of the prices. */
  readonly money: number
}

/** An account: what was spent in a period, and what is set aside for calls under way. */
export interface Ledger {
  readonly period: string
  readonly spent: Spending
  readonly reserved: Readonly<Record<string, { readonly amount: Spending; readonly until: number }>>
}

/** Changes an account; two changes of one account never overlap, not even from two tabs. */
export type LedgerStorage = (name: string, change: (ledger: Ledger | undefined) => Ledger) => Promise<Ledger>

/** The stored account, with each amount checked: a part that a fault has ruined begins at 0. */
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
