import { ACTIVATION_BYTES, EIGHT_BITS, NEGATIVE, NUMBERS, POSITIVE } from './layout'
import { addScaled, dotUnsigned, halves, highRows, joinRows, lowRows } from './products'

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
    for (let index: usize = 0; index < groups; index += 1) {
      let from = activations
      let to = out + index * 16
      for (let left = whole; left > 0; left -= 2) {
        twoTokens(weights + index * group, row, from, to, stride)
        from += 2 * row
        to += 2 * stride
      }
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
      for (let at: usize = 0; at < 32; at += 8) {
        const packed = weights + 8 + at * 4
        const four = from + POSITIVE + at
        let one = v128.load(packed)
        let two = v128.load(packed + apart)
        a = dotUnsigned(four, one, a)
        b = dotUnsigned(four + 32, one, b)
        c = dotUnsigned(four, two, c)
        d = dotUnsigned(four + 32, two, d)
        one = v128.load(packed + 16)
        two = v128.load(packed + apart + 16)
        a = dotUnsigned(four + 4, one, a)
        b = dotUnsigned(four + 36, one, b)
        c = dotUnsigned(four + 4, two, c)
        d = dotUnsigned(four + 36, two, d)
      }
      a = i32x4.sub(a, b)
      c = i32x4.sub(c, d)
    } else {
      a = plainProducts(weights + 8, from + NUMBERS)
      c = plainProducts(weights + 8 + apart, from + NUMBERS)
    }
    first = addScaled(first, a, halves(weights), from)
    second = addScaled(second, c, halves(weights + apart), from)
    weights += EIGHT_BITS
  }
  v128.store(to, first)
  v128.store(to + toApart, second)
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
function twoTokens(weights: usize, row: usize, from: usize, to: usize, stride: usize): void {
  let a1 = f32x4.splat(0)
  let a2 = f32x4.splat(0)
  for (const end = from + row; from < end; from += STEP) {
    const packed = weights + 8
    let p1 = i32x4.splat(0)
    let p2 = i32x4.splat(0)
    if (ASC_FEATURE_RELAXED_SIMD) {
      let q1 = i32x4.splat(0)
      let q2 = i32x4.splat(0)
      for (let at: usize = 0; at < 32; at += 4) {
        const numbers = v128.load(packed + at * 4)
        const four = from + POSITIVE + at
        p1 = dotUnsigned(four, numbers, p1)
        q1 = dotUnsigned(four + 32, numbers, q1)
        p2 = dotUnsigned(four + row, numbers, p2)
        q2 = dotUnsigned(four + row + 32, numbers, q2)
      }
      p1 = i32x4.sub(p1, q1)
      p2 = i32x4.sub(p2, q2)
    } else {
      p1 = plainProducts(packed, from + NUMBERS)
      p2 = plainProducts(packed, from + row + NUMBERS)
    }
    const scales = halves(weights)
    a1 = addScaled(a1, p1, scales, from)
    a2 = addScaled(a2, p2, scales, from + row)
    weights += EIGHT_BITS
  }
  v128.store(to, a1)
  v128.store(to + stride, a2)
}
