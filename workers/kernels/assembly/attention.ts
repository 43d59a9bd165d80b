import { rememberKey } from './attention-keys'
import { addValues, rememberValue } from './attention-values'
import { exponential } from './exponential'
import { ACTIVATION_BYTES, BLOCK, EIGHT_BITS } from './layout'
import { multiplyEightBits } from './multiply-eight-bits'
import { quantize, quantizeRow } from './quantize'

// Keys and values are kept in 8 bits. The keys of a head are a matrix of 8-bit weights with one row for each position, so the scores are a
// product as any other. The weights of the positions are quantized as activations are, and multiplied by the values.

const LOWEST: f32 = -Infinity as f32

/** Tokens that look at the same keys and values while these are near. */
const TILE: i32 = 4

/** The bytes that `attend` needs for intermediate results. `capacity` is the number of positions, in whole blocks. */
export function attentionRoom(size: i32, capacity: i32): i32 {
  return TILE * (4 + capacity * 4 + (capacity / (BLOCK as i32) + blocksOf(size)) * ACTIVATION_BYTES)
}

@inline
function blocksOf(size: i32): i32 {
  return (size + 31) >> 5
}

/**
 * Stores the key and the value of one head at a position. `keys`, `values` and `scales` are the addresses of position 0, and `size` is
 * the count of numbers in a head.
 */
export function remember(
  key: usize, value: usize, size: i32, position: i32, keys: usize, values: usize, scales: usize, capacity: i32,
): void {
  rememberKey(key, size, position, keys)
  rememberValue(value, size, position, values, scales, capacity)
}

/**
 * Computes one query head of `tokens` tokens, the first of which has the position `first`. The head's numbers of a token lie `stride` bytes
 * behind those of the token before, in `query` and in `out`. A token sees `window` positions, its own included.
 */
export function attend(
  query: usize, tokens: i32, stride: usize, size: i32, first: i32, window: i32, scale: f32,
  keys: usize, values: usize, scales: usize, capacity: i32, room: usize, out: usize,
): void {
  const blocks = blocksOf(size)
  const line = (capacity as usize) * 4
  const queryLine = (blocks * ACTIVATION_BYTES) as usize
  const shares = room
  const scores = shares + TILE * 4
  const queries = scores + TILE * line
  const weights = queries + TILE * queryLine
  for (let done = 0; done < tokens; done += TILE) {
    const rows = min(TILE, tokens - done)
    const from = max(0, first + 1 - window) & ~31
    const end = (first + rows + 31) & ~31
    for (let row = 0; row < rows; row += 1) {
      quantizeRow(query + (row as usize) * stride, size, queries + (row as usize) * queryLine)
    }
    multiplyEightBits(rowsFrom(keys, from, blocks), (end - from) >> 3, blocks, queries, rows, scores, line)
    const weightBlocks = (end - from) >> 5
    const weightLine = (weightBlocks * ACTIVATION_BYTES) as usize
    for (let row = 0; row < rows; row += 1) {
      const last = first + row
      const at = scores + (row as usize) * line
      const start = max(0, last + 1 - window)
      store<f32>(shares + (row as usize) * 4, weigh(at, start - from, last - from, end - from, scale, scales + (from as usize) * 4))
      quantize(at, weightBlocks, weights + (row as usize) * weightLine)
    }
    addValues(values + (from as usize) * 4, line, size >> 2, weightBlocks, weights, rows, shares, out, stride)
    first += rows
    query += (rows as usize) * stride
    out += (rows as usize) * stride
  }
}

@inline
function rowsFrom(keys: usize, position: i32, blocks: i32): usize {
  return keys + (((position >> 2) * blocks) as usize) * EIGHT_BITS
}

/**
 * Turns scores into the weights of `first` to `last`, each multiplied by the scale of its value, and all others into 0. Returns the share
 * of one weight in their sum.
 */
@inline
function weigh(scores: usize, first: i32, last: i32, end: i32, scale: f32, scales: usize): f32 {
  fill(scores, first & ~3, first, LOWEST)
  const limit = (last + 4) & ~3
  fill(scores, last + 1, limit, LOWEST)
  const factor = f32x4.splat(scale)
  let largest = f32x4.splat(LOWEST)
  for (let position = first & ~3; position < limit; position += 4) {
    const at = scores + ((position as usize) << 2)
    const score = f32x4.mul(v128.load(at), factor)
    v128.store(at, score)
    largest = f32x4.pmax(largest, score)
  }
  const most = f32x4.splat(
    max(
      max(f32x4.extract_lane(largest, 0), f32x4.extract_lane(largest, 1)),
      max(f32x4.extract_lane(largest, 2), f32x4.extract_lane(largest, 3)),
    ),
  )
  let sums = f32x4.splat(0)
  for (let position = first & ~3; position < limit; position += 4) {
    const offset = (position as usize) << 2
    const power = exponential(f32x4.sub(v128.load(scores + offset), most))
    v128.store(scores + offset, f32x4.mul(power, v128.load(scales + offset)))
    sums = f32x4.add(sums, power)
  }
  fill(scores, 0, first, 0)
  fill(scores, last + 1, end, 0)
  const sum: f32 =
    f32x4.extract_lane(sums, 0) +
    f32x4.extract_lane(sums, 1) +
    (f32x4.extract_lane(sums, 2) + f32x4.extract_lane(sums, 3))
  return (1 as f32) / sum
}

@inline
function fill(scores: usize, from: i32, to: i32, value: f32): void {
  for (let position = from; position < to; position += 1) store<f32>(scores + ((position as usize) << 2), value)
}
