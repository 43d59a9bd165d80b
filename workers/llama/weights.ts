import { NlpError } from '../../src/shared/errors.js'
import { allocateMatrix, BLOCK, type Matrix, matrixBytes, paddedRows } from '../kernels/matrix.js'
import { type KernelMemory, regionBytes } from '../kernels/memory.js'
import { packRows } from '../kernels/pack.js'
import { type Blocks, fillsBlocks } from './blocks.js'
import type { LlamaDescription } from './description.js'
import type { StoredLinear, StoredWeights } from './stored-weights.js'

/** The weights of one layer. A vector is given by the address of its floats. */
export interface LayerWeights {
  readonly attentionNorm: number | undefined
  readonly query: Linear
  readonly key: Linear
  readonly value: Linear
  readonly queryNorm: number | undefined
  readonly keyNorm: number | undefined
  readonly output: Linear
  readonly afterAttentionNorm: number | undefined
  readonly feedForwardNorm: number | undefined
  readonly gate: Linear
  readonly up: Linear
  readonly down: Linear
  readonly afterFeedForwardNorm: number | undefined
}

export interface Linear {
  readonly matrix: Matrix
  readonly bias: number | undefined
}

export interface LlamaWeights {
  readonly words: Matrix
  readonly layers: readonly LayerWeights[]
  readonly finalNorm: number
  /** The matrix for the scores. A model without its own matrix uses the word vectors again. */
  readonly scores: Matrix
  /** The address of the numbers that are added to the scores. */
  readonly scoreBias: number | undefined
  /** Divides the angle of each pair, where the file has these factors. */
  readonly rotationFactors: Float32Array | undefined
}

/**
 * Copies all weights of a file into the memory of the kernels. Each must have the size that the description requires,
 * because the kernels check nothing.
 */
export function packWeights(stored: StoredWeights, description: LlamaDescription, memory: KernelMemory): LlamaWeights {
  const { width, heads, keyHeads, headSize, headsNormTogether, feedForward, vocabulary, rotation } = description
  const queries = heads * headSize
  const keys = keyHeads * headSize
  if (stored.layers.length !== description.layers) {
    throw unfit(`the file has ${stored.layers.length} layers and should have ${description.layers}`)
  }
  memory.reserve(matricesOf(stored).reduce((sum, each) => sum + regionBytes(matrixBytes(each)), 0))
  const layers = stored.layers.map((layer, index) => {
    const norm = (values: Float32Array | undefined, length: number, name: string) =>
      values && vector(values, length, `the norm ${name} of layer ${index}`)
    return {
      attentionNorm: norm(layer.attentionNorm, width, 'before the attention'),
      query: linear(layer.query, queries, width),
      key: linear(layer.key, keys, width),
      value: linear(layer.value, keys, width),
      queryNorm: norm(layer.queryNorm, headsNormTogether ? queries : headSize, 'of the queries'),
      keyNorm: norm(layer.keyNorm, headsNormTogether ? keys : headSize, 'of the keys'),
      output: linear(layer.output, width, queries),
      afterAttentionNorm: norm(layer.afterAttentionNorm, width, 'behind the attention'),
      feedForwardNorm: norm(layer.feedForwardNorm, width, 'before the feed-forward half'),
      gate: linear(layer.gate, feedForward, width),
      up: linear(layer.up, feedForward, width),
      down: linear(layer.down, width, feedForward),
      afterFeedForwardNorm: norm(layer.afterFeedForwardNorm, width, 'behind the feed-forward half'),
    }
  })
  const words = matrix(stored.words, vocabulary, width)
  const factors = stored.rotationFactors
  if (factors !== undefined) requireLength(factors, rotation.size / 2, 'the list of rotation factors')
  return {
    words,
    layers,
    finalNorm: vector(stored.finalNorm, width, 'the last norm'),
    scores: stored.scores === undefined ? words : matrix(stored.scores, vocabulary, width),
    scoreBias:
      stored.scoreBias &&
      vector(padded(stored.scoreBias, vocabulary), paddedRows(vocabulary), 'the bias of the scores'),
    rotationFactors: factors,
  }

  function linear({ matrix: blocks, bias }: StoredLinear, rows: number, columns: number): Linear {
    // Results of eight rows are written at once, and must not reach into the memory behind.
    if (rows % 8 !== 0) throw unfit(`${blocks.name} has ${rows} rows, and tacet needs a multiple of 8`)
    return {
      matrix: matrix(blocks, rows, columns),
      bias: bias && vector(bias, rows, `the bias of ${blocks.name}`),
    }
  }

  function matrix(blocks: Blocks, rows: number, columns: number): Matrix {
    if (blocks.rows !== rows || blocks.columns !== columns) {
      throw unfit(`${blocks.name} is ${blocks.columns} x ${blocks.rows} and should be ${columns} x ${rows}`)
    }
    if (!fillsBlocks(columns)) {
      throw unfit(`rows of ${blocks.name} have ${columns} numbers, and tacet needs a multiple of ${BLOCK}`)
    }
    return packMatrix(memory, blocks)
  }

  function vector(values: Float32Array, length: number, name: string): number {
    requireLength(values, length, name)
    return memory.keep(values)
  }

  function requireLength(values: Float32Array, length: number, name: string): void {
    if (values.length === length) return
    throw unfit(`${name} has ${values.length} numbers and should have ${length}`)
  }

  function unfit(reason: string): NlpError {
    return new NlpError('model-corrupt', `${stored.file} cannot be run: ${reason}. Choose another file of the model.`, {
      details: { file: stored.file },
    })
  }
}

function matricesOf({ words, layers, scores }: StoredWeights): readonly Blocks[] {
  const ofLayers = layers.flatMap(({ query, key, value, output, gate, up, down }) =>
    [query, key, value, output, gate, up, down].map(({ matrix }) => matrix),
  )
  return [words, ...ofLayers, ...(scores === undefined ? [] : [scores])]
}

/**
 * Padded to whole groups of rows, because the kernels add whole registers. A list of another length stays unchanged and
 * is refused later.
 */
function padded(values: Float32Array, rows: number): Float32Array {
  if (values.length !== rows) return values
  const out = new Float32Array(paddedRows(rows))
  out.set(values)
  return out
}

/** Copies a matrix into the memory of the kernels, in the order of the kernels. */
function packMatrix(memory: KernelMemory, { rows, columns, format, readRow }: Blocks): Matrix {
  const matrix = allocateMatrix(memory, { format, rows, columns })
  packRows(memory, matrix, readRow)
  return matrix
}
