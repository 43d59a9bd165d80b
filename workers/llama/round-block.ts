import { halfToNumber, numberToHalf } from '../kernels/half-float.js'
import { BLOCK } from '../kernels/matrix.js'
import type { WeightRow } from '../kernels/pack.js'

/** Rounds a row of floats to whole numbers of 8 bits. */
export function roundRow(values: Float32Array, to: WeightRow): void {
  for (let block = 0; block < values.length / BLOCK; block += 1) roundBlock(values, block, to)
}

/** Rounds a block of a row of floats to whole numbers of 8 bits with one scale. */
export function roundBlock(values: Float32Array, block: number, { scales, numbers }: WeightRow): void {
  const from = block * BLOCK
  const end = from + BLOCK
  let most = 0
  for (let index = from; index < end; index += 1) most = Math.max(most, Math.abs(values[index] as number))
  const scale = numberToHalf(most / 127)
  scales[block] = scale
  // The numbers are divided by the stored scale, which has fewer digits.
  const step = halfToNumber(scale)
  for (let index = from; index < end; index += 1) {
    const number = step === 0 ? 0 : Math.round((values[index] as number) / step)
    numbers[index] = Math.max(-127, Math.min(127, number))
  }
}
