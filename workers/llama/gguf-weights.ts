import { NlpError } from '../../src/shared/errors.js'
import type { GgufFile, GgufTensor } from '../gguf/read-gguf.js'
import { type Blocks, reordered, rowsOf } from './blocks.js'
import type { LlamaDescription } from './description.js'
import { ggufBlocks } from './gguf-blocks.js'
import type { StoredLayer, StoredLinear, StoredWeights } from './stored-weights.js'

/**
 * Files of these families keep the numbers of a rotated pair side by side. The kernels, and the files of the other
 * families, keep them half a head apart.
 */
const INTERLEAVED: ReadonlySet<string> = new Set(['llama', 'granite', 'smollm3'])

/** Finds the weights of a GGUF file by their names. */
export function ggufWeights(file: GgufFile, description: LlamaDescription): StoredWeights {
  const { heads, keyHeads, headSize, feedForward, rotation } = description
  const queries = heads * headSize
  const keys = keyHeads * headSize
  const family = String(file.metadata.get('general.architecture'))
  const interleaved = INTERLEAVED.has(family)
  // OLMo 2 normalizes only the result of each half of a layer.
  const normBefore = family === 'olmo2' ? () => undefined : vector
  const pairs = interleaved ? pairsApart(headSize, rotation.size) : undefined

  return {
    file: file.name,
    words: matrix('token_embd.weight'),
    layers: Array.from({ length: description.layers }, (_, layer) => readLayer(`blk.${layer}.`)),
    finalNorm: vector('output_norm.weight'),
    scores: file.tensors.has('output.weight') ? matrix('output.weight') : undefined,
    // A file with two lists has one for texts within the length of the training, which are all that tacet takes.
    rotationFactors: optionalVector('rope_freqs.weight') ?? optionalVector('rope_factors_short.weight'),
  }

  function readLayer(layer: string): StoredLayer {
    const joinedGate = !file.tensors.has(`${layer}ffn_gate.weight`)
    return {
      attentionNorm: normBefore(`${layer}attn_norm.weight`),
      ...attentionInputs(layer),
      queryNorm: optionalVector(`${layer}attn_q_norm.weight`),
      keyNorm: optionalVector(`${layer}attn_k_norm.weight`),
      output: linear(`${layer}attn_output`),
      afterAttentionNorm: optionalVector(`${layer}post_attention_norm.weight`),
      feedForwardNorm: normBefore(`${layer}ffn_norm.weight`),
      gate: joinedGate ? part(`${layer}ffn_up`, 0, feedForward) : linear(`${layer}ffn_gate`),
      up: joinedGate ? part(`${layer}ffn_up`, feedForward, feedForward) : linear(`${layer}ffn_up`),
      down: linear(`${layer}ffn_down`),
      afterFeedForwardNorm: optionalVector(`${layer}post_ffw_norm.weight`),
    }
  }

  function attentionInputs(layer: string): Pick<StoredLayer, 'query' | 'key' | 'value'> {
    if (!file.tensors.has(`${layer}attn_qkv.weight`)) {
      return {
        query: linear(`${layer}attn_q`, pairs),
        key: linear(`${layer}attn_k`, pairs),
        value: linear(`${layer}attn_v`),
      }
    }
    const name = `${layer}attn_qkv`
    return { query: part(name, 0, queries), key: part(name, queries, keys), value: part(name, queries + keys, keys) }
  }

  function linear(name: string, rowFrom?: (row: number) => number): StoredLinear {
    const stored = matrix(`${name}.weight`)
    const bias = optionalVector(`${name}.bias`)
    if (rowFrom === undefined) return { matrix: stored, bias }
    return { matrix: reordered(stored, rowFrom), bias: bias?.map((_, row) => bias[rowFrom(row)] as number) }
  }

  /** Some files keep several matrices as one. */
  function part(name: string, first: number, rows: number): StoredLinear {
    const { matrix: joined, bias } = linear(name)
    if (first + rows > joined.rows) throw unfit(`${name}.weight has only ${joined.rows} rows`)
    return { matrix: rowsOf(joined, first, rows), bias: bias?.subarray(first, first + rows) }
  }

  function matrix(name: string): Blocks {
    return ggufBlocks(tensor(name))
  }

  function vector(name: string): Float32Array {
    return floats(tensor(name))
  }

  function optionalVector(name: string): Float32Array | undefined {
    return file.tensors.has(name) ? vector(name) : undefined
  }

  function tensor(name: string): GgufTensor {
    const found = file.tensors.get(name)
    if (found === undefined) throw unfit(`tensor ${name} is missing`)
    return found
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
