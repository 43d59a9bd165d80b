import { ACTIVATION_BYTES, EIGHT_BITS, NEGATIVE, NUMBERS, POSITIVE } from './layout'
import {
  addScaled,
  dotUnsigned,
  firstFour,
  fourthFour,
  halves,
  highRows,
  joinRows,
  lowRows,
  secondFour,
  thirdFour,
} from './products'

// As in `multiply-four-bits.ts`, a matrix lies in groups of four rows. The numbers of a block lie in eight registers, four columns each.

const STEP: usize = ACTIVATION_BYTES as usize

/** Like `multiplyFourBits`, but a weight is its scale times -128 to 127. */
export function multiplyEightBits(
  weights: usize, pairs: i32, blocks: i32, activations: usize, tokens: i32, out: usize, stride: usize,
): void {
  const row = (blocks as usize) * STEP
  const group = (blocks as usize) * EIGHT_BITS
  const groups = (pairs as usize) * 2
  const whole = tokens & ~1
  if (whole > 0) {
    const pace = EIGHT_BITS / ((whole >> 1) as usize)
    let place = weights
    for (let index: usize = 0; index < groups; index += 1) {
      let from = activations
      let to = out + index * 16
      let ahead = index + 1 < groups ? place + group : place
      for (let left = whole; left > 0; left -= 2) {
        twoTokens(place, row, from, to, stride, ahead, pace)
        from += 2 * row
        to += 2 * stride
        ahead += (blocks as usize) * pace
      }
      place += group
    }
  }
  if (whole === tokens) return
  const from = activations + (whole as usize) * row
  const to = out + (whole as usize) * stride
  const half = pairs as usize
  for (let index: usize = 0; index < half; index += 1) {
    twoGroups(weights + index * group, half * group, row, from, to + index * 16, half * 16)
  }
}

/** Multiplies one token by two groups that lie `apart` bytes apart. */
@inline
function twoGroups(weights: usize, apart: usize, row: usize, from: usize, to: usize, toApart: usize): void {
  let first = f32x4.splat(0)
  let second = f32x4.splat(0)
  for (const end = from + row; from < end; from += STEP) {
    let a = i32x4.splat(0)
    let c = i32x4.splat(0)
    if (ASC_FEATURE_RELAXED_SIMD) {
      let b = i32x4.splat(0)
      let d = i32x4.splat(0)
      for (let at: usize = 0; at < 32; at += 16) {
        const packed = weights + 8 + at * 4
        const positive = v128.load(from + POSITIVE + at)
        const negative = v128.load(from + NEGATIVE + at)
        a = sixteenColumns(packed, positive, a)
        b = sixteenColumns(packed, negative, b)
        c = sixteenColumns(packed + apart, positive, c)
        d = sixteenColumns(packed + apart, negative, d)
      }
      a = i32x4.sub(a, b)
      c = i32x4.sub(c, d)
    } else {
      a = plainProducts(weights + 8, from + NUMBERS)
      c = plainProducts(weights + 8 + apart, from + NUMBERS)
    }
    const header = v128.load(from)
    first = addScaled(first, a, halves(weights), header)
    second = addScaled(second, c, halves(weights + apart), header)
    weights += EIGHT_BITS
  }
  v128.store(to, first)
  v128.store(to + toApart, second)
}

/** Adds the products of sixteen columns. */
@inline
export function sixteenColumns(packed: usize, activations: v128, sum: v128): v128 {
  const first = dotUnsigned(firstFour(activations), v128.load(packed), sum)
  const second = dotUnsigned(secondFour(activations), v128.load(packed, 16), first)
  const third = dotUnsigned(thirdFour(activations), v128.load(packed, 32), second)
  return dotUnsigned(fourthFour(activations), v128.load(packed, 48), third)
}

/** The products of one block of one token with four rows. */
@inline
function plainProducts(packed: usize, four: usize): v128 {
  let low = i32x4.splat(0)
  let high = i32x4.splat(0)
  for (let at: usize = 0; at < 64; at += 8) {
    const numbers = v128.load(packed + at * 2)
    low = lowRows(four + at, numbers, low)
    high = highRows(four + at, numbers, high)
  }
  return joinRows(low, high)
}

/** Multiplies two tokens at a time, because each token needs two registers of products here. */
@inline
function twoTokens(
  weights: usize, row: usize, from: usize, to: usize, stride: usize, ahead: usize, pace: usize,
): void {
  let a1 = f32x4.splat(0)
  let a2 = f32x4.splat(0)
  for (const end = from + row; from < end; from += STEP) {
    // As in `multiply-four-bits.ts`, the next group is fetched.
    load<u8>(ahead)
    ahead += pace
    const packed = weights + 8
    let p1 = i32x4.splat(0)
    let p2 = i32x4.splat(0)
    if (ASC_FEATURE_RELAXED_SIMD) {
      let q1 = i32x4.splat(0)
      let q2 = i32x4.splat(0)
      for (let at: usize = 0; at < 32; at += 16) {
        const numbers = packed + at * 4
        p1 = sixteenColumns(numbers, v128.load(from + POSITIVE + at), p1)
        q1 = sixteenColumns(numbers, v128.load(from + NEGATIVE + at), q1)
        p2 = sixteenColumns(numbers, v128.load(from + row + POSITIVE + at), p2)
        q2 = sixteenColumns(numbers, v128.load(from + row + NEGATIVE + at), q2)
      }
      p1 = i32x4.sub(p1, q1)
      p2 = i32x4.sub(p2, q2)
    } else {
      p1 = plainProducts(packed, from + NUMBERS)
      p2 = plainProducts(packed, from + row + NUMBERS)
    }
    const scales = halves(weights)
    a1 = addScaled(a1, p1, scales, v128.load(from))
    a2 = addScaled(a2, p2, scales, v128.load(from + row))
    weights += EIGHT_BITS
  }
  v128.store(to, a1)
  v128.store(to + stride, a2)
}
