import { ROW_HEADER } from './row-layout'
import { dot, finish, finishEight } from './row-products'

// The instruction of relaxed SIMD takes 7 bits, so a weight of 8 bits is halved. Tokens are multiplied by the halves and by the remainders.

/** Joins the products of the halves and of the remainders. */
@inline
function joinHalves(halved: v128, rest: v128): v128 {
  return i32x4.add(i32x4.shl(halved, 1), rest)
}

/** Four tokens by four rows of 8-bit weights. `panel` and `weights` point to these rows. */
@inline
export function eightBitsOfFour(
  panel: usize, weights: usize, columns: usize, row: usize, from: usize, to: usize, stride: usize,
): void {
  const mask = i8x16.splat(1)
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
    const half = i8x16.shr_u(eight, 1)
    const rest = v128.and(eight, mask)
    let four = v128.load32_splat(a)
    a1 = i32x4.relaxed_dot_i8x16_i7x16_add_s(four, half, a1)
    a2 = i32x4.relaxed_dot_i8x16_i7x16_add_s(four, rest, a2)
    four = v128.load32_splat(b)
    b1 = i32x4.relaxed_dot_i8x16_i7x16_add_s(four, half, b1)
    b2 = i32x4.relaxed_dot_i8x16_i7x16_add_s(four, rest, b2)
    four = v128.load32_splat(c)
    c1 = i32x4.relaxed_dot_i8x16_i7x16_add_s(four, half, c1)
    c2 = i32x4.relaxed_dot_i8x16_i7x16_add_s(four, rest, c2)
    four = v128.load32_splat(d)
    d1 = i32x4.relaxed_dot_i8x16_i7x16_add_s(four, half, d1)
    d2 = i32x4.relaxed_dot_i8x16_i7x16_add_s(four, rest, d2)
    a += 4
    b += 4
    c += 4
    d += 4
  }
  finish(joinHalves(a1, a2), panel, from, to)
  finish(joinHalves(b1, b2), panel, from + row, to + stride)
  finish(joinHalves(c1, c2), panel, from + row * 2, to + stride * 2)
  finish(joinHalves(d1, d2), panel, from + row * 3, to + stride * 3)
}

/** One token by eight rows of 8-bit weights. */
@inline
export function eightBitsOfOne(panel: usize, weights: usize, columns: usize, from: usize, to: usize): void {
  const mask = i8x16.splat(1)
  let first = i32x4.splat(0)
  let firstRest = i32x4.splat(0)
  let second = i32x4.splat(0)
  let secondRest = i32x4.splat(0)
  let at = from + ROW_HEADER
  for (const end = weights + columns * 8; weights < end; weights += 32) {
    const one = v128.load(weights)
    const two = v128.load(weights, 16)
    first = dot(at, i8x16.shr_u(one, 1), first)
    firstRest = dot(at, v128.and(one, mask), firstRest)
    second = dot(at, i8x16.shr_u(two, 1), second)
    secondRest = dot(at, v128.and(two, mask), secondRest)
    at += 4
  }
  finishEight(joinHalves(first, firstRest), joinHalves(second, secondRest), panel, from, to)
}
