import type { EncoderFunctions, EncoderKernel, Product } from './encoder-functions.js'
import {
  allocatePanels,
  multiplyName,
  type PanelFormat,
  stepsOf,
  writeBytes,
  writeFourBits,
  writeRatios,
  writeTerms,
} from './panels.js'
import type { OpenKernel } from './variants.js'

const ROWS = 8
const COLUMNS = 64

/** A full tile of tokens and a remainder. */
const TOKENS = 5

/**
 * Enough rounds for the engine to replace its first, quick translation of the kernel. Either translation may be the
 * wrong one.
 */
const ROUNDS = 150

const FORMATS: readonly PanelFormat[] = ['four-bits', 'seven-bits', 'eight-bits']

/** Whether both kernels give the same bits for all formats of weights. */
export function sameProducts(one: EncoderKernel, other: EncoderKernel): boolean {
  return FORMATS.every((format) => {
    const expected = productsOf(other, format, 1)
    return productsOf(one, format, ROUNDS).every((value, index) => value === expected[index % expected.length])
  })
}

const ACTIVATION = 127
const WEIGHT = 255

/**
 * Finds out how the processor multiplies, from the product of the largest activation and the largest weight of 8 bits. An engine that uses
 * several instructions adds two such products in 16 bits, which cannot hold the sum.
 */
export function sampledProduct({ functions }: OpenKernel<EncoderFunctions>): Product {
  switch (functions.sampleOfDot(ACTIVATION, WEIGHT)) {
    case 4 * ACTIVATION * WEIGHT:
      return 'eight-bits'
    case 2 * (2 ** 15 - 1):
      return 'steps'
    default:
      return 'whole'
  }
}

/** The results of `rounds` equal products, one after the other. */
function productsOf(kernel: EncoderKernel, format: PanelFormat, rounds: number): Float32Array {
  const { memory, functions } = kernel
  const matrix = allocatePanels(memory, { format, rows: ROWS, columns: COLUMNS })
  const numbers = Uint8Array.from({ length: ROWS * COLUMNS }, (_, index) => numberAt(format, index))
  if (format === 'four-bits') {
    for (let column = 0; column < COLUMNS; column += 1) {
      writeFourBits(memory, matrix, { column, line: numbers.subarray(column * ROWS, (column + 1) * ROWS), from: 0 })
    }
    writeRatios(memory, matrix, { from: 0, rows: ROWS, ratioAt: (row) => row + 0.7 })
  } else writeBytes(memory, matrix, { numbers, width: ROWS, from: 0, rows: ROWS, shift: 0 })
  for (let row = 0; row < ROWS; row += 1) writeTerms(memory, matrix, row, { scale: 0.01, zero: 64, bias: row })
  const values = Float32Array.from(
    { length: TOKENS * COLUMNS },
    (_, index) => Math.sin(index * 12.9898) * ((index % 29) - 14),
  )
  const input = memory.keep(values)
  const activations = memory.allocate(TOKENS * (16 + COLUMNS * 2))
  const scratch = memory.allocate(COLUMNS * 8)
  const out = memory.allocate(TOKENS * ROWS * 4)
  functions.quantizeRows(input, TOKENS, COLUMNS * 4, activations)
  const results = new Float32Array(rounds * TOKENS * ROWS)
  const multiply = functions[multiplyName(kernel, format)]
  for (let round = 0; round < rounds; round += 1) {
    multiply(matrix.address, 1, COLUMNS, activations, TOKENS, out, ROWS * 4, scratch, stepsOf(kernel))
    results.set(memory.floats(out, TOKENS * ROWS), round * TOKENS * ROWS)
  }
  for (const address of [matrix.address, input, activations, scratch, out]) memory.release(address)
  return results
}

/** All numbers that a weight can be. The extremes come more often, because a product that is too narrow overflows there. */
function numberAt(format: PanelFormat, index: number): number {
  const most = { 'four-bits': 15, 'seven-bits': 127, 'eight-bits': 255 }[format]
  return index % 8 < 2 ? most : (index * 89) & most
}
