import { halfToNumber, numberToHalf } from '../kernels/half-float.js'
import type { WeightBlock } from '../kernels/pack.js'

/** Rounds floats to whole numbers of 8 bits with one scale. `numbers` takes them. */
export function roundBlock(values: Float32Array, numbers: Int8Array): WeightBlock {
  let most = 0
  for (const value of values) most = Math.max(most, Math.abs(value))
  const scale = numberToHalf(most / 127)
  // The numbers are divided by the stored scale, which has fewer digits.
  const step = halfToNumber(scale)
  for (let index = 0; index < values.length; index += 1) {
    const number = step === 0 ? 0 : Math.round((values[index] as number) / step)
    numbers[index] = Math.max(-127, Math.min(127, number))
  }
  return { scale, minimum: 0, numbers }
}
