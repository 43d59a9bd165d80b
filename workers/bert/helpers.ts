import type { EncoderKernel } from '../kernels/encoder-functions.js'
import { Team } from '../kernels/team.js'
import type { BertForward } from './forward.js'

/**
 * Helpers start after a model has computed for this long. Each helper takes some megabytes, and does not help a model
 * that reads a few short texts.
 */
const WORTH_MS = 50

/**
 * The workers that join a model. Until they have started, the model's own worker computes alone, with the same results.
 */
export class Helpers {
  readonly #kernel: EncoderKernel
  readonly #forward: BertForward
  readonly #threads: number
  #computedMs = 0
  #state: 'waiting' | 'started' | 'closed' = 'waiting'

  /** `threads` is the count of all workers, with the model's own. */
  constructor(kernel: EncoderKernel, forward: BertForward, threads: number) {
    this.#kernel = kernel
    this.#forward = forward
    this.#threads = threads
  }

  /** Computes, and starts the helpers once the model has computed long enough. */
  after<Result>(compute: () => Result): Result {
    if (this.#threads < 2 || this.#state !== 'waiting') return compute()
    const startedAt = performance.now()
    const result = compute()
    this.#computedMs += performance.now() - startedAt
    if (this.#computedMs > WORTH_MS) void this.#start()
    return result
  }

  close(): void {
    this.#state = 'closed'
    this.#forward.leave()
  }

  async #start(): Promise<void> {
    this.#state = 'started'
    const team = await Team.start(this.#kernel, { threads: this.#threads })
    if (this.#isClosed) team.close()
    else this.#forward.join(team)
  }

  get #isClosed(): boolean {
    return this.#state === 'closed'
  }
}
