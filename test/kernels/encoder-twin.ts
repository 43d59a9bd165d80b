// The kernels of encoders once more, in plain JavaScript: the same steps in the same order, each rounded to 32 bits.

const round = Math.fround

export interface QuantizedRow {
  readonly scale: number
  readonly sum: number
  readonly numbers: readonly number[]
}

export function quantizeRow(values: Float32Array): QuantizedRow {
  const most = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0)
  const steps = most > 0 ? round(127 / most) : 0
  const numbers = Array.from(values, (value) => nearestEven(round(value * steps)))
  return { scale: round(most / 127), sum: numbers.reduce((sum, number) => sum + number, 0), numbers }
}

/** One row of weights by one row of activations. */
export function multiplyRow(
  weights: readonly number[],
  { scale, zero, bias }: { readonly scale: number; readonly zero: number; readonly bias: number },
  row: QuantizedRow,
): number {
  const product = weights.reduce((sum, weight, column) => sum + weight * (row.numbers[column] as number), 0)
  const zeros = round(round(zero) * row.sum)
  const value = round(round(round(product) - zeros) * round(round(scale) * row.scale))
  return round(value + round(bias))
}

/** The whole weight that a number of four bits stands for, plus 64. */
export function unpackFourBits(number: number, ratio: number): number {
  const steps = Math.round(ratio * 2048)
  const value = Math.floor(((number - 8) * 16 * steps + 0x4000) / 0x8000)
  return Math.max(-63, Math.min(63, value)) + 64
}

export function addAndNormalize(
  state: Float32Array,
  change: Float32Array,
  { gain, shift, epsilon }: { readonly gain: Float32Array; readonly shift: Float32Array; readonly epsilon: number },
): Float32Array {
  const values = state.map((value, index) => round(value + (change[index] as number)))
  const { length } = values
  const mean = round(sumInLanes(values) / length)
  const centred = values.map((value) => round(value - mean))
  const variance = round(sumInLanes(centred.map((value) => round(value * value))) / length)
  const scale = round(1 / round(Math.sqrt(round(variance + round(epsilon)))))
  return centred.map((value, index) => {
    return round(round(round(value * scale) * (gain[index] as number)) + (shift[index] as number))
  })
}

export function gelu(x: number): number {
  const t = round(1 / round(1 + round(Math.abs(x) * round(0.2316418882663604))))
  const terms = [-0.7265760135, 0.7107068705, -0.142248368, 0.127414796]
  const series = terms.reduce((sum, term) => round(round(sum * t) + round(term)), round(0.5307027145))
  const bell = exponential(round(round(x * x) * -0.5))
  const tail = round(round(x * round(series * t)) * bell)
  return x < 0 ? tail : round(x - tail)
}

export interface Head {
  readonly queries: readonly Float32Array[]
  readonly keys: readonly Float32Array[]
  readonly values: readonly Float32Array[]
  readonly scale: number
}

/** One head of one text, all positions. */
export function attendAll({ queries, keys, values, scale }: Head): Float32Array[] {
  const padded = (keys.length + 7) & ~7
  return queries.map((query) => {
    const scores = Float32Array.from({ length: padded }, (_, position) => {
      const key = keys[position]
      if (key === undefined) return Number.NEGATIVE_INFINITY
      return round(query.reduce((sum, value, at) => round(sum + round(value * (key[at] as number))), 0) * round(scale))
    })
    const most = scores.reduce((largest, score) => Math.max(largest, score), Number.NEGATIVE_INFINITY)
    const powers = scores.map((score) => exponential(round(score - most)))
    const share = round(1 / sumInLanes(powers))
    return query.map((_, column) => {
      const total = values.reduce(
        (sum, value, position) => round(sum + round((powers[position] as number) * (value[column] as number))),
        0,
      )
      return round(total * share)
    })
  })
}

function exponential(x: number): number {
  const y = Math.max(-87, Math.min(87, x))
  const shift = 12_582_912
  const n = round(round(round(y * round(Math.LOG2E)) + shift) - shift)
  const rest = round(round(y - round(n * round(0.693359375))) - round(n * round(-0.00021219444)))
  const terms = [0.00833333333, 0.0416666667, 0.166666667, 0.5, 1, 1]
  const power = terms.reduce((sum, term) => round(round(sum * rest) + round(term)), round(0.0013888889))
  return round(2 ** n * power)
}

/** Four lanes are summed side by side, and then with each other. */
function sumInLanes(values: Float32Array): number {
  const lanes = [0, 0, 0, 0]
  for (const [index, value] of values.entries()) lanes[index & 3] = round((lanes[index & 3] as number) + value)
  const [a = 0, b = 0, c = 0, d = 0] = lanes
  return round(round(a + b) + round(c + d))
}

/** The processor rounds halves to the even number. */
function nearestEven(value: number): number {
  const floor = Math.floor(value)
  const rest = value - floor
  return rest > 0.5 || (rest === 0.5 && floor % 2 !== 0) ? floor + 1 : floor
}
