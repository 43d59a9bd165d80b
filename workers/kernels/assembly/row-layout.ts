/** A quantized row begins with its scale and the sum of its numbers. The numbers follow. */
export const ROW_HEADER: usize = 16

/** The bytes of a quantized number. Plain SIMD multiplies 16-bit numbers. */
export const NUMBER_BYTES: i32 = ASC_FEATURE_RELAXED_SIMD ? 1 : 2

/** A panel holds the weights of eight rows. It begins with their scales, their zero points and their biases. */
export const PANEL_HEADER: usize = 96
export const ZEROS: usize = 32
export const BIASES: usize = 64

/** 32 columns of eight rows in 4 bits: eight 16-bit ratios, then 16 bytes for each row. */
export const PACKED_BLOCK: usize = 16 + 128
