import { fourBytes } from './attention-keys'
import { ACTIVATION_BYTES, NUMBERS } from './layout'
import { sixteenColumns } from './multiply-eight-bits'
import { highRows, joinRows, lowRows } from './products'
import { largestOf } from './quantize'

// The values of a head lie in groups of four columns. Within a group, 16 bytes hold four positions of each column. All numbers of a value
// share one scale, which the weight of its position is multiplied by.

const STEP: usize = ACTIVATION_BYTES as usize

export function rememberValue(
  value: usize, size: i32, position: i32, values: usize, scales: usize, capacity: i32,
): void {
  const bytes = (size as usize) * 4
  const most = largestOf(value, bytes)
  store<f32>(scales + (position as usize) * 4, most / 127)
  const steps = f32x4.splat(most > 0 ? 127 / most : 0)
  let at = values + (((position >> 2) * 16 + (position & 3)) as usize)
  for (let column: usize = 0; column < bytes; column += 16) {
    const numbers = fourBytes(v128.load(value + column), steps)
    store<u8>(at, numbers as u8)
    store<u8>(at, (numbers >> 8) as u8, 4)
    store<u8>(at, (numbers >> 16) as u8, 8)
    store<u8>(at, (numbers >> 24) as u8, 12)
    at += (capacity as usize) * 4
  }
}

/**
 * Adds up the values of `blocks` times 32 positions by their weights, for each of `rows` rows of quantized weights, and multiplies each
 * result by its row's share. Groups of columns lie `apart` bytes apart.
 */
export function addValues(
  values: usize, apart: usize, groups: i32, blocks: i32, weights: usize, rows: i32, shares: usize, out: usize, stride: usize,
): void {
  const line = (blocks as usize) * STEP
  if (rows === 4) {
    for (let group = 0; group < groups; group += 1) {
      fourRows(values, weights, line, shares, out, stride)
      values += apart
      out += 16
    }
    return
  }
  for (let row = 0; row < rows; row += 1) {
    const half = (groups + 1) >> 1
    for (let group = 0; group < half; group += 1) {
      // Where the groups do not divide by two, the one in the middle is computed twice.
      const other = min(group + half, groups - 1)
      const place = values + (group as usize) * apart
      const distance = (other - group) as usize
      twoGroups(place, distance * apart, weights, line, shares, out + (group as usize) * 16, distance * 16)
    }
    weights += line
    shares += 4
    out += stride
  }
}

@inline
function twoGroups(
  values: usize, apart: usize, weights: usize, line: usize, share: usize, out: usize, outApart: usize,
): void {
  let first = f32x4.splat(0)
  let second = f32x4.splat(0)
  for (const end = weights + line; weights < end; weights += STEP) {
    first = addBlock(first, products(values, weights), weights)
    second = addBlock(second, products(values + apart, weights), weights)
    values += 128
  }
  const shares = v128.load32_splat(share)
  v128.store(out, f32x4.mul(first, shares))
  v128.store(out + outApart, f32x4.mul(second, shares))
}

@inline
function fourRows(values: usize, weights: usize, line: usize, shares: usize, out: usize, stride: usize): void {
  let a1 = f32x4.splat(0)
  let a2 = f32x4.splat(0)
  let a3 = f32x4.splat(0)
  let a4 = f32x4.splat(0)
  const line2 = line * 2
  const line3 = line * 3
  for (const end = weights + line; weights < end; weights += STEP) {
    let p1 = i32x4.splat(0)
    let p2 = i32x4.splat(0)
    let p3 = i32x4.splat(0)
    let p4 = i32x4.splat(0)
    if (ASC_FEATURE_RELAXED_SIMD) {
      for (let at: usize = 0; at < 32; at += 16) {
        const numbers = values + at * 4
        const activations = weights + NUMBERS + at
        p1 = sixteenColumns(numbers, v128.load(activations), p1)
        p2 = sixteenColumns(numbers, v128.load(activations + line), p2)
        p3 = sixteenColumns(numbers, v128.load(activations + line2), p3)
        p4 = sixteenColumns(numbers, v128.load(activations + line3), p4)
      }
    } else {
      p1 = products(values, weights)
      p2 = products(values, weights + line)
      p3 = products(values, weights + line2)
      p4 = products(values, weights + line3)
    }
    a1 = addBlock(a1, p1, weights)
    a2 = addBlock(a2, p2, weights + line)
    a3 = addBlock(a3, p3, weights + line2)
    a4 = addBlock(a4, p4, weights + line3)
    values += 128
  }
  v128.store(out, f32x4.mul(a1, v128.load32_splat(shares)))
  v128.store(out + stride, f32x4.mul(a2, v128.load32_splat(shares + 4)))
  v128.store(out + 2 * stride, f32x4.mul(a3, v128.load32_splat(shares + 8)))
  v128.store(out + 3 * stride, f32x4.mul(a4, v128.load32_splat(shares + 12)))
}

/** The products of a block's weights, which are never negative, with four columns. */
@inline
function products(values: usize, weights: usize): v128 {
  const numbers = weights + NUMBERS
  if (ASC_FEATURE_RELAXED_SIMD) {
    const half = sixteenColumns(values, v128.load(numbers), i32x4.splat(0))
    return sixteenColumns(values + 64, v128.load(numbers + 16), half)
  }
  let low = i32x4.splat(0)
  let high = i32x4.splat(0)
  for (let at: usize = 0; at < 128; at += 16) {
    const four = v128.load(values + at)
    low = lowRows(numbers + (at >> 1), four, low)
    high = highRows(numbers + (at >> 1), four, high)
  }
  return joinRows(low, high)
}

@inline
function addBlock(total: v128, products: v128, weights: usize): v128 {
  return f32x4.add(total, f32x4.mul(v128.load32_splat(weights), f32x4.convert_i32x4_s(products)))
}
