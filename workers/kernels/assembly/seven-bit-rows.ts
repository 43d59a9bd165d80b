import { ROW_HEADER } from './row-layout'
import { dot, dotInSteps, finishEight } from './row-products'

/** Four tokens by eight rows of 7-bit weights. */
@inline
export function sevenBitsOfFour(
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
  for (const end = weights + columns * 8; weights < end; weights += 64) {
    let one = v128.load(weights)
    let two = v128.load(weights, 16)
    let four = v128.load32_splat(a)
    a1 = i32x4.relaxed_dot_i8x16_i7x16_add_s(four, one, a1)
    a2 = i32x4.relaxed_dot_i8x16_i7x16_add_s(four, two, a2)
    four = v128.load32_splat(b)
    b1 = i32x4.relaxed_dot_i8x16_i7x16_add_s(four, one, b1)
    b2 = i32x4.relaxed_dot_i8x16_i7x16_add_s(four, two, b2)
    four = v128.load32_splat(c)
    c1 = i32x4.relaxed_dot_i8x16_i7x16_add_s(four, one, c1)
    c2 = i32x4.relaxed_dot_i8x16_i7x16_add_s(four, two, c2)
    four = v128.load32_splat(d)
    d1 = i32x4.relaxed_dot_i8x16_i7x16_add_s(four, one, d1)
    d2 = i32x4.relaxed_dot_i8x16_i7x16_add_s(four, two, d2)
    one = v128.load(weights, 32)
    two = v128.load(weights, 48)
    four = v128.load32_splat(a, 4)
    a1 = i32x4.relaxed_dot_i8x16_i7x16_add_s(four, one, a1)
    a2 = i32x4.relaxed_dot_i8x16_i7x16_add_s(four, two, a2)
    four = v128.load32_splat(b, 4)
    b1 = i32x4.relaxed_dot_i8x16_i7x16_add_s(four, one, b1)
    b2 = i32x4.relaxed_dot_i8x16_i7x16_add_s(four, two, b2)
    four = v128.load32_splat(c, 4)
    c1 = i32x4.relaxed_dot_i8x16_i7x16_add_s(four, one, c1)
    c2 = i32x4.relaxed_dot_i8x16_i7x16_add_s(four, two, c2)
    four = v128.load32_splat(d, 4)
    d1 = i32x4.relaxed_dot_i8x16_i7x16_add_s(four, one, d1)
    d2 = i32x4.relaxed_dot_i8x16_i7x16_add_s(four, two, d2)
    a += 8
    b += 8
    c += 8
    d += 8
  }
  finishEight(a1, a2, panel, from, to)
  from += row
  to += stride
  finishEight(b1, b2, panel, from, to)
  from += row
  to += stride
  finishEight(c1, c2, panel, from, to)
  from += row
  to += stride
  finishEight(d1, d2, panel, from, to)
}

/** Like `sevenBitsOfFour`, in steps. */
@inline
export function sevenBitsOfFourInSteps(
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
    const one = v128.load(weights)
    const two = v128.load(weights, 16)
    let four = v128.load32_splat(a)
    a1 = dotInSteps(four, one, a1)
    a2 = dotInSteps(four, two, a2)
    four = v128.load32_splat(b)
    b1 = dotInSteps(four, one, b1)
    b2 = dotInSteps(four, two, b2)
    four = v128.load32_splat(c)
    c1 = dotInSteps(four, one, c1)
    c2 = dotInSteps(four, two, c2)
    four = v128.load32_splat(d)
    d1 = dotInSteps(four, one, d1)
    d2 = dotInSteps(four, two, d2)
    a += 4
    b += 4
    c += 4
    d += 4
  }
  finishEight(a1, a2, panel, from, to)
  from += row
  to += stride
  finishEight(b1, b2, panel, from, to)
  from += row
  to += stride
  finishEight(c1, c2, panel, from, to)
  from += row
  to += stride
  finishEight(d1, d2, panel, from, to)
}

/** One token by eight rows of 7-bit weights. */
@inline
export function sevenBitsOfOne(panel: usize, weights: usize, columns: usize, from: usize, to: usize): void {
  let first = i32x4.splat(0)
  let second = i32x4.splat(0)
  let third = i32x4.splat(0)
  let fourth = i32x4.splat(0)
  let at = from + ROW_HEADER
  for (const end = weights + columns * 8; weights < end; weights += 64) {
    first = dot(at, v128.load(weights), first)
    second = dot(at, v128.load(weights, 16), second)
    third = dot(at + 4, v128.load(weights, 32), third)
    fourth = dot(at + 4, v128.load(weights, 48), fourth)
    at += 8
  }
  finishEight(i32x4.add(first, third), i32x4.add(second, fourth), panel, from, to)
}
