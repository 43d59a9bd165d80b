import type { TaggerRows } from './tagger-features.js'

/** Numbers that a token is carried in through the network; the kernel is written for exactly as many. */
export const WIDTH = 96

/** Rows of 8-bit numbers with one scale a row. */
interface TaggerTable {
  readonly codes: Int8Array
  readonly scales: Float32Array
  readonly width: number
}

/** Outputs that are computed at a time, in values and in as many gates. */
export const LANES = 4

/** One product with its 8-bit weights. The first half of its outputs are values, the other half their gates. */
export interface TaggerLayer {
  readonly inputs: number
  readonly outputs: number
  /** Tokens between the three that are read at once; 0 where only the token itself is. */
  readonly dilation: number
  /** What is multiplied is the inputs in steps of this size, each plus `zero` being at least 0 and at most 255. */
  readonly step: number
  readonly zero: number
  /** In the order in which they are needed: by block of `LANES` values, pair of inputs, value or gate, output. */
  readonly codes: Int8Array
  /** The scale of an output's weights, times `step`. */
  readonly scales: Float32Array
  readonly biases: Float32Array
}

export interface TaggerWeights {
  /** Of words, affixes and shapes. */
  readonly tables: readonly [TaggerTable, TaggerTable, TaggerTable]
  readonly layers: readonly TaggerLayer[]
  readonly labels: number
  /** A row of `WIDTH` numbers a label, then one number a label. */
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
 * Reads a weights file. For each table its rows as int8, then a float32 scale a row; for the projection and each layer
 * the float32 step and zero of its inputs, its weights as int8, a float32 scale and a float32 bias an output; then
 * float32 rows and biases of the labels.
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
