import { multiplyTile } from './four-bits-tile'
import { ACTIVATION_BYTES, FOUR_BITS, FOUR_BITS_WITH_MINIMUM, NUMBERS } from './layout'
import {
  addScaled,
  addWithMinimum,
  dotSigned,
  firstFour,
  fourthFour,
  halves,
  highNibbles,
  highRows,
  joinRows,
  lowNibbles,
  lowRows,
  secondFour,
  startOf,
  thirdFour,
} from './products'

// A matrix lies in groups of four rows, a group in blocks of 32 columns. The numbers of a block lie in four registers, eight columns
// each: the low halves of the bytes are four columns, the high halves the next four.
//
// One token is multiplied by four groups at a time, a quarter of the matrix apart. Each load of activations then serves four registers
// of weights, and the processor fetches four places of the memory ahead. Four tokens are multiplied by one group at a time, so that
// weights are unpacked once for four tokens: see `four-bits-tile.ts`. More does not fit the 16 registers.

const STEP: usize = ACTIVATION_BYTES as usize

/**
 * Multiplies `pairs` times eight rows of 4-bit weights by `tokens` rows of activations, and writes rows of floats that lie `stride`
 * bytes apart. A weight is its scale times -8 to 7.
 */
export function multiplyFourBits(
  weights: usize, pairs: i32, blocks: i32, activations: usize, tokens: i32, out: usize, stride: usize,
): void {
  multiply(weights, pairs, blocks, activations, tokens, out, stride, false)
}

/** Like `multiplyFourBits`, but a weight is its scale times 0 to 15, plus a minimum. */
export function multiplyFourBitsWithMinimum(
  weights: usize, pairs: i32, blocks: i32, activations: usize, tokens: i32, out: usize, stride: usize,
): void {
  multiply(weights, pairs, blocks, activations, tokens, out, stride, true)
}

@inline
function multiply(
  weights: usize, pairs: i32, blocks: i32, activations: usize, tokens: i32, out: usize, stride: usize, stored: bool,
): void {
  const row = (blocks as usize) * STEP
  const group = (blocks as usize) * sizeOf(stored)
  const groups = (pairs as usize) * 2
  const whole = tokens & ~3
  if (whole > 0) {
    if (ASC_FEATURE_RELAXED_SIMD) {
      multiplyTile(weights, groups, blocks as usize, activations, whole, out, stride, stored)
    } else {
      for (let index: usize = 0; index < groups; index += 1) {
        let from = activations
        let to = out + index * 16
        for (let left = whole; left > 0; left -= 4) {
          fourTokens(weights + index * group, row, from, to, stride, stored)
          from += 4 * row
          to += 4 * stride
        }
      }
    }
  }
  activations += (whole as usize) * row
  out += (whole as usize) * stride
  for (let left = tokens - whole; left > 0; left -= 1) {
    oneToken(weights, group, groups, row, activations, out, stored)
    activations += row
    out += stride
  }
}

@inline
function sizeOf(stored: bool): usize {
  return stored ? FOUR_BITS_WITH_MINIMUM : FOUR_BITS
}

@inline
function oneToken(weights: usize, group: usize, groups: usize, row: usize, from: usize, to: usize, stored: bool): void {
  const quarter = (groups + 3) >> 2
  for (let index: usize = 0; index < quarter; index += 1) {
    // Where the groups do not divide by four, the last ones are computed twice.
    const second = min(index + quarter, groups - 1)
    const third = min(index + 2 * quarter, groups - 1)
    const fourth = min(index + 3 * quarter, groups - 1)
    fourGroups(
      weights + index * group, (second - index) * group, (third - index) * group, (fourth - index) * group,
      row, from, to + index * 16, (second - index) * 16, (third - index) * 16, (fourth - index) * 16, stored,
    )
  }
}

@inline
function fourGroups(
  weights: usize, two: usize, three: usize, four: usize,
  row: usize, from: usize, to: usize, to2: usize, to3: usize, to4: usize, stored: bool,
): void {
  const size = sizeOf(stored)
  let a1 = f32x4.splat(0)
  let a2 = f32x4.splat(0)
  let a3 = f32x4.splat(0)
  let a4 = f32x4.splat(0)
  for (const end = from + row; from < end; from += STEP) {
    const header = v128.load(from)
    let p1 = startOf(header, stored)
    let p2 = p1
    let p3 = p1
    let p4 = p1
    if (ASC_FEATURE_RELAXED_SIMD) {
      for (let at: usize = 0; at < 64; at += 32) {
        const packed = weights + size - 64 + at
        const activations = v128.load(from + NUMBERS + (at >> 1))
        p1 = sixteenColumns(packed, activations, p1)
        p2 = sixteenColumns(packed + two, activations, p2)
        p3 = sixteenColumns(packed + three, activations, p3)
        p4 = sixteenColumns(packed + four, activations, p4)
      }
    } else {
      p1 = i32x4.add(p1, plainProducts(weights + size - 64, from + NUMBERS))
      p2 = i32x4.add(p2, plainProducts(weights + size - 64 + two, from + NUMBERS))
      p3 = i32x4.add(p3, plainProducts(weights + size - 64 + three, from + NUMBERS))
      p4 = i32x4.add(p4, plainProducts(weights + size - 64 + four, from + NUMBERS))
    }
    a1 = addBlock(a1, p1, weights, header, stored)
    a2 = addBlock(a2, p2, weights + two, header, stored)
    a3 = addBlock(a3, p3, weights + three, header, stored)
    a4 = addBlock(a4, p4, weights + four, header, stored)
    weights += size
  }
  v128.store(to, a1)
  v128.store(to + to2, a2)
  v128.store(to + to3, a3)
  v128.store(to + to4, a4)
}

@inline
function addBlock(total: v128, products: v128, weights: usize, header: v128, stored: bool): v128 {
  const scales = halves(weights)
  return stored
    ? addWithMinimum(total, products, scales, halves(weights + 8), header)
    : addScaled(total, products, scales, header)
}

/** Adds the products of sixteen columns. */
@inline
function sixteenColumns(packed: usize, activations: v128, sum: v128): v128 {
  const one = v128.load(packed)
  const two = v128.load(packed, 16)
  const half = dotSigned(secondFour(activations), highNibbles(one), dotSigned(firstFour(activations), lowNibbles(one), sum))
  return dotSigned(fourthFour(activations), highNibbles(two), dotSigned(thirdFour(activations), lowNibbles(two), half))
}

/** The products of one block of one token with four rows. */
@inline
function plainProducts(packed: usize, numbers: usize): v128 {
  let low = i32x4.splat(0)
  let high = i32x4.splat(0)
  for (let at: usize = 0; at < 64; at += 16) {
    const both = v128.load(packed + at)
    const even = lowNibbles(both)
    const odd = highNibbles(both)
    low = lowRows(numbers + at + 8, odd, lowRows(numbers + at, even, low))
    high = highRows(numbers + at + 8, odd, highRows(numbers + at, even, high))
  }
  return joinRows(low, high)
}

/** Serves plain SIMD. */
@inline
function fourTokens(weights: usize, row: usize, from: usize, to: usize, stride: usize, stored: bool): void {
  const size = sizeOf(stored)
  let a1 = f32x4.splat(0)
  let a2 = f32x4.splat(0)
  let a3 = f32x4.splat(0)
  let a4 = f32x4.splat(0)
  for (const end = from + row; from < end; from += STEP) {
    a1 = plainBlock(a1, weights, from, stored)
    a2 = plainBlock(a2, weights, from + row, stored)
    a3 = plainBlock(a3, weights, from + 2 * row, stored)
    a4 = plainBlock(a4, weights, from + 3 * row, stored)
    weights += size
  }
  v128.store(to, a1)
  v128.store(to + stride, a2)
  v128.store(to + 2 * stride, a3)
  v128.store(to + 3 * stride, a4)
}

@inline
function plainBlock(total: v128, weights: usize, from: usize, stored: bool): v128 {
  const header = v128.load(from)
  const products = plainProducts(weights + sizeOf(stored) - 64, from + NUMBERS)
  return addBlock(total, i32x4.add(startOf(header, stored), products), weights, header, stored)
}
