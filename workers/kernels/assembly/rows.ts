import { exponential } from './exponential'
import { largestOf } from './quantize'
import { NUMBER_BYTES, ROW_HEADER } from './row-layout'

@inline
function sumOf(lanes: v128): f32 {
  return f32x4.extract_lane(lanes, 0) + f32x4.extract_lane(lanes, 1) +
    (f32x4.extract_lane(lanes, 2) + f32x4.extract_lane(lanes, 3))
}

/** Turns each row of floats into signed 8-bit steps from -127 to 127. Each row has its own scale. */
export function quantizeRows(from: usize, rows: i32, bytes: usize, to: usize): void {
  for (let row = 0; row < rows; row += 1) {
    const most = largestOf(from, bytes)
    const steps = f32x4.splat(most > 0 ? 127 / most : 0)
    let sums = i32x4.splat(0)
    let numbers = to + ROW_HEADER
    for (const end = from + bytes; from < end; from += 64) {
      const a = stepsAt(from, steps)
      const b = stepsAt(from + 16, steps)
      const c = stepsAt(from + 32, steps)
      const d = stepsAt(from + 48, steps)
      sums = i32x4.add(sums, i32x4.add(i32x4.add(a, b), i32x4.add(c, d)))
      const low = i16x8.narrow_i32x4_s(a, b)
      const high = i16x8.narrow_i32x4_s(c, d)
      if (ASC_FEATURE_RELAXED_SIMD) {
        v128.store(numbers, i8x16.narrow_i16x8_s(low, high))
      } else {
        v128.store(numbers, low)
        v128.store(numbers, high, 16)
      }
      numbers += 16 * (NUMBER_BYTES as usize)
    }
    const sum =
      i32x4.extract_lane(sums, 0) + i32x4.extract_lane(sums, 1) + i32x4.extract_lane(sums, 2) + i32x4.extract_lane(sums, 3)
    store<f32>(to, most / 127)
    store<f32>(to, sum as f32, 4)
    to = numbers
  }
}

/** Turns four floats into the nearest whole steps. A half goes to the even step, and a value that is no number becomes 0. */
@inline
function stepsAt(from: usize, steps: v128): v128 {
  return i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(from), steps)))
}

/** Adds a change to each row of the state. Then each row gets the mean 0 and the variance 1, times `gain`, plus `shift`. */
export function addAndNormalize(
  state: usize, change: usize, rows: i32, bytes: usize, gain: usize, shift: usize, epsilon: f32,
): void {
  const count = (bytes >> 2) as f32
  for (let row = 0; row < rows; row += 1) {
    let sums = f32x4.splat(0)
    for (let at: usize = 0; at < bytes; at += 16) {
      const value = f32x4.add(v128.load(state + at), v128.load(change + at))
      v128.store(state + at, value)
      sums = f32x4.add(sums, value)
    }
    const mean = f32x4.splat(sumOf(sums) / count)
    let squares = f32x4.splat(0)
    for (let at: usize = 0; at < bytes; at += 16) {
      const centred = f32x4.sub(v128.load(state + at), mean)
      squares = f32x4.add(squares, f32x4.mul(centred, centred))
    }
    const scale = f32x4.splat((1 as f32) / sqrt<f32>(sumOf(squares) / count + epsilon))
    for (let at: usize = 0; at < bytes; at += 16) {
      const normal = f32x4.mul(f32x4.sub(v128.load(state + at), mean), scale)
      v128.store(state + at, f32x4.add(f32x4.mul(normal, v128.load(gain + at)), v128.load(shift + at)))
    }
    state += bytes
    change += bytes
  }
}

/**
 * Replaces each number by itself times the share of a normal distribution below it. The share comes from the formula 7.1.26 of
 * Abramowitz and Stegun for the error function, whose error is below 2e-7.
 */
export function gelu(at: usize, bytes: usize): void {
  const one = f32x4.splat(1)
  for (const end = at + bytes; at < end; at += 16) {
    const x = v128.load(at)
    const t = f32x4.div(one, f32x4.add(one, f32x4.mul(f32x4.abs(x), f32x4.splat(0.2316418882663604))))
    let series = f32x4.splat(0.5307027145)
    series = f32x4.add(f32x4.mul(series, t), f32x4.splat(-0.7265760135))
    series = f32x4.add(f32x4.mul(series, t), f32x4.splat(0.7107068705))
    series = f32x4.add(f32x4.mul(series, t), f32x4.splat(-0.142248368))
    series = f32x4.add(f32x4.mul(series, t), f32x4.splat(0.127414796))
    const bell = exponential(f32x4.mul(f32x4.mul(x, x), f32x4.splat(-0.5)))
    const tail = f32x4.mul(f32x4.mul(x, f32x4.mul(series, t)), bell)
    v128.store(at, v128.bitselect(tail, f32x4.sub(x, tail), f32x4.lt(x, f32x4.splat(0))))
  }
}

export function relu(at: usize, bytes: usize): void {
  const zero = f32x4.splat(0)
  for (const end = at + bytes; at < end; at += 16) v128.store(at, f32x4.max(v128.load(at), zero))
}
