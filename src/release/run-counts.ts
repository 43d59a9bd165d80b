/** How often something happened with one version. */
export interface RunCounts {
  /** How many runs there were. */
  readonly runs: number
  /** How many of the runs failed. */
  readonly failed: number
  /** How many of the runs a guard refused or blocked. */
  readonly guarded: number
  /** How many answers were rated up. */
  readonly up: number
  /** How many answers were rated down. */
  readonly down: number
}

export const NO_RUNS: RunCounts = { runs: 0, failed: 0, guarded: 0, up: 0, down: 0 }

export const plusCounts = (a: RunCounts, b: Partial<RunCounts>): RunCounts => ({
  runs: a.runs + (b.runs ?? 0),
  failed: a.failed + (b.failed ?? 0),
  guarded: a.guarded + (b.guarded ?? 0),
  up: a.up + (b.up ?? 0),
  down: a.down + (b.down ?? 0),
})
