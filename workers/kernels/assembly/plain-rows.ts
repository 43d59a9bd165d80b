import { ROW_HEADER } from './row-layout'
import { finish, finishEight } from './row-products'

// The products of plain SIMD, for weights of 7 or 8 bits.

/** Each row takes two lanes, which are joined in the end. */
@inline
function joinLanes(low: v128, high: v128): v128 {
  return i32x4.add(v128.shuffle<i32>(low, high, 0, 2, 4, 6), v128.shuffle<i32>(low, high, 1, 3, 5, 7))
}

/** Four tokens by four rows. `panel` and `weights` point to these rows. */
@inline
export function plainOfFour(
  panel: usize, weights: usize, columns: usize, row: usize, from: usize, to: usize, stride: usize,
): void {
  let a1 = i32x4.splat(0)
  let a2 = i32x4.splat(0)
  let b1 = i32x4.splat(0)
  let b2 = i32x4.splat(0)
  let c1 = i32x4.splat(0)
  let c2 = i32x4.splat(0)
  let d1 = i32x4.splat(0)
  let d2 = i32x4.splat(0)
  let a = from + ROW_HEADER
  let b = a + row
  let c = b + row
  let d = c + row
  for (const end = weights + columns * 8; weights < end; weights += 32) {
    const eight = v128.load(weights)
    const low = i16x8.extend_low_i8x16_u(eight)
    const high = i16x8.extend_high_i8x16_u(eight)
    let four = v128.load64_splat(a)
    a1 = i32x4.add(a1, i32x4.dot_i16x8_s(four, low))
    a2 = i32x4.add(a2, i32x4.dot_i16x8_s(four, high))
    four = v128.load64_splat(b)
    b1 = i32x4.add(b1, i32x4.dot_i16x8_s(four, low))
    b2 = i32x4.add(b2, i32x4.dot_i16x8_s(four, high))
    four = v128.load64_splat(c)
    c1 = i32x4.add(c1, i32x4.dot_i16x8_s(four, low))
    c2 = i32x4.add(c2, i32x4.dot_i16x8_s(four, high))
    four = v128.load64_splat(d)
    d1 = i32x4.add(d1, i32x4.dot_i16x8_s(four, low))
    d2 = i32x4.add(d2, i32x4.dot_i16x8_s(four, high))
    a += 8
    b += 8
    c += 8
    d += 8
  }
  finish(joinLanes(a1, a2), panel, from, to)
  finish(joinLanes(b1, b2), panel, from + row, to + stride)
  finish(joinLanes(c1, c2), panel, from + row * 2, to + stride * 2)
  finish(joinLanes(d1, d2), panel, from + row * 3, to + stride * 3)
}

/** One token by eight rows. */
@inline
export function plainOfOne(panel: usize, weights: usize, columns: usize, from: usize, to: usize): void {
  let a1 = i32x4.splat(0)
  let a2 = i32x4.splat(0)
  let b1 = i32x4.splat(0)
  let b2 = i32x4.splat(0)
  let at = from + ROW_HEADER
  for (const end = weights + columns * 8; weights < end; weights += 32) {
    const one = v128.load(weights)
    const two = v128.load(weights, 16)
    const four = v128.load64_splat(at)
    a1 = i32x4.add(a1, i32x4.dot_i16x8_s(four, i16x8.extend_low_i8x16_u(one)))
    a2 = i32x4.add(a2, i32x4.dot_i16x8_s(four, i16x8.extend_high_i8x16_u(one)))
    b1 = i32x4.add(b1, i32x4.dot_i16x8_s(four, i16x8.extend_low_i8x16_u(two)))
    b2 = i32x4.add(b2, i32x4.dot_i16x8_s(four, i16x8.extend_high_i8x16_u(two)))
    at += 8
  }
  finishEight(joinLanes(a1, a2), joinLanes(b1, b2), panel, from, to)
}
