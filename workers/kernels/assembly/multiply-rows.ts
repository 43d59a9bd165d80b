import { eightBitsOfFour, eightBitsOfOne } from './eight-bit-rows'
import { plainOfFour, plainOfOne } from './plain-rows'
import { NUMBER_BYTES, PACKED_BLOCK, PANEL_HEADER, ROW_HEADER } from './row-layout'
import { sevenBitsOfFour, sevenBitsOfFourInSteps, sevenBitsOfOne } from './seven-bit-rows'
import { unpackPanel } from './row-unpacking'

// Weights lie in panels of eight rows. For each four columns, 32 bytes hold these columns of row 0, of row 1, and so on. One register
// then has four columns of four rows, so a product with four activations adds to four rows at once, and no lanes need to be summed in
// the end. All weights are stored without a sign, as their value plus the zero point of their row. The zero point times the sum of the
// activations is subtracted in the end. So whole numbers are summed over a whole row, in any order, without an error.

/** Multiplies all tokens by the eight rows of a panel. The weights may lie elsewhere than the terms of the panel. */
function multiplyPanel(
  panel: usize, weights: usize, columns: usize, activations: usize, tokens: i32, to: usize, stride: usize, seven: bool, steps: bool,
): void {
  const row = ROW_HEADER + columns * (NUMBER_BYTES as usize)
  let from = activations
  for (; tokens >= 4; tokens -= 4) {
    if (!ASC_FEATURE_RELAXED_SIMD) {
      plainOfFour(panel, weights, columns, row, from, to, stride)
      plainOfFour(panel + 16, weights + 16, columns, row, from, to + 16, stride)
    } else if (seven && steps) {
      sevenBitsOfFourInSteps(panel, weights, columns, row, from, to, stride)
    } else if (seven) {
      sevenBitsOfFour(panel, weights, columns, row, from, to, stride)
    } else {
      eightBitsOfFour(panel, weights, columns, row, from, to, stride)
      eightBitsOfFour(panel + 16, weights + 16, columns, row, from, to + 16, stride)
    }
    from += 4 * row
    to += 4 * stride
  }
  for (; tokens > 0; tokens -= 1) {
    if (!ASC_FEATURE_RELAXED_SIMD) plainOfOne(panel, weights, columns, from, to)
    else if (seven) sevenBitsOfOne(panel, weights, columns, from, to)
    else eightBitsOfOne(panel, weights, columns, from, to)
    from += row
    to += stride
  }
}

/**
 * Multiplies `panels` times eight rows of weights from 0 to 127 by `tokens` quantized rows of `columns` numbers, a multiple of 16. The
 * results of a token are floats, and those of the next token begin `stride` bytes behind.
 */
export function multiplySevenBitRows(
  weights: usize, panels: i32, columns: usize, activations: usize, tokens: i32, out: usize, stride: usize, scratch: usize, steps: bool,
): void {
  for (let panel = 0; panel < panels; panel += 1) {
    multiplyPanel(weights, weights + PANEL_HEADER, columns, activations, tokens, out, stride, true, steps)
    weights += PANEL_HEADER + columns * 8
    out += 32
  }
}

/** Like `multiplySevenBitRows`, for weights from 0 to 255. */
export function multiplyRows(
  weights: usize, panels: i32, columns: usize, activations: usize, tokens: i32, out: usize, stride: usize, scratch: usize, steps: bool,
): void {
  for (let panel = 0; panel < panels; panel += 1) {
    multiplyPanel(weights, weights + PANEL_HEADER, columns, activations, tokens, out, stride, false, steps)
    weights += PANEL_HEADER + columns * 8
    out += 32
  }
}

/**
 * Like `multiplySevenBitRows`, for weights of 4 bits: 32 columns of a row share a ratio, and a weight is a number from -8 to 7 times
 * this ratio, rounded to a whole number from -63 to 63. Each panel is unpacked to `scratch`, once for all tokens. `columns` is a
 * multiple of 32.
 */
export function multiplyPackedRows(
  weights: usize, panels: i32, columns: usize, activations: usize, tokens: i32, out: usize, stride: usize, scratch: usize, steps: bool,
): void {
  for (let panel = 0; panel < panels; panel += 1) {
    unpackPanel(weights + PANEL_HEADER, columns, scratch)
    multiplyPanel(weights, scratch, columns, activations, tokens, out, stride, true, steps)
    weights += PANEL_HEADER + (columns >> 5) * PACKED_BLOCK
    out += 32
  }
}
