import type { KernelFunctions } from '../kernels/kernel-functions.js'
import { BLOCK, type Matrix, MULTIPLY } from '../kernels/matrix.js'
import { ranges } from '../kernels/ranges.js'
import type { Part } from '../kernels/shared-calls.js'
import type { Linear } from './weights.js'

/** A product whose results of a token begin `stride` bytes after those of the token before. @default without a gap */
export interface Product {
  readonly linear: Linear
  readonly out: number
  readonly stride?: number | undefined
}

/** Fewer rows of eight would take less time than a worker needs to claim them. */
const LEAST_PAIRS = 12

/** Smaller parts than one for each worker: a worker that is late then has less left to do. */
const PARTS_OF_WORKER = 2

/** Divides a product by its rows. The bits of a row do not depend on the other rows. */
export function productParts(
  { linear: { matrix }, out, stride = matrix.rows * 4 }: Product,
  { activations, tokens }: { readonly activations: number; readonly tokens: number },
  threads: number,
): Part<KernelFunctions>[] {
  const pairs = Math.ceil(matrix.rows / 8)
  const count = threads === 1 ? 1 : Math.min(threads * PARTS_OF_WORKER, Math.ceil(pairs / LEAST_PAIRS))
  const blocks = matrix.columns / BLOCK
  return ranges(pairs, count).map(({ from, size }) => ({
    name: MULTIPLY[matrix.format],
    args: [placeOfPair(matrix, pairs, from), size, blocks, activations, tokens, out + from * 32, stride],
  }))
}

const placeOfPair = ({ address, bytes }: Matrix, pairs: number, pair: number): number =>
  address + (bytes / pairs) * pair

/** Divides the gates by tokens. */
export function gateParts(
  name: 'gateWithSilu' | 'gateWithGelu',
  { gates, gated, tokens, bytes }: Record<'gates' | 'gated' | 'tokens' | 'bytes', number>,
  threads: number,
): Part<KernelFunctions>[] {
  return ranges(tokens, Math.min(threads, tokens)).map(({ from, size }) => ({
    name,
    args: [gates + from * bytes * 2, size, bytes, gated + from * bytes],
  }))
}

/** Divides rows that are quantized by tokens. `blocks` is the count of blocks in a row. */
export function quantizeParts(
  { from: start, blocks, to, blockBytes }: Record<'from' | 'blocks' | 'to' | 'blockBytes', number>,
  tokens: number,
  threads: number,
): Part<KernelFunctions>[] {
  return ranges(tokens, Math.min(threads, tokens)).map(({ from, size }) => ({
    name: 'quantize',
    args: [start + from * blocks * BLOCK * 4, size * blocks, to + from * blocks * blockBytes],
  }))
}
