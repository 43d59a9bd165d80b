import { ACTIVATION_BYTES, NEGATIVE_SUM, NUMBERS, SCALED_SUM } from './layout'

// Serves relaxed SIMD. Before four tokens are multiplied by many groups of rows, their activations are written once more: each four
// activations, and each number of a header, fill a register. So the inner loop loads them without a further step.

/** Blocks of 32 columns that lie spread at the same time. They fit the processor's first cache. */
export const SPREAD_BLOCKS: usize = 64

/** The bytes of one block of one token: the numbers, the scale, the sum or the start. */
export const TOKEN: usize = 128 + 32
export const SCALE: usize = 128
export const SUM: usize = 144

/** The bytes of one block of four tokens. */
export const SPREAD: usize = 4 * TOKEN

let place: usize = 0

export function spreadBytes(): usize {
  return SPREAD_BLOCKS * SPREAD
}

/** Names the memory for spread activations, of `spreadBytes` bytes. */
export function spreadAt(address: usize): void {
  place = address
}

@inline
export function spreadPlace(): usize {
  return place
}

/** Spreads `blocks` blocks of four tokens, whose rows lie `row` bytes apart. */
export function spread(activations: usize, row: usize, blocks: usize, stored: bool): void {
  let to = place
  for (let block: usize = 0; block < blocks; block += 1) {
    for (let token: usize = 0; token < 4; token += 1) {
      const from = activations + token * row
      for (let at: usize = 0; at < 32; at += 4) v128.store(to + at * 4, v128.load32_splat(from + NUMBERS + at))
      v128.store(to + SCALE, v128.load32_splat(from))
      v128.store(to + SUM, v128.load32_splat(from + (stored ? SCALED_SUM : NEGATIVE_SUM)))
      to += TOKEN
    }
    activations += ACTIVATION_BYTES as usize
  }
}
