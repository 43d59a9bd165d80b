import { halfToNumber, numberToHalf } from '../../workers/kernels/half-float.js'
import type { MatrixFormat } from '../../workers/kernels/matrix.js'
import type { WeightRow } from '../../workers/kernels/pack.js'

// The kernels once more, in plain JavaScript: the same steps in the same order, each rounded to 32 bits.

const round = Math.fround

/** 32 weights of a row as whole numbers, with the bits of their 16-bit scale and minimum. */
export interface WeightBlock {
  readonly scale: number
  readonly minimum: number
  readonly numbers: Uint8Array | Int8Array
}

/** Writes blocks as a row of the kernels. */
export function fillRow(format: MatrixFormat, blocks: readonly WeightBlock[], to: WeightRow): void {
  for (const [block, { scale, minimum, numbers }] of blocks.entries()) {
    to.scales[block] = scale
    to.minima[block] = minimum
    if (format === 'eight-bits') to.numbers.set(numbers, block * 32)
    else for (let column = 0; column < 32; column += 1) setHalf(to.numbers, block, column, numbers[column] as number)
  }
}

function setHalf(bytes: Int8Array, block: number, column: number, number: number): void {
  const at = block * 16 + (column >> 3) * 4 + (column & 3)
  bytes[at] = column & 4 ? (bytes[at] as number) | (number << 4) : number
}

export interface ActivationBlock {
  readonly scale: number
  readonly scaledSum: number
  readonly numbers: Int8Array
}

export function quantize(values: Float32Array): ActivationBlock[] {
  return Array.from({ length: values.length / 32 }, (_, block) => {
    const slice = values.subarray(block * 32, block * 32 + 32)
    const most = largest(slice)
    const scale = round(most / 127)
    const steps = most > 0 ? round(127 / most) : 0
    const numbers = Int8Array.from(slice, (value) => nearestEven(round(value * steps)))
    const sum = numbers.reduce((total, number) => total + number, 0)
    return { scale, scaledSum: round(scale * sum), numbers }
  })
}

/** One row of weights by one row of activations. */
export function multiply(
  format: MatrixFormat,
  weights: readonly WeightBlock[],
  activations: readonly ActivationBlock[],
): number {
  return weights.reduce((total, block, index) => {
    const { scale, scaledSum, numbers } = activations[index] as ActivationBlock
    const dot = numbers.reduce((sum, number, column) => {
      const weight = block.numbers[column] as number
      return sum + number * wholeWeight(format, weight)
    }, 0)
    const weightScale = halfToNumber(block.scale)
    const scaled = round(round(weightScale * scale) * dot)
    if (format !== 'four-bits-with-minimum') return round(total + scaled)
    return round(total + round(scaled + round(halfToNumber(block.minimum) * scaledSum)))
  }, 0)
}

function wholeWeight(format: MatrixFormat, stored: number): number {
  if (format === 'eight-bits') return (stored << 24) >> 24
  return format === 'four-bits' ? stored - 8 : stored
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

const logistic = (x: number) => round(1 / round(1 + exponential(-x)))

export const silu = (gate: number, value: number) => round(round(gate * logistic(gate)) * value)

export function gelu(gate: number, value: number): number {
  const cube = round(round(round(gate * gate) * gate) * round(0.044715))
  const doubled = round(round(gate + cube) * round(1.5957691216057308))
  return round(round(gate * logistic(doubled)) * value)
}

export function normalize(row: Float32Array, weights: Float32Array, epsilon: number): Float32Array {
  const squares = sumInLanes(row.length, (index) => round((row[index] as number) * (row[index] as number)))
  const scale = round(1 / round(Math.sqrt(round(round(squares / row.length) + round(epsilon)))))
  return row.map((value, index) => round(round(value * scale) * (weights[index] as number)))
}

/** One head over the positions `first` to `last`. Keys and values are given position by position. */
export function attend(
  query: Float32Array,
  keys: readonly Float32Array[],
  values: readonly Float32Array[],
  { first, last, scale }: { readonly first: number; readonly last: number; readonly scale: number },
): Float32Array {
  const activations = quantize(wholeBlocks(query))
  const seen = Array.from({ length: last + 1 - first }, (_, index) => first + index)
  const scores = seen.map((position) =>
    round(multiply('eight-bits', keyBlocks(keys[position] as Float32Array), activations) * round(scale)),
  )
  const most = Math.max(...scores)
  const powers = new Float32Array((last + 32) & ~31)
  for (const [index, position] of seen.entries())
    powers[position] = exponential(round((scores[index] as number) - most))
  const start = first & ~3
  const share = round(1 / sumInLanes(((last + 4) & ~3) - start, (index) => powers[start + index] as number))
  const kept = values.map(quantizeValue)
  const weights = quantize(powers.map((power, position) => round(power * (kept[position]?.scale ?? 0))))
  return query.map((_, column) => {
    const total = weights.reduce((sum, block, index) => {
      const dot = block.numbers.reduce(
        (all, number, at) => all + number * (kept[index * 32 + at]?.numbers[column] ?? 0),
        0,
      )
      return round(sum + round(block.scale * dot))
    }, 0)
    return round(total * share)
  })
}

function wholeBlocks(row: Float32Array): Float32Array {
  const padded = new Float32Array((row.length + 31) & ~31)
  padded.set(row)
  return padded
}

/** A key as weights of 8 bits. Its numbers are divided by the scale as it is stored. */
function keyBlocks(key: Float32Array): WeightBlock[] {
  const padded = wholeBlocks(key)
  return Array.from({ length: padded.length / 32 }, (_, block) => {
    const slice = padded.subarray(block * 32, block * 32 + 32)
    const scale = numberToHalf(round(largest(slice) / 127))
    const stored = halfToNumber(scale)
    const steps = stored > 0 ? round(1 / stored) : 0
    return { scale, minimum: 0, numbers: Int8Array.from(slice, (value) => nearestEven(round(value * steps))) }
  })
}

function quantizeValue(value: Float32Array) {
  const most = largest(value)
  const steps = most > 0 ? round(127 / most) : 0
  return { scale: round(most / 127), numbers: value.map((each) => nearestEven(round(each * steps))) }
}

const largest = (values: Float32Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)

/** Four lanes are summed side by side, and then with each other. */
function sumInLanes(count: number, at: (index: number) => number): number {
  const lanes = [0, 0, 0, 0]
  for (let index = 0; index < count; index += 1) lanes[index & 3] = round((lanes[index & 3] as number) + at(index))
  const [a = 0, b = 0, c = 0, d = 0] = lanes
  return round(round(a + b) + round(c + d))
}

/** The processor rounds halves to the even number. */
function nearestEven(value: number): number {
  const floor = Math.floor(value)
  const rest = value - floor
  return rest > 0.5 || (rest === 0.5 && floor % 2 !== 0) ? floor + 1 : floor
}
