import { BIASES, ZEROS } from './row-layout'

// The steps that the products of quantized rows share.
//
// Some processors have no single instruction for relaxed SIMD's product and sum. Engines then use several, and load constants for them each
// time. Three steps of our own are faster there (`dotInSteps`).

@inline
export function dot(activations: usize, weights: v128, sum: v128): v128 {
  return i32x4.relaxed_dot_i8x16_i7x16_add_s(v128.load32_splat(activations), weights, sum)
}

/** Like `dot`, in three steps. The sum of two products of 7 and 8 bits fits 16 bits. */
@inline
export function dotInSteps(four: v128, weights: v128, sum: v128): v128 {
  const pairs = i16x8.relaxed_dot_i8x16_i7x16_s(four, weights)
  return i32x4.add(sum, i32x4.dot_i16x8_s(pairs, i16x8.splat(1)))
}

/** Four times the product of an activation and a weight. An error of the result shows how the engine computes the instruction. */
export function sampleOfDot(activation: i32, weight: i32): i32 {
  if (!ASC_FEATURE_RELAXED_SIMD) return 0
  const sum = i32x4.relaxed_dot_i8x16_i7x16_add_s(i8x16.splat(activation as i8), i8x16.splat(weight as i8), i32x4.splat(0))
  return i32x4.extract_lane(sum, 0)
}

/** Writes the results of four rows: the products, less the zero points, times both scales, plus the bias. `panel` has their terms. */
@inline
export function finish(products: v128, panel: usize, row: usize, to: usize): void {
  const zeros = f32x4.mul(v128.load(panel, ZEROS), v128.load32_splat(row, 4))
  const scales = f32x4.mul(v128.load(panel), v128.load32_splat(row))
  const value = f32x4.mul(f32x4.sub(f32x4.convert_i32x4_s(products), zeros), scales)
  v128.store(to, f32x4.add(value, v128.load(panel, BIASES)))
}

/** Writes the results of the eight rows of a panel. */
@inline
export function finishEight(first: v128, second: v128, panel: usize, row: usize, to: usize): void {
  finish(first, panel, row, to)
  finish(second, panel + 16, row, to + 16)
}
