/** Count of numbers that share a scale. */
export const BLOCK: usize = 32

/** A block of weights of four rows: four 16-bit scales, then 4 bits per weight. */
export const FOUR_BITS: usize = 8 + 64

/** Like `FOUR_BITS`, with four 16-bit minima after the scales. */
export const FOUR_BITS_WITH_MINIMUM: usize = 16 + 64

/** Four 16-bit scales, then 8 bits per weight. */
export const EIGHT_BITS: usize = 8 + 128

/**
 * A block of activations: its scale, its scaled sum and -8 times its sum, then the numbers. Relaxed SIMD takes the
 * numbers as signed bytes, and once more as positive and negative parts, because its second operand must fit 7 bits.
 * Plain SIMD multiplies 16-bit numbers.
 */
export const ACTIVATION_BYTES: i32 = ASC_FEATURE_RELAXED_SIMD ? 16 + 96 : 16 + 64

/** The places within a block of activations. The first 16 bytes are its header, the scale first. */
export const SCALED_SUM: usize = 4
export const NEGATIVE_SUM: usize = 8
export const NUMBERS: usize = 16
export const POSITIVE: usize = NUMBERS + 32
export const NEGATIVE: usize = NUMBERS + 64
