import { EIGHT_BITS } from './layout'
import { largestOf } from './quantize'

/** Stores a key as one row of a matrix of 8-bit weights. Columns that the head does not have stay 0. */
export function rememberKey(key: usize, size: i32, position: i32, keys: usize): void {
  const blocks = (size + 31) >> 5
  const lane = (position & 3) as usize
  let at = keys + (((position >> 2) * blocks) as usize) * EIGHT_BITS
  for (let block = 0; block < blocks; block += 1) {
    const bytes = (min(32, size - block * 32) as usize) * 4
    const bits = halfOf(largestOf(key, bytes) / 127)
    store<u16>(at + lane * 2, bits as u16)
    // The numbers are divided by the stored scale, which has fewer digits.
    const scale = numberOf(bits)
    const steps = f32x4.splat(scale > 0 ? (1 as f32) / scale : 0)
    const numbers = at + 8 + lane * 4
    for (let column: usize = 0; column < 128; column += 16) {
      const values = column < bytes ? v128.load(key + column) : f32x4.splat(0)
      store<i32>(numbers + column, fourBytes(values, steps))
    }
    key += 128
    at += EIGHT_BITS
  }
}

/** Four floats as the nearest whole steps, in the four bytes of a number. */
@inline
export function fourBytes(values: v128, steps: v128): i32 {
  const whole = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(values, steps)))
  const narrow = i16x8.narrow_i32x4_s(whole, whole)
  return i32x4.extract_lane(i8x16.narrow_i16x8_s(narrow, narrow), 0)
}

/** The bits of the 16-bit float nearest to a number that is not negative. Made smaller by 2^112, it has its bits in one place. */
@inline
function halfOf(value: f32): u32 {
  const bits = reinterpret<u32>(value * (1.925929944387236e-34 as f32))
  return (bits + 0xfff + ((bits >> 13) & 1)) >> 13
}

@inline
function numberOf(bits: u32): f32 {
  return reinterpret<f32>(bits << 13) * (5.192296858534828e33 as f32)
}
