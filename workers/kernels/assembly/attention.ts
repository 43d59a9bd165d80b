import { exponential } from './exponential'

// Keys lie in groups of four positions. One register then holds one number of each of the four positions, and a product
// needs no sum over its lanes. Values lie one position after another.

const LOWEST: f32 = -Infinity as f32

/** Stores the key and the value of one head at a position. */
export function remember(key: usize, value: usize, size: i32, position: i32, keys: usize, values: usize): void {
  const bytes = (size as usize) << 2
  const group = keys + ((position & ~3) as usize) * bytes + (((position & 3) as usize) << 2)
  for (let at: usize = 0; at < bytes; at += 4) store<f32>(group + at * 4, load<f32>(key + at))
  memory.copy(values + (position as usize) * bytes, value, bytes)
}

/**
 * Computes one query head over the positions `first` to `last` of one key head and writes `size` numbers to `out`.
 * `keys` and `values` are the addresses of position 0, and `size` is the count of numbers in a head. `scores` has room
 * for all positions, rounded up to four.
 */
export function attend(
  query: usize,
  keys: usize,
  values: usize,
  size: i32,
  first: i32,
  last: i32,
  scale: f32,
  scores: usize,
  out: usize,
): void {
  const bytes = (size as usize) << 2
  const from = first & ~3
  const end = (last + 4) & ~3
  const scales = f32x4.splat(scale)
  for (let position = from; position < end; position += 4) {
    let key = keys + (position as usize) * bytes
    let a = f32x4.splat(0)
    let b = f32x4.splat(0)
    for (let at: usize = 0; at < bytes; at += 8) {
      a = f32x4.add(a, f32x4.mul(v128.load32_splat(query + at), v128.load(key)))
      b = f32x4.add(b, f32x4.mul(v128.load32_splat(query + at, 4), v128.load(key, 16)))
      key += 32
    }
    const score = f32x4.mul(f32x4.add(a, b), scales)
    v128.store(scores + ((position as usize) << 2), score)
  }
  // The first and the last group have positions that must not count.
  for (let position = from; position < first; position += 1) store<f32>(scores + ((position as usize) << 2), LOWEST)
  for (let position = last + 1; position < end; position += 1) store<f32>(scores + ((position as usize) << 2), LOWEST)
  let largest = f32x4.splat(LOWEST)
  for (let position = from; position < end; position += 4) {
    largest = f32x4.max(largest, v128.load(scores + ((position as usize) << 2)))
  }
  const most = max(
    max(f32x4.extract_lane(largest, 0), f32x4.extract_lane(largest, 1)),
    max(f32x4.extract_lane(largest, 2), f32x4.extract_lane(largest, 3)),
  )
  let sums = f32x4.splat(0)
  for (let position = from; position < end; position += 4) {
    const at = scores + ((position as usize) << 2)
    const power = exponential(f32x4.sub(v128.load(at), f32x4.splat(most)))
    v128.store(at, power)
    sums = f32x4.add(sums, power)
  }
  const sum: f32 =
    f32x4.extract_lane(sums, 0) +
    f32x4.extract_lane(sums, 1) +
    (f32x4.extract_lane(sums, 2) + f32x4.extract_lane(sums, 3))
  const share = f32x4.splat((1 as f32) / sum)
  for (let column: usize = 0; column < bytes; column += 16) {
    let total = f32x4.splat(0)
    let value = values + (first as usize) * bytes + column
    let at = scores + ((first as usize) << 2)
    for (let position = first; position <= last; position += 1) {
      total = f32x4.add(total, f32x4.mul(v128.load32_splat(at), v128.load(value)))
      at += 4
      value += bytes
    }
    v128.store(out + column, f32x4.mul(total, share))
  }
}
