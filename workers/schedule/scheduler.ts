import { NlpError } from '../../src/shared/errors.js'
import { chooseBatch } from './scheduler-batch.js'
import { createTokenBudget } from './scheduler-budget.js'

export type Priority = 'interactive' | 'background'

export interface ScheduledItem<Item> {
  /** Items with the same key are computed once. The key must name everything on which the result depends. */
  readonly key: string
  /** The length in tokens, including special tokens. */
  readonly length: number
  readonly item: Item
}

interface SubmitOptions {
  /** @default 'interactive' */
  priority?: Priority | undefined
  signal?: AbortSignal | undefined
  /** Called with the number of the call's finished items, after each run that finished some. */
  onDone?: ((finished: number, total: number) => void) | undefined
}

export interface SchedulerOptions<Item, Result> {
  /** Computes one batch and returns one result per item, in order. */
  readonly run: (items: readonly Item[]) => Promise<readonly Result[]>
  /** The time in milliseconds, of a clock that never goes back. */
  readonly now: () => number
  /** Lets the worker read its messages. It is awaited before each batch, and a microtask is not enough. */
  readonly yieldNow: () => Promise<void>
  /** The target duration of one run. An abort waits for the run where the page is not isolated. @default 22 */
  readonly targetMs?: number | undefined
  /** The most items that may wait. @default 50_000 */
  readonly maxQueued?: number | undefined
  /** How long interactive work may delay background work before one background batch runs. @default 1000 */
  readonly ageMs?: number | undefined
}

export interface Scheduler<Item, Result> {
  /** Resolves with one result per item, in order. */
  submit(items: readonly ScheduledItem<Item>[], options?: SubmitOptions): Promise<Result[]>
  /** Rejects all waiting, running and later calls with `reason`. */
  close(reason?: unknown): void
}

interface Call<Result> {
  readonly order: number
  readonly priority: Priority
  readonly results: Result[]
  readonly jobs: Set<Job<unknown, Result>>
  readonly onDone: SubmitOptions['onDone']
  remaining: number
  resolve(results: Result[]): void
  reject(reason: unknown): void
}

interface Job<Item, Result> {
  readonly key: string
  readonly length: number
  readonly item: Item
  /** The places in the callers' results that this job fills. */
  waiters: { readonly call: Call<Result>; readonly index: number }[]
  order: number
  priority: Priority
  alone: boolean
}

/** An item does not cause these failures: running the item again by itself would only meet the same failure. */
const FATAL = ['device-lost', 'worker-crashed', 'closed'] as const

/**
 * Runs the items of many callers through one session, one small batch at a time. The caller passes in the model, the
 * clock and the browser's yield.
 *
 * @example
 * const scheduler = createScheduler({ run: computeVectors, now: () => performance.now(), yieldNow: nextMacrotask })
 * const vectors = await scheduler.submit(texts.map((text) => ({ key: text, length: count(text), item: text })))
 */
export function createScheduler<Item, Result>({
  run,
  now,
  yieldNow,
  targetMs = 22,
  maxQueued = 50_000,
  ageMs = 1000,
}: SchedulerOptions<Item, Result>): Scheduler<Item, Result> {
  const budget = createTokenBudget(targetMs)
  const calls = new Set<Call<Result>>()
  const jobs = new Map<string, Job<Item, Result>>()
  /** The jobs that are not running, sorted by length. */
  let queue: Job<Item, Result>[] = []
  let unfinished = 0
  let lastOrder = 0
  let backgroundSince = now()
  let pumping = false
  let closed: { readonly reason: unknown } | undefined

  function submit(
    items: readonly ScheduledItem<Item>[],
    { priority = 'interactive', signal, onDone }: SubmitOptions = {},
  ): Promise<Result[]> {
    if (closed) return Promise.reject(closed.reason)
    if (signal?.aborted) return Promise.reject(signal.reason)
    if (items.length === 0) return Promise.resolve([])
    if (unfinished + items.length > maxQueued) return Promise.reject(queueFull(items.length))

    lastOrder += 1
    const order = lastOrder
    return new Promise((resolve, reject) => {
      const onAbort = () => fail(call, signal?.reason)
      const call: Call<Result> = {
        order,
        // A job of any other priority would never run, and its call would never settle.
        priority: priority === 'background' ? 'background' : 'interactive',
        results: new Array(items.length),
        jobs: new Set(),
        onDone,
        remaining: items.length,
        resolve(results) {
          signal?.removeEventListener('abort', onAbort)
          resolve(results)
        },
        reject(reason) {
          signal?.removeEventListener('abort', onAbort)
          reject(reason)
        },
      }
      signal?.addEventListener('abort', onAbort, { once: true })
      calls.add(call)
      enqueue(call, items)
      void pump()
    })
  }

  function enqueue(call: Call<Result>, items: readonly ScheduledItem<Item>[]): void {
    unfinished += items.length
    if (call.priority === 'background' && !queue.some((job) => job.priority === 'background')) backgroundSince = now()
    const queued = queue.length
    items.forEach(({ key, length, item }, index) => {
      let job = jobs.get(key)
      if (job === undefined) {
        job = { key, item, length, waiters: [], order: call.order, priority: call.priority, alone: false }
        jobs.set(key, job)
        queue.push(job)
      }
      if (call.priority === 'interactive') job.priority = 'interactive'
      job.waiters.push({ call, index })
      call.jobs.add(job)
    })
    if (queue.length > queued) queue.sort((a, b) => a.length - b.length)
  }

  async function pump(): Promise<void> {
    if (pumping) return
    pumping = true
    // The loop also yields before the first batch, so that calls made at the same moment share it.
    for (;;) {
      await yieldNow()
      const batch = takeBatch()
      if (batch.length === 0) break
      await runBatch(batch)
    }
    pumping = false
  }

  function takeBatch(): Job<Item, Result>[] {
    const interactive = queue.filter((job) => job.priority === 'interactive')
    const background = interactive.length === queue.length ? [] : queue.filter((job) => job.priority === 'background')
    const starved = background.length > 0 && now() - backgroundSince >= ageMs
    const turn = interactive.length === 0 || starved ? background : interactive
    if (turn === background) backgroundSince = now()
    const batch = chooseBatch(turn, budget.tokens)
    const taken = new Set(batch)
    queue = queue.filter((job) => !taken.has(job))
    return batch
  }

  async function runBatch(batch: readonly Job<Item, Result>[]): Promise<void> {
    const start = now()
    let results: readonly Result[]
    try {
      results = await run(batch.map((job) => job.item))
      if (results.length !== batch.length) {
        throw new NlpError('invalid-output', `A run of ${batch.length} items gave ${results.length} results.`)
      }
    } catch (error) {
      return failBatch(batch, error)
    }
    budget.learn({ tokens: batch.length * Math.max(...batch.map((job) => job.length)), elapsedMs: now() - start })
    const touched = new Set<Call<Result>>()
    batch.forEach((job, row) => {
      jobs.delete(job.key)
      for (const { call, index } of job.waiters) {
        call.results[index] = results[row] as Result
        call.jobs.delete(job)
        call.remaining -= 1
        unfinished -= 1
        touched.add(call)
      }
    })
    for (const call of touched) progress(call)
  }

  function progress(call: Call<Result>): void {
    try {
      call.onDone?.(call.results.length - call.remaining, call.results.length)
    } catch (error) {
      fail(call, error)
    }
    if (call.remaining === 0 && calls.delete(call)) call.resolve(call.results)
  }

  /**
   * A faulty item must not fail its neighbours. After a failed batch each item runs once more by itself, and then its
   * failure is its own.
   */
  function failBatch(batch: readonly Job<Item, Result>[], error: unknown): void {
    const wanted = batch.filter((job) => job.waiters.length > 0)
    if (batch.length > 1 && !FATAL.some((code) => NlpError.is(error, code))) {
      for (const job of wanted) job.alone = true
      queue = [...queue, ...wanted].sort((a, b) => a.length - b.length)
      for (const job of batch) if (job.waiters.length === 0) jobs.delete(job.key)
      return
    }
    for (const job of batch) jobs.delete(job.key)
    for (const call of new Set(wanted.flatMap((job) => job.waiters.map((waiter) => waiter.call)))) fail(call, error)
  }

  /** Rejects a call and takes its work out of the queue, except where another call waits for the same work. */
  function fail(call: Call<Result>, reason: unknown): void {
    if (!calls.delete(call)) return
    unfinished -= call.remaining
    for (const job of call.jobs) {
      job.waiters = job.waiters.filter((waiter) => waiter.call !== call)
      if (job.waiters.length > 0) demote(job)
    }
    // A running job stays in `jobs`, so that a new call for the same text still gets its result.
    for (const job of queue) if (job.waiters.length === 0) jobs.delete(job.key)
    queue = queue.filter((job) => job.waiters.length > 0)
    call.reject(reason)
  }

  function close(reason: unknown = new NlpError('closed', 'The model was closed.')): void {
    if (closed) return
    closed = { reason }
    for (const call of [...calls]) fail(call, reason)
  }

  function queueFull(count: number): NlpError {
    const sentence =
      count > maxQueued
        ? `${count} items were passed at once, but at most ${maxQueued} may wait. Pass them in several calls.`
        : `${unfinished} items wait already and at most ${maxQueued} may. Wait for earlier calls to finish.`
    return new NlpError('queue-full', sentence, { retryable: count <= maxQueued })
  }

  return { submit, close }
}

/** After an urgent caller has gone, the job takes the order and the priority of its remaining callers. */
function demote(job: Job<unknown, unknown>): void {
  job.order = Math.min(...job.waiters.map(({ call }) => call.order))
  job.priority = job.waiters.some(({ call }) => call.priority === 'interactive') ? 'interactive' : 'background'
}
