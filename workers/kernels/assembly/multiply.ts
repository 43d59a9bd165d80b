import { ACTIVATION_BYTES, EIGHT_BITS, FOUR_BITS, FOUR_BITS_WITH_MINIMUM, HALVES, NUMBERS, REMAINDERS } from './layout'

// A matrix lies in groups of four rows, a group in blocks of 32 columns. One register holds four columns of each of the four rows,
// so a product with four activations adds to four rows at once, and no lanes need to be summed in the end.
//
// One token is multiplied by eight rows at a time, so that each load of activations serves two groups. Four tokens are multiplied by
// four rows at a time, so that weights are unpacked once for four tokens. More does not fit the 16 registers.

const STEP: usize = ACTIVATION_BYTES as usize

/**
 * Reads four 16-bit floats. Shifted into the place of 32-bit floats they are too small by 2^112, subnormal ones too.
 */
@inline
function halves(at: usize): v128 {
  const placed = v128.and(i32x4.shl(i32x4.extend_low_i16x8_s(v128.load64_zero(at)), 13), i32x4.splat(0x8fffffff))
  return f32x4.mul(placed, f32x4.splat(5.192296858534828e33))
}

@inline
function minimaOf(at: usize, scales: v128, stored: bool): v128 {
  return stored ? halves(at + 8) : f32x4.mul(scales, f32x4.splat(-8))
}

/** Adds the products of four signed activations with four columns of weights from 0 to 15. */
@inline
function dotSigned(activations: usize, weights: v128, sum: v128): v128 {
  return i32x4.relaxed_dot_i8x16_i7x16_add_s(v128.load32_splat(activations), weights, sum)
}

/** Adds the products of four halves or remainders, which have no sign, with four columns of signed weights. */
@inline
function dotUnsigned(activations: usize, weights: v128, sum: v128): v128 {
  return i32x4.relaxed_dot_i8x16_i7x16_add_s(weights, v128.load32_splat(activations), sum)
}

/** Serves plain SIMD. Adds the products of four columns of the first two rows; each row takes two lanes. */
@inline
function lowRows(activations: usize, weights: v128, sum: v128): v128 {
  return i32x4.add(sum, i32x4.dot_i16x8_s(v128.load64_splat(activations), i16x8.extend_low_i8x16_s(weights)))
}

/** Adds the products of the last two rows. */
@inline
function highRows(activations: usize, weights: v128, sum: v128): v128 {
  return i32x4.add(sum, i32x4.dot_i16x8_s(v128.load64_splat(activations), i16x8.extend_high_i8x16_s(weights)))
}

/** Joins the two lanes of each row: the result has one lane for each of the four rows. */
@inline
function joinRows(low: v128, high: v128): v128 {
  return i32x4.add(v128.shuffle<i32>(low, high, 0, 2, 4, 6), v128.shuffle<i32>(low, high, 1, 3, 5, 7))
}

/** Joins the products of halves and remainders. The activations in them are 128 too large, so 128 times the sum of weights goes off. */
@inline
function joinHalves(halved: v128, rest: v128, sums: v128): v128 {
  return i32x4.sub(i32x4.add(i32x4.shl(halved, 1), rest), i32x4.shl(sums, 7))
}

@inline
function sumsOf(at: usize): v128 {
  return i32x4.extend_low_i16x8_s(v128.load64_zero(at, 8))
}

/** Adds a block to the results of four rows: the products times both scales, and the minimum times the sum of activations. */
@inline
function addBlock(total: v128, products: v128, scales: v128, minima: v128, activations: usize): v128 {
  const scaled = f32x4.mul(f32x4.mul(scales, v128.load32_splat(activations)), f32x4.convert_i32x4_s(products))
  return f32x4.add(total, f32x4.add(scaled, f32x4.mul(minima, v128.load32_splat(activations, 4))))
}

/** Adds a block of 8-bit weights to the results of four rows. These weights have no minimum. */
@inline
function addScaled(total: v128, products: v128, scales: v128, activations: usize): v128 {
  return f32x4.add(
    total,
    f32x4.mul(f32x4.mul(scales, v128.load32_splat(activations)), f32x4.convert_i32x4_s(products)),
  )
}

@inline
function fourBitsOfOne(weights: usize, size: usize, row: usize, from: usize, to: usize, stored: bool): void {
  const mask = i8x16.splat(15)
  const group = (row / STEP) * size
  let first = f32x4.splat(0)
  let second = f32x4.splat(0)
  for (const end = from + row; from < end; from += STEP) {
    const numbers = weights + size - 64
    let a = i32x4.splat(0)
    let b = i32x4.splat(0)
    let c = i32x4.splat(0)
    let d = i32x4.splat(0)
    for (let at: usize = 0; at < 64; at += 16) {
      const one = v128.load(numbers + at)
      const two = v128.load(numbers + group + at)
      if (ASC_FEATURE_RELAXED_SIMD) {
        const four = from + NUMBERS + (at >> 1)
        a = dotSigned(four, v128.and(one, mask), a)
        b = dotSigned(four + 4, i8x16.shr_u(one, 4), b)
        c = dotSigned(four, v128.and(two, mask), c)
        d = dotSigned(four + 4, i8x16.shr_u(two, 4), d)
      } else {
        const four = from + NUMBERS + at
        a = lowRows(four + 8, i8x16.shr_u(one, 4), lowRows(four, v128.and(one, mask), a))
        b = highRows(four + 8, i8x16.shr_u(one, 4), highRows(four, v128.and(one, mask), b))
        c = lowRows(four + 8, i8x16.shr_u(two, 4), lowRows(four, v128.and(two, mask), c))
        d = highRows(four + 8, i8x16.shr_u(two, 4), highRows(four, v128.and(two, mask), d))
      }
    }
    if (ASC_FEATURE_RELAXED_SIMD) {
      a = i32x4.add(a, b)
      c = i32x4.add(c, d)
    } else {
      a = joinRows(a, b)
      c = joinRows(c, d)
    }
    let scales = halves(weights)
    first = addBlock(first, a, scales, minimaOf(weights, scales, stored), from)
    scales = halves(weights + group)
    second = addBlock(second, c, scales, minimaOf(weights + group, scales, stored), from)
    weights += size
  }
  v128.store(to, first)
  v128.store(to, second, 16)
}

@inline
function fourBitsOfFour(
  weights: usize, size: usize, row: usize, from: usize, to: usize, stride: usize, stored: bool,
): void {
  const mask = i8x16.splat(15)
  let a1 = f32x4.splat(0)
  let a2 = f32x4.splat(0)
  let a3 = f32x4.splat(0)
  let a4 = f32x4.splat(0)
  const row2 = row * 2
  const row3 = row * 3
  for (const end = from + row; from < end; from += STEP) {
    const numbers = weights + size - 64
    let p1 = i32x4.splat(0)
    let p2 = i32x4.splat(0)
    let p3 = i32x4.splat(0)
    let p4 = i32x4.splat(0)
    if (ASC_FEATURE_RELAXED_SIMD) {
      for (let at: usize = 0; at < 64; at += 16) {
        const packed = v128.load(numbers + at)
        const even = v128.and(packed, mask)
        const odd = i8x16.shr_u(packed, 4)
        const four = from + NUMBERS + (at >> 1)
        p1 = dotSigned(four + 4, odd, dotSigned(four, even, p1))
        p2 = dotSigned(four + row + 4, odd, dotSigned(four + row, even, p2))
        p3 = dotSigned(four + row2 + 4, odd, dotSigned(four + row2, even, p3))
        p4 = dotSigned(four + row3 + 4, odd, dotSigned(four + row3, even, p4))
      }
    } else {
      let q1 = i32x4.splat(0)
      let q2 = i32x4.splat(0)
      let q3 = i32x4.splat(0)
      let q4 = i32x4.splat(0)
      for (let at: usize = 0; at < 64; at += 16) {
        const packed = v128.load(numbers + at)
        const even = v128.and(packed, mask)
        const odd = i8x16.shr_u(packed, 4)
        const four = from + NUMBERS + at
        p1 = lowRows(four + 8, odd, lowRows(four, even, p1))
        q1 = highRows(four + 8, odd, highRows(four, even, q1))
        p2 = lowRows(four + row + 8, odd, lowRows(four + row, even, p2))
        q2 = highRows(four + row + 8, odd, highRows(four + row, even, q2))
        p3 = lowRows(four + row2 + 8, odd, lowRows(four + row2, even, p3))
        q3 = highRows(four + row2 + 8, odd, highRows(four + row2, even, q3))
        p4 = lowRows(four + row3 + 8, odd, lowRows(four + row3, even, p4))
        q4 = highRows(four + row3 + 8, odd, highRows(four + row3, even, q4))
      }
      p1 = joinRows(p1, q1)
      p2 = joinRows(p2, q2)
      p3 = joinRows(p3, q3)
      p4 = joinRows(p4, q4)
    }
    const scales = halves(weights)
    const minima = minimaOf(weights, scales, stored)
    a1 = addBlock(a1, p1, scales, minima, from)
    a2 = addBlock(a2, p2, scales, minima, from + row)
    a3 = addBlock(a3, p3, scales, minima, from + row2)
    a4 = addBlock(a4, p4, scales, minima, from + row3)
    weights += size
  }
  v128.store(to, a1)
  v128.store(to + stride, a2)
  v128.store(to + 2 * stride, a3)
  v128.store(to + 3 * stride, a4)
}

@inline
function eightBitsOfOne(weights: usize, row: usize, from: usize, to: usize): void {
  const group = (row / STEP) * EIGHT_BITS
  let first = f32x4.splat(0)
  let second = f32x4.splat(0)
  for (const end = from + row; from < end; from += STEP) {
    let a = i32x4.splat(0)
    let b = i32x4.splat(0)
    let c = i32x4.splat(0)
    let d = i32x4.splat(0)
    for (let column: usize = 0; column < 32; column += 4) {
      const one = v128.load(weights + column * 4, 16)
      const two = v128.load(weights + group + column * 4, 16)
      if (ASC_FEATURE_RELAXED_SIMD) {
        a = dotUnsigned(from + HALVES + column, one, a)
        b = dotUnsigned(from + REMAINDERS + column, one, b)
        c = dotUnsigned(from + HALVES + column, two, c)
        d = dotUnsigned(from + REMAINDERS + column, two, d)
      } else {
        const four = from + NUMBERS + column * 2
        a = lowRows(four, one, a)
        b = highRows(four, one, b)
        c = lowRows(four, two, c)
        d = highRows(four, two, d)
      }
    }
    if (ASC_FEATURE_RELAXED_SIMD) {
      a = joinHalves(a, b, sumsOf(weights))
      c = joinHalves(c, d, sumsOf(weights + group))
    } else {
      a = joinRows(a, b)
      c = joinRows(c, d)
    }
    first = addScaled(first, a, halves(weights), from)
    second = addScaled(second, c, halves(weights + group), from)
    weights += EIGHT_BITS
  }
  v128.store(to, first)
  v128.store(to, second, 16)
}

/** Multiplies two tokens at a time, because each token needs two registers of products here. */
@inline
function eightBitsOfTwo(weights: usize, row: usize, from: usize, to: usize, stride: usize): void {
  let a1 = f32x4.splat(0)
  let a2 = f32x4.splat(0)
  for (const end = from + row; from < end; from += STEP) {
    let p1 = i32x4.splat(0)
    let q1 = i32x4.splat(0)
    let p2 = i32x4.splat(0)
    let q2 = i32x4.splat(0)
    for (let column: usize = 0; column < 32; column += 4) {
      const four = v128.load(weights + column * 4, 16)
      if (ASC_FEATURE_RELAXED_SIMD) {
        p1 = dotUnsigned(from + HALVES + column, four, p1)
        q1 = dotUnsigned(from + REMAINDERS + column, four, q1)
        p2 = dotUnsigned(from + row + HALVES + column, four, p2)
        q2 = dotUnsigned(from + row + REMAINDERS + column, four, q2)
      } else {
        const numbers = from + NUMBERS + column * 2
        p1 = lowRows(numbers, four, p1)
        q1 = highRows(numbers, four, q1)
        p2 = lowRows(numbers + row, four, p2)
        q2 = highRows(numbers + row, four, q2)
      }
    }
    if (ASC_FEATURE_RELAXED_SIMD) {
      p1 = joinHalves(p1, q1, sumsOf(weights))
      p2 = joinHalves(p2, q2, sumsOf(weights))
    } else {
      p1 = joinRows(p1, q1)
      p2 = joinRows(p2, q2)
    }
    const scales = halves(weights)
    a1 = addScaled(a1, p1, scales, from)
    a2 = addScaled(a2, p2, scales, from + row)
    weights += EIGHT_BITS
  }
  v128.store(to, a1)
  v128.store(to + stride, a2)
}

@inline
function fourBits(
  weights: usize, pairs: i32, blocks: i32, activations: usize, tokens: i32, out: usize, stride: usize, stored: bool,
): void {
  const size = stored ? FOUR_BITS_WITH_MINIMUM : FOUR_BITS
  const row = (blocks as usize) * STEP
  const group = (blocks as usize) * size
  for (let pair = 0; pair < pairs; pair += 1) {
    let from = activations
    let to = out
    let left = tokens
    for (; left >= 4; left -= 4) {
      fourBitsOfFour(weights, size, row, from, to, stride, stored)
      fourBitsOfFour(weights + group, size, row, from, to + 16, stride, stored)
      from += 4 * row
      to += 4 * stride
    }
    for (; left > 0; left -= 1) {
      fourBitsOfOne(weights, size, row, from, to, stored)
      from += row
      to += stride
    }
    weights += 2 * group
    out += 32
  }
}

/**
 * Multiplies `pairs` times eight rows of 4-bit weights by `tokens` rows of activations, and writes rows of floats that lie `stride`
 * bytes apart. A weight is its scale times -8 to 7.
 */
export function multiplyFourBits(
  weights: usize, pairs: i32, blocks: i32, activations: usize, tokens: i32, out: usize, stride: usize,
): void {
  fourBits(weights, pairs, blocks, activations, tokens, out, stride, false)
}

/** Like `multiplyFourBits`, but a weight is its scale times 0 to 15, plus a minimum. */
export function multiplyFourBitsWithMinimum(
  weights: usize, pairs: i32, blocks: i32, activations: usize, tokens: i32, out: usize, stride: usize,
): void {
  fourBits(weights, pairs, blocks, activations, tokens, out, stride, true)
}

/** Like `multiplyFourBits`, but a weight is its scale times -128 to 127. */
export function multiplyEightBits(
  weights: usize, pairs: i32, blocks: i32, activations: usize, tokens: i32, out: usize, stride: usize,
): void {
  const row = (blocks as usize) * STEP
  const group = (blocks as usize) * EIGHT_BITS
  for (let pair = 0; pair < pairs; pair += 1) {
    let from = activations
    let to = out
    let left = tokens
    for (; left >= 2; left -= 2) {
      eightBitsOfTwo(weights, row, from, to, stride)
      eightBitsOfTwo(weights + group, row, from, to + 16, stride)
      from += 2 * row
      to += 2 * stride
    }
    if (left > 0) eightBitsOfOne(weights, row, from, to)
    weights += 2 * group
    out += 32
  }
}
