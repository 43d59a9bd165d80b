import { PACKED_BLOCK } from './row-layout'

export function unpackPanel(packed: usize, columns: usize, to: usize): void {
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
