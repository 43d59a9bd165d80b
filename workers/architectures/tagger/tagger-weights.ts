import type { TaggerRows } from './tagger-features.js'

/** The width of a token's row in the network. The kernel is written for exactly this width. */
export const WIDTH = 96

/** Rows of 8-bit numbers with one scale per row. */
interface TaggerTable {
  readonly codes: Int8Array
  readonly scales: Float32Array
  readonly width: number
}

/** Number of outputs that are computed at once: this many values, and as many gates. */
export const LANES = 4

/** One matrix product with 8-bit weights. The first half of its outputs are values, the other half their gates. */
export interface TaggerLayer {
  readonly inputs: number
  readonly outputs: number
  /** The distance in tokens between the three tokens that the layer reads; 0 where it reads only the token itself. */
  readonly dilation: number
  /** The inputs are multiplied as whole steps of this size. A number of steps plus `zero` lies between 0 and 255. */
  readonly step: number
  readonly zero: number
  /** The weights in the order of their use: by block of `LANES` values, pair of inputs, value or gate, output. */
  readonly codes: Int8Array
  /** The scale of an output's weights, times `step`. */
  readonly scales: Float32Array
  readonly biases: Float32Array
}

export interface TaggerWeights {
  /** The tables of words, affixes and shapes. */
  readonly tables: readonly [TaggerTable, TaggerTable, TaggerTable]
  readonly layers: readonly TaggerLayer[]
  readonly labels: number
  /** A row of `WIDTH` numbers per label, then one number per label. */
  readonly rows: Float32Array
  readonly biases: Float32Array
}

export interface TaggerShape {
  readonly rows: TaggerRows
  readonly dilations: readonly number[]
  readonly labels: number
}

const WORD = 96
const AFFIX = 64
const SHAPE = 32
/** A word, three affixes and a shape side by side. */
export const INPUTS = WORD + 3 * AFFIX + SHAPE

/**
 * Reads a weights file. Each table has its rows as int8, then a float32 scale per row. The projection and each layer
 * have the float32 step and zero of their inputs, their weights as int8, and a float32 scale and a float32 bias per
 * output. The float32 rows and biases of the labels come last.
 */
export function readTaggerWeights(bytes: ArrayBuffer, { rows, dilations, labels }: TaggerShape): TaggerWeights {
  let at = 0
  const take = (size: number): number => {
    at += size
    if (at > bytes.byteLength) throw wrongSize(bytes)
    return at - size
  }
  const codes = (count: number) => new Int8Array(bytes, take(count), count)
  const floats = (count: number) => new Float32Array(bytes, take(4 * count), count)
  const table = (count: number, width: number): TaggerTable => ({
    codes: codes(count * width),
    scales: floats(count),
    width,
  })
  const layer = (inputs: number, outputs: number, dilation: number): TaggerLayer => {
    const [step = 0, zero = 0] = floats(2)
    return {
      inputs,
      outputs,
      dilation,
      step,
      zero,
      codes: codes(inputs * outputs),
      scales: floats(outputs),
      biases: floats(outputs),
    }
  }
  const weights: TaggerWeights = {
    tables: [table(rows.word, WORD), table(rows.affix, AFFIX), table(rows.shape, SHAPE)],
    layers: [layer(INPUTS, WIDTH, 0), ...dilations.map((dilation) => layer(3 * WIDTH, 2 * WIDTH, dilation))],
    labels,
    rows: floats(labels * WIDTH),
    biases: floats(labels),
  }
  if (at !== bytes.byteLength) throw wrongSize(bytes)
  return weights
}

function wrongSize(bytes: ArrayBuffer): RangeError {
  return new RangeError(`The weights must have the size of this architecture, got ${bytes.byteLength} bytes.`)
}
