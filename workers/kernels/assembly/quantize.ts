import { ACTIVATION_BYTES, BLOCK, NEGATIVE, NEGATIVE_SUM, NUMBERS, POSITIVE, SCALED_SUM } from './layout'

/** Turns `blocks` blocks of 32 floats into signed 8-bit steps from -127 to 127. Each block has its own scale. */
export function quantize(from: usize, blocks: i32, to: usize): void {
  for (let block = 0; block < blocks; block += 1) {
    quantizeBlock(from, 128, to)
    from += BLOCK * 4
    to += ACTIVATION_BYTES as usize
  }
}

/** Like `quantize`, for one row whose last block may be short. The numbers that it lacks count as 0. */
export function quantizeRow(from: usize, size: i32, to: usize): void {
  let left = (size as usize) * 4
  for (; left >= 128; left -= 128) {
    quantizeBlock(from, 128, to)
    from += BLOCK * 4
    to += ACTIVATION_BYTES as usize
  }
  if (left > 0) quantizeBlock(from, left, to)
}

/**
 * The largest absolute value of `bytes` of floats, which are whole registers. Without their sign, floats are ordered as whole numbers are,
 * and a value that is no number is the largest. The maximum of floats would take several steps.
 */
@inline
export function largestOf(from: usize, bytes: usize): f32 {
  const mask = i32x4.splat(0x7fffffff)
  let largest = v128.and(v128.load(from), mask)
  for (let at: usize = 16; at < bytes; at += 16) {
    largest = i32x4.max_s(largest, v128.and(v128.load(from + at), mask))
  }
  largest = i32x4.max_s(largest, v128.shuffle<i32>(largest, largest, 2, 3, 0, 1))
  return f32x4.extract_lane(i32x4.max_s(largest, v128.shuffle<i32>(largest, largest, 1, 0, 3, 2)), 0)
}

/** `bytes` is the size of the floats that there are. */
@inline
function quantizeBlock(from: usize, bytes: usize, to: usize): void {
  const most = largestOf(from, bytes)
  const scale: f32 = most / 127
  const steps = f32x4.splat(most > 0 ? 127 / most : 0)
  let sums = i32x4.splat(0)
  for (let at: usize = 0; at < 32; at += 16) {
    const a = stepsAt(from, at * 4, bytes, steps)
    const b = stepsAt(from, at * 4 + 16, bytes, steps)
    const c = stepsAt(from, at * 4 + 32, bytes, steps)
    const d = stepsAt(from, at * 4 + 48, bytes, steps)
    sums = i32x4.add(sums, i32x4.add(i32x4.add(a, b), i32x4.add(c, d)))
    const low = i16x8.narrow_i32x4_s(a, b)
    const high = i16x8.narrow_i32x4_s(c, d)
    if (ASC_FEATURE_RELAXED_SIMD) {
      const numbers = i8x16.narrow_i16x8_s(low, high)
      const zero = i8x16.splat(0)
      v128.store(to + NUMBERS + at, numbers)
      v128.store(to + POSITIVE + at, i8x16.max_s(numbers, zero))
      v128.store(to + NEGATIVE + at, i8x16.max_s(i8x16.sub(zero, numbers), zero))
    } else {
      v128.store(to + NUMBERS + at * 2, low)
      v128.store(to + NUMBERS + at * 2 + 16, high)
    }
  }
  const sum =
    i32x4.extract_lane(sums, 0) + i32x4.extract_lane(sums, 1) + i32x4.extract_lane(sums, 2) + i32x4.extract_lane(sums, 3)
  store<f32>(to, scale)
  store<f32>(to, scale * (sum as f32), SCALED_SUM)
  store<i32>(to, -8 * sum, NEGATIVE_SUM)
}

/** Turns four floats into the nearest whole steps. A half goes to the even step, and a value that is no number becomes 0. */
@inline
function stepsAt(from: usize, at: usize, bytes: usize, steps: v128): v128 {
  const values = at < bytes ? v128.load(from + at) : f32x4.splat(0)
  return i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(values, steps)))
}
