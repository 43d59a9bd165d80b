/** A row and how well it fits. `row` counts through the whole store and always means the same row. */
export interface Scored {
  readonly row: number
  readonly score: number
}

/** A row that a search found. `similarity` is its score by meaning alone; a search by words alone has none. */
export interface Found extends Scored {
  readonly similarity: number | undefined
}

/** Collects the best `limit` of any number of candidates. Of equal scores the lower row wins, so the result is always the same. */
export class Top {
  readonly #limit: number
  /** A heap with the worst candidate at the root. */
  readonly #rows: number[] = []
  readonly #scores: number[] = []

  constructor(limit: number) {
    this.#limit = limit
  }

  /** The score that a candidate has to exceed (or equal, with a lower row) to be kept. */
  get threshold(): number {
    return this.#rows.length < this.#limit ? Number.NEGATIVE_INFINITY : this.#scores[0]!
  }

  /** How many more rows are kept whatever their scores. */
  get room(): number {
    return this.#limit - this.#rows.length
  }

  offer(row: number, score: number): void {
    if (this.#rows.length < this.#limit) {
      this.#rows.push(row)
      this.#scores.push(score)
      this.#rise(this.#rows.length - 1)
    } else if (this.#limit > 0 && better(row, score, this.#rows[0]!, this.#scores[0]!)) {
      this.#rows[0] = row
      this.#scores[0] = score
      this.#sink()
    }
  }

  /** Best first. */
  sorted(): Scored[] {
    return this.#rows.map((row, index) => ({ row, score: this.#scores[index]! })).sort(byScore)
  }

  #rise(index: number): void {
    for (let child = index; child > 0; ) {
      const parent = (child - 1) >> 1
      if (!this.#worse(child, parent)) return
      this.#swap(child, parent)
      child = parent
    }
  }

  #sink(): void {
    for (let parent = 0; ; ) {
      const left = parent * 2 + 1
      const right = left + 1
      let worst = parent
      if (left < this.#rows.length && this.#worse(left, worst)) worst = left
      if (right < this.#rows.length && this.#worse(right, worst)) worst = right
      if (worst === parent) return
      this.#swap(parent, worst)
      parent = worst
    }
  }

  #worse(one: number, other: number): boolean {
    return better(this.#rows[other]!, this.#scores[other]!, this.#rows[one]!, this.#scores[one]!)
  }

  #swap(one: number, other: number): void {
    const [row, score] = [this.#rows[one]!, this.#scores[one]!]
    this.#rows[one] = this.#rows[other]!
    this.#scores[one] = this.#scores[other]!
    this.#rows[other] = row
    this.#scores[other] = score
  }
}

export function byScore(one: Scored, other: Scored): number {
  return other.score - one.score || one.row - other.row
}

function better(row: number, score: number, thanRow: number, thanScore: number): boolean {
  return score > thanScore || (score === thanScore && row < thanRow)
}
