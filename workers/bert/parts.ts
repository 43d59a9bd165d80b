import { type EncoderFunctions, type EncoderKernel, rowBytes } from '../kernels/encoder-functions.js'
import { multiplyName, type PanelMatrix, stepsOf } from '../kernels/panels.js'
import { ranges } from '../kernels/ranges.js'
import type { Part } from '../kernels/shared-calls.js'

type EncoderPart = Part<EncoderFunctions>

/** Memory for intermediate results that each worker has for itself: the address of the first, and the bytes of each. */
export interface Scratch {
  readonly address: number
  readonly bytes: number
}

/** The place of the address of the scratch memory among the arguments of products and of attention. */
const SCRATCH = 7

/** Smaller parts than one for each worker: a worker that is late then has less left to do. */
const PARTS_OF_WORKER = 2

/** Fewer rows or panels would take less time than a worker needs to claim them. */
const LEAST_ROWS = 4
const LEAST_PANELS = 6

const countOf = (total: number, least: number, threads: number): number =>
  threads === 1 ? 1 : Math.max(1, Math.min(threads * PARTS_OF_WORKER, Math.floor(total / least)))

/** Divides the quantizing of rows by rows. `columns` is the count of numbers in a row. */
export function quantizeParts(
  kernel: EncoderKernel,
  { from, columns, to }: { readonly from: number; readonly columns: number; readonly to: number },
  { tokens, threads }: Work,
): EncoderPart[] {
  const [bytes, quantized] = [columns * 4, rowBytes(kernel, columns)]
  return ranges(tokens, countOf(tokens, LEAST_ROWS, threads)).map((range) => ({
    name: 'quantizeRows',
    args: [from + range.from * bytes, range.size, bytes, to + range.from * quantized],
  }))
}

/** How many tokens are computed, and how many workers compute. */
export interface Work {
  readonly tokens: number
  readonly threads: number
}

/** Divides a product by the panels of the matrix. The bits of a row do not depend on the other rows. */
export function productParts(
  kernel: EncoderKernel,
  { format, address, rows, columns, bytes }: PanelMatrix,
  { activations, to, scratch }: { readonly activations: number; readonly to: number; readonly scratch: Scratch },
  { tokens, threads }: Work,
): EncoderPart[] {
  const panels = rows / 8
  const name = multiplyName(kernel, format)
  return ranges(panels, countOf(panels, LEAST_PANELS, threads)).map(({ from, size }) => ({
    name,
    args: [
      address + (bytes / panels) * from,
      size,
      columns,
      activations,
      tokens,
      to + from * 32,
      rows * 4,
      scratch.address,
      stepsOf(kernel),
    ],
    scratch: { argument: SCRATCH, bytes: scratch.bytes },
  }))
}

/** Divides the attention of texts by texts and heads. */
export function attentionParts(
  lengths: readonly number[],
  { wide, out, heads, headSize, scale, scratch }: AttentionPlaces,
): EncoderPart[] {
  const [width, head] = [heads * headSize * 4, headSize * 4]
  const parts: EncoderPart[] = []
  let row = 0
  for (const length of lengths) {
    for (let index = 0; index < heads; index += 1) {
      const query = wide + row * width * 3 + index * head
      const to = out + row * width + index * head
      parts.push({
        name: 'attendAll',
        args: [query, query + width, query + width * 2, width * 3, length, head, scale, scratch.address, to, width],
        scratch: { argument: SCRATCH, bytes: scratch.bytes },
      })
    }
    row += length
  }
  return parts
}

export interface AttentionPlaces {
  /** Queries, keys and values side by side. */
  readonly wide: number
  readonly out: number
  readonly heads: number
  readonly headSize: number
  readonly scale: number
  readonly scratch: Scratch
}

/** Divides the sum of state and change, and its normalization, by rows. */
export function normParts(
  { state, change, width, norm: { gain, shift, epsilon } }: NormPlaces,
  { tokens, threads }: Work,
): EncoderPart[] {
  const bytes = width * 4
  return ranges(tokens, countOf(tokens, LEAST_ROWS, threads)).map(({ from, size }) => ({
    name: 'addAndNormalize',
    args: [state + from * bytes, change + from * bytes, size, bytes, gain, shift, epsilon],
    inPlace: true,
  }))
}

interface NormPlaces {
  readonly state: number
  readonly change: number
  readonly width: number
  readonly norm: { readonly gain: number; readonly shift: number; readonly epsilon: number }
}

/** Divides an activation by rows. */
export function activationParts(
  name: 'gelu' | 'relu',
  { at, columns }: { readonly at: number; readonly columns: number },
  { tokens, threads }: Work,
): EncoderPart[] {
  const bytes = columns * 4
  return ranges(tokens, countOf(tokens, LEAST_ROWS, threads)).map(({ from, size }) => ({
    name,
    args: [at + from * bytes, size * bytes],
    inPlace: true,
  }))
}
