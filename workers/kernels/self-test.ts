import type { Kernel } from './kernel-functions.js'
import { allocateMatrix, BLOCK, type MatrixFormat, multiplyOf } from './matrix.js'
import { packRows, type WeightRow } from './pack.js'

const ROWS = 8
const BLOCKS = 4

/** The bits of the 16-bit floats .1 and -.75. */
const SCALE = 0x2e66
const MINIMUM = 0xba00

/** A full tile of tokens and a remainder. */
const TOKENS = 7

/**
 * Enough rounds for the engine to replace its first, quick translation of the kernel. Either translation may be the
 * wrong one.
 */
const ROUNDS = 200

/** Whether both kernels give the same bits for all formats of weights. */
export function sameResults(one: Kernel, other: Kernel): boolean {
  const formats = ['four-bits', 'four-bits-with-minimum', 'eight-bits'] as const
  return formats.every((format) => {
    const expected = results(other, format)
    for (let round = 0; round < ROUNDS; round += 1) {
      const found = results(one, format)
      if (found.some((value, index) => value !== expected[index])) return false
    }
    return true
  })
}

function results(kernel: Kernel, format: MatrixFormat): Float32Array {
  const { memory, functions } = kernel
  const matrix = allocateMatrix(memory, { format, rows: ROWS, columns: BLOCKS * BLOCK })
  const input = memory.allocate(TOKENS * BLOCKS * BLOCK * 4)
  const activations = memory.allocate(TOKENS * BLOCKS * kernel.activationBytes)
  const out = memory.allocate(TOKENS * ROWS * 4)
  packRows(memory, matrix, (row, to) => fill(row, to, format === 'eight-bits' ? [127, 128] : [255, 0]))
  const values = memory.floats(input, TOKENS * BLOCKS * BLOCK)
  for (let index = 0; index < values.length; index += 1) values[index] = Math.sin(index * 12.9898) * ((index % 29) - 14)
  functions.quantize(input, TOKENS * BLOCKS, activations)
  multiplyOf(functions, format)(matrix.address, 1, BLOCKS, activations, TOKENS, out, ROWS * 4)
  const copy = memory.floats(out, TOKENS * ROWS).slice()
  for (const address of [matrix.address, input, activations, out]) memory.release(address)
  return copy
}

/**
 * Fills in all numbers that a weight can be. The extremes come more often, because a product that is too narrow
 * overflows there.
 */
function fill(row: number, { scales, minima, numbers }: WeightRow, extremes: readonly number[]): void {
  scales.fill(SCALE)
  minima.fill(MINIMUM)
  for (let index = 0; index < numbers.length; index += 1) numbers[index] = extremes[row] ?? row * 89 + index * 7
}
