import type { Kernel, KernelFunctions } from '../kernels/kernel-functions.js'
import { BLOCK, paddedRows } from '../kernels/matrix.js'
import type { Part } from '../kernels/shared-calls.js'
import { Team } from '../kernels/team.js'
import { unpackRow } from '../kernels/unpack.js'
import type { LlamaDescription } from './description.js'
import type { KeyMemory } from './key-memory.js'
import { gateParts, type Product, productParts, quantizeParts } from './parts.js'
import { makeRoom, type Room, SCORED } from './room.js'
import { angleSteps } from './rotation.js'
import type { LayerWeights, LlamaWeights } from './weights.js'

/** Number of tokens that are computed together. More tokens fetch the weights less often, and need more memory. */
export const TILE = 32

/**
 * Runs tokens through a model of the Llama family. The memory for intermediate results is allocated once. The caller
 * keeps the keys and values, one memory for each text.
 */
export class LlamaForward {
  readonly #kernel: Kernel
  readonly #description: LlamaDescription
  readonly #weights: LlamaWeights
  readonly #team: Team<KernelFunctions>
  readonly #room: Room
  readonly #steps: { readonly everywhere: Float64Array; readonly inWindow: Float64Array | undefined }

  constructor(kernel: Kernel, description: LlamaDescription, weights: LlamaWeights, team = Team.alone(kernel)) {
    this.#kernel = kernel
    this.#team = team
    this.#description = description
    this.#weights = weights
    this.#room = makeRoom(kernel, description, TILE)
    const { rotation, window } = description
    this.#steps = {
      everywhere: angleSteps(rotation, weights.rotationFactors),
      inWindow:
        window?.base === undefined ? undefined : angleSteps({ ...rotation, base: window.base, factor: 1 }, undefined),
    }
  }

  /**
   * Reads at most `TILE` tokens after the tokens that `keys` holds. `visit` gets the scores after each of the last
   * `wanted` tokens. The caller may pause or stop between two steps. Then the tokens count as not read, and no other
   * tokens may be read between the steps.
   */
  *steps(
    tokens: readonly number[],
    keys: KeyMemory,
    wanted: number,
    visit: (scores: Float32Array) => void,
  ): Generator<void> {
    const { width, layers, window } = this.#description
    const { functions } = this.#kernel
    const { state, change } = this.#room
    const first = keys.length
    keys.reserve(first + tokens.length)
    this.#readWords(tokens)
    this.#prepareAngles(first, tokens.length)
    const bytes = tokens.length * width * 4
    for (let layer = 0; layer < layers; layer += 1) {
      const weights = this.#weights.layers[layer] as LayerWeights
      this.#attend(weights, layer, keys, first, tokens.length, window?.has(layer) ?? false)
      functions.addTo(state, change, bytes)
      this.#feedForward(weights, tokens.length)
      functions.addTo(state, change, bytes)
      yield
    }
    for (let token = tokens.length - wanted; token < tokens.length; token += SCORED) {
      this.#score(token, Math.min(SCORED, tokens.length - token), visit)
      yield
    }
    keys.length = first + tokens.length
  }

  /** Goes through all `steps` without a pause. */
  read(tokens: readonly number[], keys: KeyMemory, wanted: number, visit: (scores: Float32Array) => void): void {
    for (const _ of this.steps(tokens, keys, wanted, visit));
  }

  /** Computes the scores after `count` tokens from `token` on. */
  #score(token: number, count: number, visit: (scores: Float32Array) => void): void {
    const { width, vocabulary, epsilon, scoreDivisor } = this.#description
    const { memory, functions } = this.#kernel
    const { state, change, scores, activations } = this.#room
    functions.normalize(state + token * width * 4, count, width * 4, this.#weights.finalNorm, epsilon, change)
    functions.quantize(change, (count * width) / BLOCK, activations)
    const stride = paddedRows(vocabulary) * 4
    const linear = { matrix: this.#weights.scores, bias: this.#weights.scoreBias }
    this.#apply(count, { linear, out: scores, stride })
    for (let row = 0; row < count; row += 1) {
      visit(divide(memory.floats(scores + row * stride, vocabulary), scoreDivisor))
    }
  }

  #readWords(tokens: readonly number[]): void {
    const { width, wordScale } = this.#description
    const { memory } = this.#kernel
    for (const [index, token] of tokens.entries()) {
      const out = memory.floats(this.#room.state + index * width * 4, width)
      unpackRow(memory, this.#weights.words, token, out, wordScale)
    }
  }

  #prepareAngles(first: number, tokens: number): void {
    const { magnitude } = this.#description.rotation
    const write = (steps: Float64Array, address: number) => {
      const half = steps.length
      const values = this.#kernel.memory.floats(address, tokens * half * 2)
      for (let token = 0; token < tokens; token += 1) {
        for (let index = 0; index < half; index += 1) {
          const angle = (first + token) * (steps[index] as number)
          values[token * half * 2 + index] = Math.cos(angle) * magnitude
          values[token * half * 2 + half + index] = Math.sin(angle) * magnitude
        }
      }
    }
    write(this.#steps.everywhere, this.#room.angles)
    if (this.#steps.inWindow !== undefined) write(this.#steps.inWindow, this.#room.windowAngles)
  }

  #attend(
    weights: LayerWeights,
    layer: number,
    memory: KeyMemory,
    first: number,
    tokens: number,
    inWindow: boolean,
  ): void {
    const { heads, keyHeads, headSize, attentionScale, rotation, window } = this.#description
    const { functions } = this.#kernel
    const { query, key, value, attended, change } = this.#room
    const headBytes = headSize * 4
    this.#quantizeState(weights.attentionNorm, tokens)
    this.#apply(
      tokens,
      { linear: weights.query, out: query },
      { linear: weights.key, out: key },
      { linear: weights.value, out: value },
    )
    this.#normalizeHeads(query, heads, weights.queryNorm, tokens)
    this.#normalizeHeads(key, keyHeads, weights.keyNorm, tokens)
    for (let token = 0; token < tokens; token += 1) {
      if (rotation.has(layer)) {
        this.#rotate(query + token * heads * headBytes, heads, token, inWindow)
        this.#rotate(key + token * keyHeads * headBytes, keyHeads, token, inWindow)
      }
      for (let head = 0; head < keyHeads; head += 1) {
        const at = (token * keyHeads + head) * headBytes
        const { keys, values, scales } = memory.places(layer, head)
        functions.remember(key + at, value + at, headSize, first + token, keys, values, scales, memory.capacity)
      }
    }
    const seen = inWindow && window !== undefined ? window.positions : first + tokens
    const scratch = { argument: 11, bytes: memory.roomBytes }
    const parts: Part<KernelFunctions>[] = []
    for (let head = 0; head < heads; head += 1) {
      const { keys, values, scales } = memory.places(layer, Math.floor((head * keyHeads) / heads))
      const [from, out] = [query + head * headBytes, attended + head * headBytes]
      const seenBy = [first, seen, attentionScale] as const
      const kept = [keys, values, scales, memory.capacity, memory.room] as const
      parts.push({
        name: 'attend',
        args: [from, tokens, heads * headBytes, headSize, ...seenBy, ...kept, out],
        scratch,
      })
    }
    this.#team.run(parts)
    functions.quantize(attended, (tokens * heads * headSize) / BLOCK, this.#room.activations)
    this.#apply(tokens, { linear: weights.output, out: change })
    this.#normalizeChange(weights.afterAttentionNorm, tokens)
  }

  #feedForward(weights: LayerWeights, tokens: number): void {
    const { feedForward, gate } = this.#description
    const { change, gates, gated, activations } = this.#room
    const stride = feedForward * 8
    this.#quantizeState(weights.feedForwardNorm, tokens)
    this.#apply(
      tokens,
      { linear: weights.gate, out: gates, stride },
      { linear: weights.up, out: gates + feedForward * 4, stride },
    )
    const name = gate === 'silu' ? 'gateWithSilu' : 'gateWithGelu'
    this.#team.run(gateParts(name, { gates, gated, tokens, bytes: feedForward * 4 }, this.#team.threads))
    const blocks = feedForward / BLOCK
    const quantized = { from: gated, blocks, to: activations, blockBytes: this.#kernel.activationBytes }
    this.#team.run(quantizeParts(quantized, tokens, this.#team.threads))
    this.#apply(tokens, { linear: weights.down, out: change })
    this.#normalizeChange(weights.afterFeedForwardNorm, tokens)
  }

  /** Prepares the state for the first products of a half of a layer. Some models do not normalize it here. */
  #quantizeState(norm: number | undefined, tokens: number): void {
    const { width, epsilon } = this.#description
    const { functions } = this.#kernel
    const { state, change, activations } = this.#room
    if (norm !== undefined) functions.normalize(state, tokens, width * 4, norm, epsilon, change)
    functions.quantize(norm === undefined ? state : change, (tokens * width) / BLOCK, activations)
  }

  #normalizeHeads(at: number, heads: number, norm: number | undefined, tokens: number): void {
    if (norm === undefined) return
    const { headSize, headsNormTogether, epsilon } = this.#description
    const [rows, numbers] = headsNormTogether ? [tokens, heads * headSize] : [tokens * heads, headSize]
    this.#kernel.functions.normalize(at, rows, numbers * 4, norm, epsilon, at)
  }

  /** Some models normalize the result of each half of a layer, and some scale it down. */
  #normalizeChange(norm: number | undefined, tokens: number): void {
    const { width, epsilon, residualScale } = this.#description
    const { functions, memory } = this.#kernel
    const { change } = this.#room
    if (norm !== undefined) functions.normalize(change, tokens, width * 4, norm, epsilon, change)
    if (residualScale === 1) return
    const values = memory.floats(change, tokens * width)
    for (let index = 0; index < values.length; index += 1) values[index] = (values[index] as number) * residualScale
  }

  /** Multiplies the quantized rows by each of these matrices. */
  #apply(tokens: number, ...products: readonly Product[]): void {
    const { activations } = this.#room
    this.#team.run(products.flatMap((each) => productParts(each, { activations, tokens }, this.#team.threads)))
    for (const { linear, out, stride = linear.matrix.rows * 4 } of products) {
      const { bias, matrix } = linear
      if (bias === undefined) continue
      for (let token = 0; token < tokens; token += 1) {
        this.#kernel.functions.addTo(out + token * stride, bias, matrix.rows * 4)
      }
    }
  }

  #rotate(head: number, heads: number, token: number, inWindow: boolean): void {
    const { headSize, rotation } = this.#description
    const half = rotation.size * 2
    const own = inWindow && this.#steps.inWindow !== undefined
    const angles = (own ? this.#room.windowAngles : this.#room.angles) + token * half * 2
    this.#kernel.functions.rotate(head, heads, half, headSize * 4, angles, angles + half)
  }
}

function divide(scores: Float32Array, divisor: number): Float32Array {
  if (divisor === 1) return scores
  for (let index = 0; index < scores.length; index += 1) scores[index] = (scores[index] as number) / divisor
  return scores
}
