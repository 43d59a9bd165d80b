import { exponential } from './exponential'

/** Adds `bytes` of floats to others. */
export function addTo(to: usize, from: usize, bytes: usize): void {
  for (const end = from + bytes; from < end; from += 16, to += 16) {
    v128.store(to, f32x4.add(v128.load(to), v128.load(from)))
  }
}

/** Divides each of `rows` rows by the root of the mean of its squares, and multiplies it by the weights. */
export function normalize(from: usize, rows: i32, bytes: usize, weights: usize, epsilon: f32, to: usize): void {
  for (let row = 0; row < rows; row += 1) {
    let squares = f32x4.splat(0)
    for (let at: usize = 0; at < bytes; at += 16) {
      const values = v128.load(from + at)
      squares = f32x4.add(squares, f32x4.mul(values, values))
    }
    const sum: f32 =
      f32x4.extract_lane(squares, 0) + f32x4.extract_lane(squares, 1) +
      (f32x4.extract_lane(squares, 2) + f32x4.extract_lane(squares, 3))
    const scale = f32x4.splat((1 as f32) / sqrt<f32>(sum / ((bytes >> 2) as f32) + epsilon))
    for (let at: usize = 0; at < bytes; at += 16) {
      v128.store(to + at, f32x4.mul(f32x4.mul(v128.load(from + at), scale), v128.load(weights + at)))
    }
    from += bytes
    to += bytes
  }
}

/**
 * Rotates each head by the angles of its position: the first half of its numbers with the second half. `bytes` is the
 * size of one half.
 */
export function rotate(head: usize, heads: i32, bytes: usize, size: usize, cosines: usize, sines: usize): void {
  for (let index = 0; index < heads; index += 1) {
    for (let at: usize = 0; at < bytes; at += 16) {
      const first = v128.load(head + at)
      const second = v128.load(head + at + bytes)
      const cosine = v128.load(cosines + at)
      const sine = v128.load(sines + at)
      v128.store(head + at, f32x4.sub(f32x4.mul(first, cosine), f32x4.mul(second, sine)))
      v128.store(head + at + bytes, f32x4.add(f32x4.mul(second, cosine), f32x4.mul(first, sine)))
    }
    head += size
  }
}

@inline
function logistic(x: v128): v128 {
  const one = f32x4.splat(1)
  return f32x4.div(one, f32x4.add(one, exponential(f32x4.neg(x))))
}

/** Reads rows of gates and values side by side, `bytes` each, and writes x * logistic(x) of each gate times the value. */
export function gateWithSilu(from: usize, rows: i32, bytes: usize, to: usize): void {
  for (let row = 0; row < rows; row += 1) {
    for (const end = from + bytes; from < end; from += 16, to += 16) {
      const gate = v128.load(from)
      v128.store(to, f32x4.mul(f32x4.mul(gate, logistic(gate)), v128.load(from + bytes)))
    }
    from += bytes
  }
}

/** Like `gateWithSilu`, but with GELU in its form with the hyperbolic tangent, which is x * logistic(2y). */
export function gateWithGelu(from: usize, rows: i32, bytes: usize, to: usize): void {
  for (let row = 0; row < rows; row += 1) {
    for (const end = from + bytes; from < end; from += 16, to += 16) {
      const x = v128.load(from)
      const cube = f32x4.mul(f32x4.mul(f32x4.mul(x, x), x), f32x4.splat(0.044715))
      const doubled = f32x4.mul(f32x4.add(x, cube), f32x4.splat(1.5957691216057308))
      v128.store(to, f32x4.mul(f32x4.mul(x, logistic(doubled)), v128.load(from + bytes)))
    }
    from += bytes
  }
}
