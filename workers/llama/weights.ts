import { NlpError } from '../../src/shared/errors.js'
import type { GgufFile, GgufTensor } from '../gguf/read-gguf.js'
import type { Matrix } from '../kernels/matrix.js'
import type { KernelMemory } from '../kernels/memory.js'
import type { LlamaDescription } from './description.js'
import { readMatrix } from './read-matrix.js'

/** The weights of one layer. A vector is given by the address of its floats. */
export interface LayerWeights {
  readonly attentionNorm: number
  readonly query: Linear
  readonly key: Linear
  readonly value: Linear
  readonly queryNorm: number | undefined
  readonly keyNorm: number | undefined
  readonly output: Linear
  readonly afterAttentionNorm: number | undefined
  readonly feedForwardNorm: number
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
  /** The matrix for the scores. A model without a matrix of its own uses the word vectors again. */
  readonly scores: Matrix
  /** Divides the angle of each pair, where the file has these factors. */
  readonly rotationFactors: Float32Array | undefined
}

/**
 * Copies all weights of a file into the memory of the kernels. Each must have the size that the description requires.
 */
export function readWeights(file: GgufFile, description: LlamaDescription, memory: KernelMemory): LlamaWeights {
  const { width, heads, keyHeads, headSize, feedForward, vocabulary, rotation } = description
  const queries = heads * headSize
  const keys = keyHeads * headSize
  const pairs = rotation.interleaved ? pairsApart(headSize, rotation.size) : undefined

  const layers = Array.from({ length: description.layers }, (_, layer): LayerWeights => {
    const name = (part: string) => `blk.${layer}.${part}`
    return {
      attentionNorm: vector(name('attn_norm.weight'), width),
      query: linear(name('attn_q'), queries, width, pairs),
      key: linear(name('attn_k'), keys, width, pairs),
      value: linear(name('attn_v'), keys, width),
      queryNorm: optionalVector(name('attn_q_norm.weight'), headSize),
      keyNorm: optionalVector(name('attn_k_norm.weight'), headSize),
      output: linear(name('attn_output'), width, queries),
      afterAttentionNorm: optionalVector(name('post_attention_norm.weight'), width),
      feedForwardNorm: vector(name('ffn_norm.weight'), width),
      gate: linear(name('ffn_gate'), feedForward, width),
      up: linear(name('ffn_up'), feedForward, width),
      down: linear(name('ffn_down'), width, feedForward),
      afterFeedForwardNorm: optionalVector(name('post_ffw_norm.weight'), width),
    }
  })
  const words = readMatrix(memory, tensor('token_embd.weight', vocabulary, width))
  const own = file.tensors.has('output.weight')
  return {
    words,
    layers,
    finalNorm: vector('output_norm.weight', width),
    scores: own ? readMatrix(memory, tensor('output.weight', vocabulary, width)) : words,
    rotationFactors: file.tensors.has('rope_freqs.weight')
      ? floats(tensor('rope_freqs.weight', 1, rotation.size / 2))
      : undefined,
  }

  function linear(name: string, rows: number, columns: number, rowFrom?: (row: number) => number): Linear {
    // Results of eight rows are written at once, and must not reach into the memory behind.
    if (rows % 8 !== 0) throw unfit(`${name}.weight has ${rows} rows, and tacet needs a multiple of 8`)
    const bias = file.tensors.has(`${name}.bias`) ? floats(tensor(`${name}.bias`, 1, rows)) : undefined
    const ordered = bias && rowFrom ? bias.map((_, row) => bias[rowFrom(row)] as number) : bias
    return {
      matrix: readMatrix(memory, tensor(`${name}.weight`, rows, columns), rowFrom),
      bias: ordered && memory.keep(ordered),
    }
  }

  function vector(name: string, length: number): number {
    return memory.keep(floats(tensor(name, 1, length)))
  }

  function optionalVector(name: string, length: number): number | undefined {
    return file.tensors.has(name) ? vector(name, length) : undefined
  }

  function tensor(name: string, rows: number, columns: number): GgufTensor {
    const found = file.tensors.get(name)
    if (found === undefined) throw unfit(`tensor ${name} is missing`)
    if (found.rows === rows && found.columns === columns) return found
    throw unfit(`tensor ${name} is ${found.columns} x ${found.rows} and should be ${columns} x ${rows}`)
  }

  function unfit(reason: string): NlpError {
    return new NlpError('model-corrupt', `${file.name} cannot be run: ${reason}. Choose another file of the model.`, {
      details: { file: file.name },
    })
  }
}

function floats({ bytes, columns, format }: GgufTensor): Float32Array {
  const out = new Float32Array(columns)
  for (let block = 0; block < columns / format.block; block += 1) {
    format.decode(bytes, block * format.blockBytes, out, block * format.block)
  }
  return out
}

/**
 * Moves the numbers of a pair, which lie side by side in the file, half of the rotated part apart, as the kernels
 * expect.
 */
function pairsApart(headSize: number, turned: number): (row: number) => number {
  const half = turned / 2
  return (row) => {
    const inHead = row % headSize
    const start = row - inHead
    if (inHead >= turned) return row
    return start + (inHead < half ? inHead * 2 : (inHead - half) * 2 + 1)
  }
}
