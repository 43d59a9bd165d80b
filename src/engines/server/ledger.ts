/** What calls cost. Money in the currency of the price table. */
export interface Spending {
  readonly tokens: number
  readonly requests: number
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
