import { BIASES, NUMBER_BYTES, PACKED_BLOCK, PANEL_HEADER, ROW_HEADER, ZEROS } from './row-layout'

// Weights lie in panels of eight rows. For each four columns, 32 bytes hold these columns of row 0, of row 1, and so on. One register
// then has four columns of four rows, so a product with four activations adds to four rows at once, and no lanes need to be summed in
// the end. All weights are stored without a sign, as their value plus the zero point of their row. The zero point times the sum of the
// activations is subtracted in the end. So whole numbers are summed over a whole row, in any order, without an error.
//
// Relaxed SIMD multiplies four tokens by eight rows of 7-bit weights at a time. An 8-bit weight is halved, because the instruction
// takes 7 bits: four tokens are multiplied by four rows, with the halves and with the remainders.
//
// Some processors have no single instruction for relaxed SIMD's product and sum. Engines then use several, and load constants for them each
// time. Three steps of our own are faster there (`steps`).

@inline
function dot(activations: usize, weights: v128, sum: v128): v128 {
  return i32x4.relaxed_dot_i8x16_i7x16_add_s(v128.load32_splat(activations), weights, sum)
}

/** Writes the results of four rows: the products, less the zero points, times both scales, plus the bias. `panel` has their terms. */
@inline
function finish(products: v128, panel: usize, row: usize, to: usize): void {
  const zeros = f32x4.mul(v128.load(panel, ZEROS), v128.load32_splat(row, 4))
  const scales = f32x4.mul(v128.load(panel), v128.load32_splat(row))
  const value = f32x4.mul(f32x4.sub(f32x4.convert_i32x4_s(products), zeros), scales)
  v128.store(to, f32x4.add(value, v128.load(panel, BIASES)))
}

/** Like `dot`, in three steps. The sum of two products of 7 and 8 bits fits 16 bits. */
@inline
function dotInSteps(four: v128, weights: v128, sum: v128): v128 {
  const pairs = i16x8.relaxed_dot_i8x16_i7x16_s(four, weights)
  return i32x4.add(sum, i32x4.dot_i16x8_s(pairs, i16x8.splat(1)))
}

/** Four times the product of an activation and a weight. An error of the result shows how the engine computes the instruction. */
export function sampleOfDot(activation: i32, weight: i32): i32 {
  if (!ASC_FEATURE_RELAXED_SIMD) return 0
  const sum = i32x4.relaxed_dot_i8x16_i7x16_add_s(i8x16.splat(activation as i8), i8x16.splat(weight as i8), i32x4.splat(0))
  return i32x4.extract_lane(sum, 0)
}

/** Four tokens by eight rows of 7-bit weights. */
@inline
function sevenBitsOfFour(
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
  finish(a1, panel, from, to)
  finish(a2, panel + 16, from, to + 16)
  from += row
  to += stride
  finish(b1, panel, from, to)
  finish(b2, panel + 16, from, to + 16)
  from += row
  to += stride
  finish(c1, panel, from, to)
  finish(c2, panel + 16, from, to + 16)
  from += row
  to += stride
  finish(d1, panel, from, to)
  finish(d2, panel + 16, from, to + 16)
}

/** Like `sevenBitsOfFour`, in steps. */
@inline
function sevenBitsOfFourInSteps(
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
  finish(a1, panel, from, to)
  finish(a2, panel + 16, from, to + 16)
  from += row
  to += stride
  finish(b1, panel, from, to)
  finish(b2, panel + 16, from, to + 16)
  from += row
  to += stride
  finish(c1, panel, from, to)
  finish(c2, panel + 16, from, to + 16)
  from += row
  to += stride
  finish(d1, panel, from, to)
  finish(d2, panel + 16, from, to + 16)
}

/** One token by eight rows of 7-bit weights. */
@inline
function sevenBitsOfOne(panel: usize, weights: usize, columns: usize, from: usize, to: usize): void {
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
  finish(i32x4.add(first, third), panel, from, to)
  finish(i32x4.add(second, fourth), panel + 16, from, to + 16)
}

/** Joins the products of the halves and of the remainders. */
@inline
function joinHalves(halved: v128, rest: v128): v128 {
  return i32x4.add(i32x4.shl(halved, 1), rest)
}

/** Four tokens by four rows of 8-bit weights. `panel` and `weights` point to these rows. */
@inline
function eightBitsOfFour(
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

@inline
function eightBitsOfOne(panel: usize, weights: usize, columns: usize, from: usize, to: usize): void {
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
  finish(joinHalves(first, firstRest), panel, from, to)
  finish(joinHalves(second, secondRest), panel + 16, from, to + 16)
}

/** Serves plain SIMD. Each row takes two lanes, which are joined in the end. */
@inline
function joinLanes(low: v128, high: v128): v128 {
  return i32x4.add(v128.shuffle<i32>(low, high, 0, 2, 4, 6), v128.shuffle<i32>(low, high, 1, 3, 5, 7))
}

/** Serves plain SIMD: four tokens by four rows of weights of 7 or 8 bits. */
@inline
function plainOfFour(
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

@inline
function plainOfOne(panel: usize, weights: usize, columns: usize, from: usize, to: usize): void {
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
  finish(joinLanes(a1, a2), panel, from, to)
  finish(joinLanes(b1, b2), panel + 16, from, to + 16)
}

/** Multiplies all tokens by the eight rows of a panel. The weights may lie elsewhere than the terms of the panel. */
function multiplyPanel(
  panel: usize, weights: usize, columns: usize, activations: usize, tokens: i32, to: usize, stride: usize, seven: bool, steps: bool,
): void {
  const row = ROW_HEADER + columns * (NUMBER_BYTES as usize)
  let from = activations
  for (; tokens >= 4; tokens -= 4) {
    if (!ASC_FEATURE_RELAXED_SIMD) {
      plainOfFour(panel, weights, columns, row, from, to, stride)
      plainOfFour(panel + 16, weights + 16, columns, row, from, to + 16, stride)
    } else if (seven && steps) {
      sevenBitsOfFourInSteps(panel, weights, columns, row, from, to, stride)
    } else if (seven) {
      sevenBitsOfFour(panel, weights, columns, row, from, to, stride)
    } else {
      eightBitsOfFour(panel, weights, columns, row, from, to, stride)
      eightBitsOfFour(panel + 16, weights + 16, columns, row, from, to + 16, stride)
    }
    from += 4 * row
    to += 4 * stride
  }
  for (; tokens > 0; tokens -= 1) {
    if (!ASC_FEATURE_RELAXED_SIMD) plainOfOne(panel, weights, columns, from, to)
    else if (seven) sevenBitsOfOne(panel, weights, columns, from, to)
    else eightBitsOfOne(panel, weights, columns, from, to)
    from += row
    to += stride
  }
}

/**
 * Multiplies `panels` times eight rows of weights from 0 to 127 by `tokens` quantized rows of `columns` numbers, a multiple of 16. The
 * results of a token are floats, and those of the next token begin `stride` bytes behind.
 */
export function multiplySevenBitRows(
  weights: usize, panels: i32, columns: usize, activations: usize, tokens: i32, out: usize, stride: usize, scratch: usize, steps: bool,
): void {
  for (let panel = 0; panel < panels; panel += 1) {
    multiplyPanel(weights, weights + PANEL_HEADER, columns, activations, tokens, out, stride, true, steps)
    weights += PANEL_HEADER + columns * 8
    out += 32
  }
}

/** Like `multiplySevenBitRows`, for weights from 0 to 255. */
export function multiplyRows(
  weights: usize, panels: i32, columns: usize, activations: usize, tokens: i32, out: usize, stride: usize, scratch: usize, steps: bool,
): void {
  for (let panel = 0; panel < panels; panel += 1) {
    multiplyPanel(weights, weights + PANEL_HEADER, columns, activations, tokens, out, stride, false, steps)
    weights += PANEL_HEADER + columns * 8
    out += 32
  }
}

/**
 * Like `multiplySevenBitRows`, for weights of 4 bits: 32 columns of a row share a ratio, and a weight is a number from -8 to 7 times
 * this ratio, rounded to a whole number from -63 to 63. Each panel is unpacked to `scratch`, once for all tokens. `columns` is a
 * multiple of 32.
 */
export function multiplyPackedRows(
  weights: usize, panels: i32, columns: usize, activations: usize, tokens: i32, out: usize, stride: usize, scratch: usize, steps: bool,
): void {
  for (let panel = 0; panel < panels; panel += 1) {
    unpackPanel(weights + PANEL_HEADER, columns, scratch)
    multiplyPanel(weights, scratch, columns, activations, tokens, out, stride, true, steps)
    weights += PANEL_HEADER + (columns >> 5) * PACKED_BLOCK
    out += 32
  }
}

function unpackPanel(packed: usize, columns: usize, to: usize): void {
  for (const end = to + columns * 8; to < end; to += 256) {
    unpackRows(packed, packed + 16, to)
    unpackRows(packed + 8, packed + 80, to + 16)
    packed += PACKED_BLOCK
  }
}

/** 32 columns of four rows. The low halves of the 16 bytes of a row are its first columns. */
@inline
function unpackRows(ratios: usize, numbers: usize, to: usize): void {
  const mask = i8x16.splat(15)
  const one = v128.load(numbers)
  const two = v128.load(numbers, 16)
  const three = v128.load(numbers, 32)
  const four = v128.load(numbers, 48)
  const values1 = valuesOf(ratios)
  const values2 = valuesOf(ratios + 2)
  const values3 = valuesOf(ratios + 4)
  const values4 = valuesOf(ratios + 6)
  storeTurned(
    i8x16.swizzle(values1, v128.and(one, mask)), i8x16.swizzle(values2, v128.and(two, mask)),
    i8x16.swizzle(values3, v128.and(three, mask)), i8x16.swizzle(values4, v128.and(four, mask)), to,
  )
  storeTurned(
    i8x16.swizzle(values1, i8x16.shr_u(one, 4)), i8x16.swizzle(values2, i8x16.shr_u(two, 4)),
    i8x16.swizzle(values3, i8x16.shr_u(three, 4)), i8x16.swizzle(values4, i8x16.shr_u(four, 4)), to + 128,
  )
}

/** The values of the 16 numbers, plus 64. The ratio has 11 bits after its point. */
@inline
function valuesOf(ratio: usize): v128 {
  const ratios = v128.load16_splat(ratio)
  const low = i16x8.q15mulr_sat_s(i16x8(-128, -112, -96, -80, -64, -48, -32, -16), ratios)
  const high = i16x8.q15mulr_sat_s(i16x8(0, 16, 32, 48, 64, 80, 96, 112), ratios)
  const values = i8x16.narrow_i16x8_s(low, high)
  return i8x16.add(i8x16.max_s(i8x16.min_s(values, i8x16.splat(63)), i8x16.splat(-63)), i8x16.splat(64))
}

/** Stores 16 columns of four rows, four columns of each row side by side. */
@inline
function storeTurned(one: v128, two: v128, three: v128, four: v128, to: usize): void {
  const evens = v128.shuffle<i32>(one, two, 0, 4, 1, 5)
  const odds = v128.shuffle<i32>(one, two, 2, 6, 3, 7)
  const nextEvens = v128.shuffle<i32>(three, four, 0, 4, 1, 5)
  const nextOdds = v128.shuffle<i32>(three, four, 2, 6, 3, 7)
  v128.store(to, v128.shuffle<i64>(evens, nextEvens, 0, 2))
  v128.store(to, v128.shuffle<i64>(evens, nextEvens, 1, 3), 32)
  v128.store(to, v128.shuffle<i64>(odds, nextOdds, 0, 2), 64)
  v128.store(to, v128.shuffle<i64>(odds, nextOdds, 1, 3), 96)
}
