/** Tables of cosines and sines, with a row for each position and a column for each pair of numbers that is rotated. */
export interface AngleTables {
  readonly rows: number
  readonly columns: number
  readonly cosine: (row: number, column: number) => number
  readonly sine: (row: number, column: number) => number
}

/** The rotation that tables describe. */
export interface TableRotation {
  /** The angle of each pair from one position to the next. */
  readonly steps: readonly number[]
  /** Cosines and sines are multiplied by this. */
  readonly magnitude: number
}

const TURN = 2 * Math.PI

/** Tables of 16 bits are this far off. */
const MOST_OFF = 5e-3

/**
 * Finds the rotation that the tables describe. A single row has few digits, so each estimate is made finer with a row
 * twice as far. Returns undefined where the rows do not follow from one another.
 */
export function rotationOf({ rows, columns, cosine, sine }: AngleTables): TableRotation | undefined {
  const magnitude = cosine(0, 0)
  if (rows < 2 || columns < 1 || !(magnitude > 0)) return undefined
  const checked = [0, 1, Math.min(3, rows - 1), rows - 1]
  const steps: number[] = []
  for (let column = 0; column < columns; column += 1) {
    const angle = (row: number) => Math.atan2(sine(row, column), cosine(row, column))
    let step = angle(1)
    for (let row = 2; row < rows; row *= 2) {
      const turns = Math.round((row * step - angle(row)) / TURN)
      step = (angle(row) + turns * TURN) / row
    }
    const isOff = checked.some((row) => {
      const x = cosine(row, column) / magnitude - Math.cos(row * step)
      const y = sine(row, column) / magnitude - Math.sin(row * step)
      return !(Math.hypot(x, y) < MOST_OFF)
    })
    if (isOff) return undefined
    steps.push(step)
  }
  return { steps, magnitude }
}

/** A rotation as powers of a base, and the divisors of the single angles if they are not powers. */
export interface PowerRotation {
  readonly base: number
  readonly factor: number
  readonly factors: Float32Array | undefined
}

/** Steps of a table of 16 bits are this far from powers of the base, as a share. */
const MOST_UNEVEN = 2e-3

/** Writes the steps as powers of a base. A base with few digits is taken for the one that the model was trained with. */
export function asPowers(steps: readonly number[]): PowerRotation {
  const count = steps.length
  const [first = 1] = steps
  const last = steps.at(-1) ?? 1
  const exact = count === 1 ? 1 : (first / last) ** (count / (count - 1))
  const base = withFewDigits(exact)
  const factor = withFewDigits(1 / first)
  const power = (index: number) => base ** (-index / count) / factor
  const even = steps.every((step, index) => Math.abs(step / power(index) - 1) < MOST_UNEVEN)
  if (even) return { base, factor, factors: undefined }
  return { base, factor, factors: Float32Array.from(steps, (step, index) => power(index) / step) }
}

function withFewDigits(value: number): number {
  const short = Number(value.toPrecision(3))
  return Math.abs(short / value - 1) < MOST_UNEVEN ? short : value
}
