import { ACTIVATION_BYTES, FOUR_BITS, FOUR_BITS_WITH_MINIMUM } from './layout'
import { dotSigned, halves, highNibbles, lowNibbles } from './products'
import { SCALE, SPREAD, SPREAD_BLOCKS, spread, spreadPlace, SUM, TOKEN } from './spread'

/** The bytes of weights that are multiplied by all tokens before the next ones. They fit the processor's second cache. */
const SPAN: usize = 0x20000

/**
 * Serves relaxed SIMD. Multiplies all groups by `tokens` rows, a multiple of four. Meanwhile the next groups are touched bit by bit, so that
 * they lie in the processor's cache when their turn comes. Long rows are multiplied in parts.
 */
@inline
export function multiplyTile(
  weights: usize, groups: usize, blocks: usize, activations: usize, tokens: i32, out: usize, stride: usize, stored: bool,
): void {
  const size = stored ? FOUR_BITS_WITH_MINIMUM : FOUR_BITS
  const row = blocks * (ACTIVATION_BYTES as usize)
  const group = blocks * size
  const last = weights + groups * group - 1
  const pace = max<usize>(1, size / ((tokens >> 2) as usize))
  const span = SPAN / group + 1
  for (let index: usize = 0; index < groups; index += span) {
    const count = min(span, groups - index)
    let ahead = weights + (index + count) * group
    for (let part: usize = 0; part < blocks; part += SPREAD_BLOCKS) {
      const length = min(SPREAD_BLOCKS, blocks - part)
      let from = activations + part * (ACTIVATION_BYTES as usize)
      let to = out + index * 16
      for (let left = tokens; left > 0; left -= 4) {
        spread(from, row, length, stored)
        let place = weights + index * group + part * size
        for (let each: usize = 0; each < count; each += 1) {
          fourTokens(place, length, to + each * 16, stride, ahead, pace, last, part === 0, stored)
          place += group
          ahead += length * pace
        }
        from += 4 * row
        to += 4 * stride
      }
    }
  }
}

/** Multiplies one group by the four tokens that lie spread. Adds to the results, unless this is the `first` part of the rows. */
@inline
function fourTokens(
  weights: usize, blocks: usize, to: usize, stride: usize, ahead: usize, pace: usize, last: usize, first: bool, stored: bool,
): void {
  const size = stored ? FOUR_BITS_WITH_MINIMUM : FOUR_BITS
  let a1 = f32x4.splat(0)
  let a2 = f32x4.splat(0)
  let a3 = f32x4.splat(0)
  let a4 = f32x4.splat(0)
  if (!first) {
    a1 = v128.load(to)
    a2 = v128.load(to + stride)
    a3 = v128.load(to + 2 * stride)
    a4 = v128.load(to + 3 * stride)
  }
  let from = spreadPlace()
  for (const end = from + blocks * SPREAD; from < end; from += SPREAD) {
    // The result is not used: the processor fetches these weights while it computes others.
    load<u8>(min(ahead, last))
    ahead += pace
    let p1 = startOf(from, stored)
    let p2 = startOf(from + TOKEN, stored)
    let p3 = startOf(from + 2 * TOKEN, stored)
    let p4 = startOf(from + 3 * TOKEN, stored)
    for (let at: usize = 0; at < 64; at += 32) {
      const packed = weights + size - 64 + at
      const one = v128.load(packed)
      const two = v128.load(packed + 16)
      const a = lowNibbles(one)
      const b = highNibbles(one)
      const c = lowNibbles(two)
      const d = highNibbles(two)
      const numbers = from + at * 2
      p1 = sixteenColumns(numbers, a, b, c, d, p1)
      p2 = sixteenColumns(numbers + TOKEN, a, b, c, d, p2)
      p3 = sixteenColumns(numbers + 2 * TOKEN, a, b, c, d, p3)
      p4 = sixteenColumns(numbers + 3 * TOKEN, a, b, c, d, p4)
    }
    const scales = halves(weights)
    const minima = stored ? halves(weights + 8) : scales
    a1 = addBlock(a1, p1, scales, minima, from, stored)
    a2 = addBlock(a2, p2, scales, minima, from + TOKEN, stored)
    a3 = addBlock(a3, p3, scales, minima, from + 2 * TOKEN, stored)
    a4 = addBlock(a4, p4, scales, minima, from + 3 * TOKEN, stored)
    weights += size
  }
  v128.store(to, a1)
  v128.store(to + stride, a2)
  v128.store(to + 2 * stride, a3)
  v128.store(to + 3 * stride, a4)
}

@inline
function startOf(from: usize, stored: bool): v128 {
  return stored ? i32x4.splat(0) : v128.load(from + SUM)
}

@inline
function sixteenColumns(numbers: usize, a: v128, b: v128, c: v128, d: v128, sum: v128): v128 {
  const half = dotSigned(v128.load(numbers + 16), b, dotSigned(v128.load(numbers), a, sum))
  return dotSigned(v128.load(numbers + 48), d, dotSigned(v128.load(numbers + 32), c, half))
}

@inline
function addBlock(total: v128, products: v128, scales: v128, minima: v128, from: usize, stored: bool): v128 {
  const scaled = f32x4.mul(f32x4.mul(scales, v128.load(from + SCALE)), f32x4.convert_i32x4_s(products))
  return f32x4.add(total, stored ? f32x4.add(scaled, f32x4.mul(minima, v128.load(from + SUM))) : scaled)
}
