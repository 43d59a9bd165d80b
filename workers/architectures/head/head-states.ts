import type { LabelScore } from '../../../src/shared/tasks.js'
import { type HeadLabels, scoresOf } from '../../tasks/head-scores.js'
import { addProduct, type Matrix, readMatrices } from './head-matrices.js'

/**
 * The `architecture` of a classifier that reads the token states of an encoder. The encoder belongs to another model.
 */
export interface StatesHeadArchitecture extends HeadLabels {
  readonly type: 'head'
  /** The id of the model whose token states the head reads. */
  readonly base: string
  /** The weights file, in the layout of `readMatrices`. */
  readonly weights: string
  /** Numbers in a token's state. */
  readonly states: number
  readonly width: number
  /** Number of gated convolutions over a token and its two neighbours. */
  readonly depth: number
  /** Number of attention poolings. */
  readonly pools: number
  /** The longest text of the training, in tokens. Give the head no more tokens. */
  readonly maxTokens: number
}

export interface StatesHead {
  /**
   * The scores of one text. `states` are its last hidden states: `tokens` rows of `states` numbers, without padding.
   */
  run(states: Float32Array, tokens: number): LabelScore[]
  /** The logits from which `run` computes its scores. */
  logits(states: Float32Array, tokens: number): Float32Array
}

/**
 * `createStatesHead(files, architecture).run(states, tokens)` classifies a text by its encoder states. `files` holds
 * the model's files by their path in the manifest. A text costs a few million multiplications, so the head needs no
 * session and no start-up.
 */
export function createStatesHead(
  files: ReadonlyMap<string, ArrayBuffer>,
  architecture: StatesHeadArchitecture,
): StatesHead {
  const { weights, states: inputs, width, depth, pools, labels } = architecture
  const bytes = files.get(weights)
  if (bytes === undefined) throw new TypeError(`A classifier head needs its weights file ${weights}.`)
  const convolution = { rows: 2 * width, columns: 3 * width }
  const { gains, shifts, matrices } = readMatrices(bytes, width, [
    { rows: width, columns: inputs },
    ...Array.from({ length: depth }, () => convolution),
    { rows: pools, columns: width },
    { rows: labels.length, columns: pools * width },
  ])
  const enter = matrices[0] as Matrix
  const mixes = matrices.slice(1, depth + 1)
  const query = matrices[depth + 1] as Matrix
  const out = matrices[depth + 2] as Matrix

  function logits(states: Float32Array, tokens: number): Float32Array {
    if (tokens < 1 || states.length !== tokens * inputs) {
      throw new RangeError(`\`states\` must hold ${inputs} numbers for each of ${tokens} tokens, got ${states.length}.`)
    }
    // The convolutions read a row of zeros before the first token and after the last.
    let rows = new Float32Array((tokens + 2) * width)
    for (let token = 0; token < tokens; token++) {
      const row = rows.subarray((token + 1) * width, (token + 2) * width)
      addProduct(row, enter, states.subarray(token * inputs, (token + 1) * inputs))
      standardize(row, gains, shifts)
    }
    for (const mix of mixes) rows = gated(rows, mix, tokens, width)
    const text = pooled(rows.subarray(width, (tokens + 1) * width), query, tokens, width)
    const result = new Float32Array(labels.length)
    addProduct(result, out, text)
    return result
  }

  return { logits, run: (states, tokens) => scoresOf(logits(states, tokens), architecture) }
}

/** Layer normalization, in place. */
function standardize(row: Float32Array, gains: Float32Array, shifts: Float32Array): void {
  let sum = 0
  for (const value of row) sum += value
  const mean = sum / row.length
  let squares = 0
  for (const value of row) squares += (value - mean) ** 2
  const scale = 1 / Math.sqrt(squares / row.length + 1e-5)
  for (let column = 0; column < row.length; column++) {
    row[column] = ((row[column] as number) - mean) * scale * (gains[column] as number) + (shifts[column] as number)
  }
}

/** Adds to each token a value computed from its neighbourhood, multiplied by its gate. */
function gated(rows: Float32Array, mix: Matrix, tokens: number, width: number): Float32Array<ArrayBuffer> {
  const mixed = new Float32Array(rows)
  const both = new Float32Array(2 * width)
  for (let token = 0; token < tokens; token++) {
    both.fill(0)
    addProduct(both, mix, rows.subarray(token * width, (token + 3) * width))
    const start = (token + 1) * width
    for (let column = 0; column < width; column++) {
      const gate = 1 / (1 + Math.exp(-(both[width + column] as number)))
      mixed[start + column] = (mixed[start + column] as number) + (both[column] as number) * gate
    }
  }
  return mixed
}

/** One weighted mean of the tokens for each query, concatenated. */
function pooled(rows: Float32Array, query: Matrix, tokens: number, width: number): Float32Array {
  const pools = query.rows
  const weights = new Float32Array(tokens * pools)
  for (let token = 0; token < tokens; token++) {
    addProduct(
      weights.subarray(token * pools, (token + 1) * pools),
      query,
      rows.subarray(token * width, (token + 1) * width),
    )
  }
  const result = new Float32Array(pools * width)
  for (let pool = 0; pool < pools; pool++) {
    let highest = Number.NEGATIVE_INFINITY
    for (let token = 0; token < tokens; token++) highest = Math.max(highest, weights[token * pools + pool] as number)
    let total = 0
    for (let token = 0; token < tokens; token++) total += Math.exp((weights[token * pools + pool] as number) - highest)
    for (let token = 0; token < tokens; token++) {
      const share = Math.exp((weights[token * pools + pool] as number) - highest) / total
      for (let column = 0; column < width; column++) {
        const at = pool * width + column
        result[at] = (result[at] as number) + share * (rows[token * width + column] as number)
      }
    }
  }
  return result
}
