import type { OpenKernel } from './variants.js'

/** Multiplies packed weights by `tokens` quantized rows. With `steps` other than 0 it multiplies and adds in steps of its own. */
type MultiplyRows = (
  weights: number,
  panels: number,
  columns: number,
  activations: number,
  tokens: number,
  out: number,
  stride: number,
  scratch: number,
  steps: number,
) => void

/** The functions of `assembly/encoder.ts`, where each is described. Addresses and sizes are in bytes, and nothing is checked. */
export interface EncoderFunctions {
  readonly multiplyRows: MultiplyRows
  readonly multiplySevenBitRows: MultiplyRows
  readonly multiplyPackedRows: MultiplyRows
  quantizeRows(from: number, rows: number, bytes: number, to: number): void
  addAndNormalize(
    state: number,
    change: number,
    rows: number,
    bytes: number,
    gain: number,
    shift: number,
    epsilon: number,
  ): void
  gelu(at: number, bytes: number): void
  relu(at: number, bytes: number): void
  attendAll(
    query: number,
    key: number,
    value: number,
    stride: number,
    positions: number,
    bytes: number,
    scale: number,
    scratch: number,
    out: number,
    outStride: number,
  ): void
  /** Four times the product of both, by the instruction of relaxed SIMD: an error shows how the engine computes it. */
  sampleOfDot(activation: number, weight: number): number
  /** The bytes of a quantized number. */
  readonly numberBytes: WebAssembly.Global
}

export interface EncoderKernel extends OpenKernel<EncoderFunctions> {
  /** @default 'whole' */
  readonly product?: Product | undefined
}

/**
 * How a processor multiplies and adds by relaxed SIMD: in one instruction that takes 7-bit weights (`whole`), in one that takes weights of 8
 * bits too (`eight-bits`), or in none, so that steps of our own are faster than those of the engine.
 */
export type Product = 'whole' | 'eight-bits' | 'steps'

const ROW_HEADER = 16

/** The size in bytes of a quantized row. */
export const rowBytes = ({ functions }: EncoderKernel, columns: number): number =>
  ROW_HEADER + columns * (functions.numberBytes.value as number)
