import { startHelper } from './helper.js'
import { callPart, LostHelper, MOST_PARTS, type Part, type PartFunctions, SharedCalls } from './shared-calls.js'
import type { OpenKernel } from './variants.js'

/** A worker of the page starts much faster. The model waits at most this long. */
const START_MS = 10_000

interface StartOptions<Functions> {
  /** How many workers compute, this one among them. */
  readonly threads: number
  /** Makes a call that each helper computes first. */
  readonly firstCall?: (() => Part<Functions>) | undefined
}

/** The workers that compute with one kernel: this worker, and helpers where its memory is shared. */
export class Team<Functions> {
  readonly #functions: Functions
  #calls: SharedCalls<Functions> | undefined
  #helpers: readonly Worker[]

  private constructor(functions: Functions, calls: SharedCalls<Functions> | undefined, helpers: readonly Worker[]) {
    this.#functions = functions
    this.#calls = calls
    this.#helpers = helpers
  }

  /** This worker alone. */
  static alone<Functions>({ functions }: OpenKernel<Functions>): Team<Functions> {
    return new Team(functions, undefined, [])
  }

  /** Starts helpers, so that `threads` workers compute. Where one does not start, this worker computes alone. */
  static async start<Functions>(
    kernel: OpenKernel<Functions>,
    { threads, firstCall }: StartOptions<Functions>,
  ): Promise<Team<Functions>> {
    const { shared: module, functions, memory } = kernel
    if (module === undefined || threads < 2) return Team.alone(kernel)
    const buffer = SharedCalls.newBuffer()
    const names = namesOf(functions)
    const starts = Array.from({ length: threads - 1 }, (_, index) =>
      startHelper({ module, memory: memory.memory, buffer, names, worker: index + 1, first: firstCall?.() }, START_MS),
    )
    const results = await Promise.allSettled(starts)
    const helpers = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    if (helpers.length === threads - 1)
      return new Team(functions, new SharedCalls({ buffer, functions, names, worker: 0 }), helpers)
    for (const helper of helpers) helper.terminate()
    return Team.alone(kernel)
  }

  /** How many workers compute. */
  get threads(): number {
    return this.#helpers.length + 1
  }

  /** Computes all parts, in any order. Throws `LostHelper` where parts in place were not all computed. */
  run(parts: readonly Part<Functions>[]): void {
    for (let at = 0; at < parts.length; at += MOST_PARTS) this.#runSome(parts.slice(at, at + MOST_PARTS))
  }

  /** Ends the helpers. */
  close(): void {
    for (const helper of this.#helpers) helper.terminate()
    this.#helpers = []
    this.#calls = undefined
  }

  #runSome(parts: readonly Part<Functions>[]): void {
    if (this.#calls !== undefined && parts.length > 1) {
      if (this.#calls.lead(parts)) return
      this.close()
      // Other parts read nothing that parts write, so they can be computed once more.
      if (parts.some(({ inPlace }) => inPlace)) throw new LostHelper('A helper was lost in the middle of a part')
    }
    for (const { name, args } of parts) callPart(this.#functions, name, args)
  }
}

/** The functions of a kernel, in an order that all workers share. */
const namesOf = <Functions>(functions: Functions): readonly PartFunctions<Functions>[] =>
  Object.keys(functions as object).sort() as PartFunctions<Functions>[]
