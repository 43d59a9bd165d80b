// The steps that the products of all formats share. A register holds four columns of each of four rows. So a product with four
// activations adds to four rows at once, and no lanes need to be summed in the end.

/**
 * Reads four 16-bit floats. Shifted into the place of 32-bit floats they are too small by 2^112, subnormal ones too.
 */
@inline
export function halves(at: usize): v128 {
  const placed = v128.and(i32x4.shl(v128.load16x4_s(at), 13), i32x4.splat(0x8fffffff))
  return f32x4.mul(placed, f32x4.splat(5.192296858534828e33))
}

@inline
export function lowNibbles(packed: v128): v128 {
  return v128.and(packed, i8x16.splat(15))
}

/** Shifting 16 bits at a time and masking takes fewer steps than shifting bytes. */
@inline
export function highNibbles(packed: v128): v128 {
  return v128.and(i16x8.shr_u(packed, 4), i8x16.splat(15))
}

/** Weights without a minimum lie 8 too high, so their sum begins with the activations times -8. */
@inline
export function startOf(header: v128, stored: bool): v128 {
  return stored ? i32x4.splat(0) : thirdFour(header)
}

// Sixteen activations are loaded at once and spread from there. Loading and spreading four at a time takes a further step for the address.

@inline
export function firstFour(activations: v128): v128 {
  return v128.shuffle<i32>(activations, activations, 0, 0, 0, 0)
}

@inline
export function secondFour(activations: v128): v128 {
  return v128.shuffle<i32>(activations, activations, 1, 1, 1, 1)
}

@inline
export function thirdFour(activations: v128): v128 {
  return v128.shuffle<i32>(activations, activations, 2, 2, 2, 2)
}

@inline
export function fourthFour(activations: v128): v128 {
  return v128.shuffle<i32>(activations, activations, 3, 3, 3, 3)
}

/** Adds the products of signed activations with weights from 0 to 15. */
@inline
export function dotSigned(activations: v128, weights: v128, sum: v128): v128 {
  return i32x4.relaxed_dot_i8x16_i7x16_add_s(activations, weights, sum)
}

/** Adds the products of activations without a sign with signed weights. */
@inline
export function dotUnsigned(activations: v128, weights: v128, sum: v128): v128 {
  return i32x4.relaxed_dot_i8x16_i7x16_add_s(weights, activations, sum)
}

/** Serves plain SIMD. Adds the products of four columns of the first two rows; each row takes two lanes. */
@inline
export function lowRows(activations: usize, weights: v128, sum: v128): v128 {
  return i32x4.add(sum, i32x4.dot_i16x8_s(v128.load64_splat(activations), i16x8.extend_low_i8x16_s(weights)))
}

/** Adds the products of the last two rows. */
@inline
export function highRows(activations: usize, weights: v128, sum: v128): v128 {
  return i32x4.add(sum, i32x4.dot_i16x8_s(v128.load64_splat(activations), i16x8.extend_high_i8x16_s(weights)))
}

/** Joins the two lanes of each row: the result has one lane for each of the four rows. */
@inline
export function joinRows(low: v128, high: v128): v128 {
  return i32x4.add(v128.shuffle<i32>(low, high, 0, 2, 4, 6), v128.shuffle<i32>(low, high, 1, 3, 5, 7))
}

/** Adds a block to the results of four rows: the products times both scales. `header` begins the block of activations. */
@inline
export function addScaled(total: v128, products: v128, scales: v128, header: v128): v128 {
  return f32x4.add(total, scaled(products, scales, header))
}

/** Like `addScaled`, with the minimum times the sum of activations. */
@inline
export function addWithMinimum(total: v128, products: v128, scales: v128, minima: v128, header: v128): v128 {
  const least = f32x4.mul(minima, secondFour(header))
  return f32x4.add(total, f32x4.add(scaled(products, scales, header), least))
}

@inline
function scaled(products: v128, scales: v128, header: v128): v128 {
  return f32x4.mul(f32x4.mul(scales, firstFour(header)), f32x4.convert_i32x4_s(products))
}
