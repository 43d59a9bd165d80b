import type { RowOutcome } from './work/work.js'

/** The work of a command so far, in counts. It holds no text. */
export interface TallyState {
  readonly rows: number
  readonly leftOut: number
  readonly truncated: number
  readonly found: Readonly<Record<string, number>>
}

/** Counts rows and the findings in them. */
export class Tally {
  rows: number
  leftOut: number
  truncated: number
  readonly #found: Map<string, number>

  constructor({ rows, leftOut, truncated, found }: TallyState = { rows: 0, leftOut: 0, truncated: 0, found: {} }) {
    this.rows = rows
    this.leftOut = leftOut
    this.truncated = truncated
    this.#found = new Map(Object.entries(found))
  }

  add(outcome: RowOutcome): void {
    this.rows += 1
    if ('bad' in outcome) this.leftOut += 1
    else {
      if (outcome.truncated) this.truncated += 1
      for (const [name, count] of Object.entries(outcome.found))
        this.#found.set(name, (this.#found.get(name) ?? 0) + count)
    }
  }

  /** The counts so far, the most frequent first. */
  state(): TallyState {
    const { rows, leftOut, truncated } = this
    const found = [...this.#found].sort(([a, most], [b, least]) => least - most || (a < b ? -1 : 1))
    return { rows, leftOut, truncated, found: Object.fromEntries(found) }
  }
}
