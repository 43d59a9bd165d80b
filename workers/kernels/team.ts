import { startHelper } from './helper.js'
import type { Kernel } from './kernel-functions.js'
import { callPart, MOST_PARTS, type Part, SharedCalls } from './shared-calls.js'

/** A worker of the page starts in far less. Until then the model waits. */
const START_MS = 10_000

/** The workers that compute with one kernel: this worker, and helpers where its memory is shared. */
export class Team {
  readonly #kernel: Kernel
  #calls: SharedCalls | undefined
  #helpers: readonly Worker[]

  private constructor(kernel: Kernel, calls: SharedCalls | undefined, helpers: readonly Worker[]) {
    this.#kernel = kernel
    this.#calls = calls
    this.#helpers = helpers
  }

  /** This worker alone. */
  static alone(kernel: Kernel): Team {
    return new Team(kernel, undefined, [])
  }

  /** Starts helpers, so that `threads` workers compute. Where one does not start, this worker computes alone. */
  static async start(kernel: Kernel, threads: number): Promise<Team> {
    const { shared } = kernel
    if (shared === undefined || threads < 2) return Team.alone(kernel)
    const { memory, functions } = kernel
    const calls = SharedCalls.newBuffer()
    const starts = Array.from({ length: threads - 1 }, (_, index) =>
      startHelper(
        {
          module: shared,
          memory: memory.memory,
          calls,
          worker: index + 1,
          spread: memory.allocate(functions.spreadBytes()),
        },
        START_MS,
      ),
    )
    const results = await Promise.allSettled(starts)
    const helpers = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    if (helpers.length === threads - 1) return new Team(kernel, new SharedCalls(calls, functions, 0), helpers)
    for (const helper of helpers) helper.terminate()
    return Team.alone(kernel)
  }

  /** How many workers compute. */
  get threads(): number {
    return this.#helpers.length + 1
  }

  /** Computes all parts, in any order. */
  run(parts: readonly Part[]): void {
    for (let at = 0; at < parts.length; at += MOST_PARTS) this.#runSome(parts.slice(at, at + MOST_PARTS))
  }

  /** Ends the helpers. */
  close(): void {
    for (const helper of this.#helpers) helper.terminate()
    this.#helpers = []
    this.#calls = undefined
  }

  #runSome(parts: readonly Part[]): void {
    if (this.#calls !== undefined && parts.length > 1) {
      if (this.#calls.lead(parts)) return
      // A helper was lost in the middle of a part. Parts read nothing that parts write, so they can be computed once more.
      this.close()
    }
    for (const { name, args } of parts) callPart(this.#kernel.functions, name, args)
  }
}
