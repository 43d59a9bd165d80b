import { exponential } from './exponential'

const LOWEST: f32 = -Infinity as f32

/**
 * Computes one head for all positions of one text; each position sees all of them. The query, the key and the value of a position lie
 * in one row, and rows are `stride` bytes apart. `bytes` is the size of a head, a multiple of 32. `scratch` has room for a head of all
 * positions and for four rows of scores, with the positions rounded up to eight.
 */
export function attendAll(
  query: usize, key: usize, value: usize, stride: usize, positions: i32, bytes: usize, scale: f32, scratch: usize,
  out: usize, outStride: usize,
): void {
  const rowBytes = (((positions + 7) & ~7) as usize) << 2
  const scores = scratch + (bytes >> 2) * rowBytes
  turnKeys(key, stride, positions, bytes, rowBytes, scratch)
  for (let position = 0; position < positions; position += 4) {
    // Past the last position, the last one is computed again.
    const last = positions - 1 - position
    const second = min(1, last) as usize
    const third = min(2, last) as usize
    const fourth = min(3, last) as usize
    const at = query + (position as usize) * stride
    scoreFour(at, at + second * stride, at + third * stride, at + fourth * stride, bytes, scratch, rowBytes, scale, scores)
    const a = weigh(scores, positions, rowBytes)
    const b = weigh(scores + rowBytes, positions, rowBytes)
    const c = weigh(scores + rowBytes * 2, positions, rowBytes)
    const d = weigh(scores + rowBytes * 3, positions, rowBytes)
    const to = out + (position as usize) * outStride
    mixFour(scores, rowBytes, value, stride, positions, bytes, a, b, c, d, to, to + second * outStride, to + third * outStride, to + fourth * outStride)
  }
}

/** Writes the keys with the same number of all positions side by side. One register then holds four positions. */
function turnKeys(key: usize, stride: usize, positions: i32, bytes: usize, rowBytes: usize, to: usize): void {
  for (let position: usize = 0; position < rowBytes; position += 4) {
    let turned = to + position
    if ((position >> 2) < (positions as usize)) {
      for (let at: usize = 0; at < bytes; at += 4) {
        store<f32>(turned, load<f32>(key + at))
        turned += rowBytes
      }
      key += stride
    } else {
      for (let at: usize = 0; at < bytes; at += 4) {
        store<f32>(turned, 0)
        turned += rowBytes
      }
    }
  }
}

@inline
function scoreFour(
  q1: usize, q2: usize, q3: usize, q4: usize, bytes: usize, keys: usize, rowBytes: usize, scale: f32, scores: usize,
): void {
  const scales = f32x4.splat(scale)
  for (let position: usize = 0; position < rowBytes; position += 32) {
    let a1 = f32x4.splat(0)
    let a2 = f32x4.splat(0)
    let b1 = f32x4.splat(0)
    let b2 = f32x4.splat(0)
    let c1 = f32x4.splat(0)
    let c2 = f32x4.splat(0)
    let d1 = f32x4.splat(0)
    let d2 = f32x4.splat(0)
    let key = keys + position
    for (let at: usize = 0; at < bytes; at += 4) {
      const k1 = v128.load(key)
      const k2 = v128.load(key, 16)
      let q = v128.load32_splat(q1 + at)
      a1 = f32x4.add(a1, f32x4.mul(q, k1))
      a2 = f32x4.add(a2, f32x4.mul(q, k2))
      q = v128.load32_splat(q2 + at)
      b1 = f32x4.add(b1, f32x4.mul(q, k1))
      b2 = f32x4.add(b2, f32x4.mul(q, k2))
      q = v128.load32_splat(q3 + at)
      c1 = f32x4.add(c1, f32x4.mul(q, k1))
      c2 = f32x4.add(c2, f32x4.mul(q, k2))
      q = v128.load32_splat(q4 + at)
      d1 = f32x4.add(d1, f32x4.mul(q, k1))
      d2 = f32x4.add(d2, f32x4.mul(q, k2))
      key += rowBytes
    }
    let to = scores + position
    v128.store(to, f32x4.mul(a1, scales))
    v128.store(to, f32x4.mul(a2, scales), 16)
    to += rowBytes
    v128.store(to, f32x4.mul(b1, scales))
    v128.store(to, f32x4.mul(b2, scales), 16)
    to += rowBytes
    v128.store(to, f32x4.mul(c1, scales))
    v128.store(to, f32x4.mul(c2, scales), 16)
    to += rowBytes
    v128.store(to, f32x4.mul(d1, scales))
    v128.store(to, f32x4.mul(d2, scales), 16)
  }
}

/** Turns scores into powers of e, and returns one divided by their sum. Positions after the last one get no weight. */
function weigh(scores: usize, positions: i32, rowBytes: usize): f32 {
  for (let at = (positions as usize) << 2; at < rowBytes; at += 4) store<f32>(scores + at, LOWEST)
  let largest = f32x4.splat(LOWEST)
  for (let at: usize = 0; at < rowBytes; at += 16) largest = f32x4.max(largest, v128.load(scores + at))
  const most = f32x4.splat(
    max(
      max(f32x4.extract_lane(largest, 0), f32x4.extract_lane(largest, 1)),
      max(f32x4.extract_lane(largest, 2), f32x4.extract_lane(largest, 3)),
    ),
  )
  let sums = f32x4.splat(0)
  for (let at: usize = 0; at < rowBytes; at += 16) {
    const power = exponential(f32x4.sub(v128.load(scores + at), most))
    v128.store(scores + at, power)
    sums = f32x4.add(sums, power)
  }
  const sum: f32 =
    f32x4.extract_lane(sums, 0) + f32x4.extract_lane(sums, 1) +
    (f32x4.extract_lane(sums, 2) + f32x4.extract_lane(sums, 3))
  return (1 as f32) / sum
}

@inline
function mixFour(
  scores: usize, rowBytes: usize, values: usize, stride: usize, positions: i32, bytes: usize,
  a: f32, b: f32, c: f32, d: f32, o1: usize, o2: usize, o3: usize, o4: usize,
): void {
  for (let column: usize = 0; column < bytes; column += 32) {
    let a1 = f32x4.splat(0)
    let a2 = f32x4.splat(0)
    let b1 = f32x4.splat(0)
    let b2 = f32x4.splat(0)
    let c1 = f32x4.splat(0)
    let c2 = f32x4.splat(0)
    let d1 = f32x4.splat(0)
    let d2 = f32x4.splat(0)
    let value = values + column
    let weight = scores
    for (let position = 0; position < positions; position += 1) {
      const v1 = v128.load(value)
      const v2 = v128.load(value, 16)
      let w = v128.load32_splat(weight)
      a1 = f32x4.add(a1, f32x4.mul(w, v1))
      a2 = f32x4.add(a2, f32x4.mul(w, v2))
      w = v128.load32_splat(weight + rowBytes)
      b1 = f32x4.add(b1, f32x4.mul(w, v1))
      b2 = f32x4.add(b2, f32x4.mul(w, v2))
      w = v128.load32_splat(weight + rowBytes * 2)
      c1 = f32x4.add(c1, f32x4.mul(w, v1))
      c2 = f32x4.add(c2, f32x4.mul(w, v2))
      w = v128.load32_splat(weight + rowBytes * 3)
      d1 = f32x4.add(d1, f32x4.mul(w, v1))
      d2 = f32x4.add(d2, f32x4.mul(w, v2))
      value += stride
      weight += 4
    }
    let share = f32x4.splat(d)
    v128.store(o4 + column, f32x4.mul(d1, share))
    v128.store(o4 + column, f32x4.mul(d2, share), 16)
    share = f32x4.splat(c)
    v128.store(o3 + column, f32x4.mul(c1, share))
    v128.store(o3 + column, f32x4.mul(c2, share), 16)
    share = f32x4.splat(b)
    v128.store(o2 + column, f32x4.mul(b1, share))
    v128.store(o2 + column, f32x4.mul(b2, share), 16)
    share = f32x4.splat(a)
    v128.store(o1 + column, f32x4.mul(a1, share))
    v128.store(o1 + column, f32x4.mul(a2, share), 16)
  }
}
