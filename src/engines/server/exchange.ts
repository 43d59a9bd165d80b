import { type EventFacts, publicName, tell } from '../../calls/observed.js'
import { type Attempt, callServer, type HttpServer } from '../../http/call-server.js'
import type { Budget } from './budget.js'
import type { Spending } from './ledger.js'
import { costOf, type Prices } from './prices.js'
import type { TimeLimits } from './timeouts.js'
import type { ServerUsage } from './usage.js'

/** The cost of a call in the form for listeners. */
interface Bill {
  readonly model: string
  readonly prices: Prices | undefined
  readonly usage: ServerUsage
  readonly estimated: boolean
  readonly trace: object | undefined
}

/** A server of the OpenAI protocol, with the budgets that all calls to it share. */
export interface Connection {
  readonly server: HttpServer
  readonly limits: TimeLimits
  readonly budgets: readonly Budget[]
}

export interface Delivered<R> {
  readonly value: R
  readonly attempts: number
}

/**
 * Makes one call with an amount reserved in each budget.
 *
 * @param estimate the most that one try may cost
 * @param spent returns the cost of the call; called once at the end, also after a failure
 * @param shown whether the user saw a part of the answer, which another try would show again
 */
export async function exchange<R>(
  { server, limits, budgets }: Connection,
  run: (attempt: Attempt) => Promise<R>,
  {
    signal,
    estimate,
    spent,
    bill,
    shown,
  }: {
    readonly signal: AbortSignal | undefined
    readonly estimate: Spending
    readonly spent: () => Omit<Spending, 'requests'>
    /** Describes the same cost to listeners. */
    readonly bill: () => Bill
    readonly shown: () => boolean
  },
): Promise<Delivered<R>> {
  signal?.throwIfAborted()
  const reservations = await reserveAll(budgets, estimate, limits.total.ms)
  let attempts = 0
  const counted = (attempt: Attempt) => {
    attempts = attempt.number
    return run(attempt)
  }
  try {
    const value = await callServer(server, counted, { signal, mayRepeat: () => !shown() })
    return { value, attempts }
  } finally {
    const requests = attempts
    const actual = { ...spent(), requests }
    tell(() => billed(bill(), requests))
    // A full disk must not turn a good answer into an error. The reservation then expires and counts as spent.
    await Promise.allSettled(reservations.map((reservation) => reservation.settle(actual)))
  }
}

function billed({ model, prices, usage, estimated, trace }: Bill, requests: number): EventFacts {
  const money = prices && { amount: costOf(prices, usage), currency: prices.currency }
  return { type: 'cost', trace, model: publicName(model), ...usage, requests, ...money, estimated }
}

async function reserveAll(budgets: readonly Budget[], estimate: Spending, totalMs: number) {
  const reservations = []
  try {
    for (const budget of budgets) reservations.push(await budget.reserve(estimate, { lifetimeMs: totalMs }))
  } catch (error) {
    const nothing = { tokens: 0, requests: 0, money: 0 }
    await Promise.allSettled(reservations.map((reservation) => reservation.settle(nothing)))
    throw error
  }
  return reservations
}
