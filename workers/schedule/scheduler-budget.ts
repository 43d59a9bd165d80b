const FIRST_BUDGET = 128
const WEIGHT = 0.3

/** The number of padded tokens that one run may hold, learned from the durations of finished runs. */
export interface TokenBudget {
  readonly tokens: number
  learn(run: { readonly tokens: number; readonly elapsedMs: number }): void
}

export function createTokenBudget(targetMs: number): TokenBudget {
  let tokens = FIRST_BUDGET
  return {
    get tokens() {
      return tokens
    },
    learn(run) {
      // Timers are coarse outside an isolated page: a run "of 0 ms" must not lead to an unbounded next run.
      const perMs = run.tokens / Math.max(run.elapsedMs, 0.1)
      // A nearly empty run is mostly fixed cost. It says little about the cost of a full run, unless it is already too
      // slow.
      const fullness = run.elapsedMs > targetMs ? 1 : Math.min(1, run.tokens / tokens)
      const learned = tokens + WEIGHT * fullness * (perMs * targetMs - tokens)
      tokens = Math.max(1, Math.min(learned, tokens * 2))
    },
  }
}
