import type { OpenKernel } from './variants.js'

/** Multiplies packed weights by `tokens` rows of quantized activations. */
export type Multiply = (
  weights: number,
  pairs: number,
  blocks: number,
  activations: number,
  tokens: number,
  out: number,
  stride: number,
) => void

/** The functions of `assembly/`, where each is described. Addresses and sizes are in bytes, and nothing is checked. */
export interface KernelFunctions {
  readonly multiplyFourBits: Multiply
  readonly multiplyFourBitsWithMinimum: Multiply
  readonly multiplyEightBits: Multiply
  quantize(from: number, blocks: number, to: number): void
  spreadBytes(): number
  spreadAt(address: number): void
  addTo(to: number, from: number, bytes: number): void
  normalize(from: number, rows: number, bytes: number, weights: number, epsilon: number, to: number): void
  rotate(head: number, heads: number, bytes: number, size: number, cosines: number, sines: number): void
  gateWithSilu(from: number, rows: number, bytes: number, to: number): void
  gateWithGelu(from: number, rows: number, bytes: number, to: number): void
  attentionRoom(size: number, capacity: number): number
  remember(
    key: number,
    value: number,
    size: number,
    position: number,
    keys: number,
    values: number,
    scales: number,
    capacity: number,
  ): void
  attend(
    query: number,
    tokens: number,
    stride: number,
    size: number,
    first: number,
    window: number,
    scale: number,
    keys: number,
    values: number,
    scales: number,
    capacity: number,
    room: number,
    out: number,
  ): void
  readonly activationBytes: WebAssembly.Global
}

export interface Kernel extends OpenKernel<KernelFunctions> {
  /** The size of a block of 32 activations in bytes. */
  readonly activationBytes: number
}
