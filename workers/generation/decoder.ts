import { DynamicCache, Tensor } from '@huggingface/transformers'
import type { CausalModel } from './causal-model.js'

/** A long prompt is read in pieces of this length, so that an abort need not wait for its end. */
const CHUNK = 64

/**
 * Runs the model and keeps what it has computed for the tokens so far (its keys and values). A conversation grows at its
 * end: the next turn begins with the same tokens, and only the new ones are computed.
 */
export class Decoder {
  readonly #model: CausalModel
  #cache: InstanceType<typeof DynamicCache> | undefined
  #tokens: number[] = []
  /** How many of the tokens were read in whole pieces from the beginning. */
  #whole = 0

  constructor(model: CausalModel) {
    this.#model = model
  }

  /** How many tokens it has read that these begin with. */
  common(tokens: readonly number[]): number {
    const limit = Math.min(this.#tokens.length, tokens.length)
    let length = 0
    while (length < limit && tokens[length] === this.#tokens[length]) length += 1
    return length
  }

  /** What is kept of all that was read. */
  get bytes(): number {
    const tensors = Object.values<Tensor>((this.#cache ?? {}) as Record<string, Tensor>)
    return tensors.reduce((sum, { size, type }) => sum + size * (type === 'float16' ? 2 : 4), 0)
  }

  /** Forgets everything behind the common beginning with these tokens; returns how many of them need not be computed. */
  async keepPrefix(tokens: readonly number[]): Promise<number> {
    // The last token is always computed anew: its scores are what comes out.
    const length = Math.min(this.common(tokens), tokens.length - 1)
    if (length === 0) await this.reset()
    else if (length < this.#tokens.length) await this.#crop(length)
    return this.#tokens.length
  }

  /**
   * The same, and what comes out depends on these tokens alone. A model that scales its activations over all it is given at
   * once gives a token other numbers beside other tokens, so only tokens that were read in the same pieces are kept.
   */
  async keepReproducible(tokens: readonly number[]): Promise<number> {
    if (!this.#model.sharedScales) return this.keepPrefix(tokens)
    const length = Math.min(this.common(tokens), tokens.length - 1, this.#whole)
    return this.keepPrefix(tokens.slice(0, length - (length % CHUNK) + 1))
  }

  /** Forgets everything behind these tokens; false where it has not read all of them, or cannot go back. */
  async returnTo(tokens: readonly number[]): Promise<boolean> {
    if (this.common(tokens) < tokens.length) return false
    if (tokens.length < this.#tokens.length) await this.#crop(tokens.length)
    return this.#tokens.length === tokens.length
  }

  /** Computes these tokens after the known ones and returns the scores of what may come next. */
  async advance(tokens: readonly number[], signal: AbortSignal): Promise<Float32Array> {
    let scores: Float32Array = new Float32Array()
    await this.#inChunks(tokens, signal, async (chunk) => {
      const { values, size } = await this.#step(chunk, 'last')
      scores = values.length === size ? values : values.slice(-size)
    })
    return scores
  }

  /** The same, and hands over the scores after each of the tokens. They are only good until the next. */
  async advanceThrough(
    tokens: readonly number[],
    signal: AbortSignal,
    visit: (scores: Float32Array, position: number) => void,
  ): Promise<void> {
    let position = 0
    await this.#inChunks(tokens, signal, async (chunk) => {
      const { values, size } = await this.#step(chunk, 'all')
      for (let row = 0; row < chunk.length; row += 1) {
        visit(values.subarray(row * size, (row + 1) * size), position)
        position += 1
      }
    })
  }

  async reset(): Promise<void> {
    await this.#cache?.dispose()
    this.#cache = undefined
    this.#tokens = []
    this.#whole = 0
  }

  async #inChunks(
    tokens: readonly number[],
    signal: AbortSignal,
    run: (chunk: readonly number[]) => Promise<void>,
  ): Promise<void> {
    try {
      for (let start = 0; start < tokens.length; start += CHUNK) {
        signal.throwIfAborted()
        await run(tokens.slice(start, start + CHUNK))
      }
    } catch (error) {
      // After a failure nobody knows what the cache holds; after an abort between two pieces it is whole.
      if (!signal.aborted) await this.reset()
      throw error
    }
  }

  /** Scores after the last of the tokens or after each of them, `size` numbers a row. */
  async #step(tokens: readonly number[], rows: 'last' | 'all'): Promise<{ values: Float32Array; size: number }> {
    const total = this.#tokens.length + tokens.length
    const inputs = {
      input_ids: integers(tokens),
      attention_mask: new Tensor('int64', new BigInt64Array(total).fill(1n), [1, total]),
      // Where the model can be told which scores are wanted; 0 stands for all.
      num_logits_to_keep: new Tensor('int64', [rows === 'last' ? 1n : 0n], []),
      past_key_values: this.#cache,
    }
    const outputs: Record<string, Tensor> = await this.#model.model.forward(inputs)
    const logits = outputs['logits'] as Tensor
    const entries: Record<string, Tensor> = {}
    for (const [name, tensor] of Object.entries(outputs)) {
      // Attention is `present.0.key`; other kinds of memory are `present_conv.0` and the like.
      if (name.startsWith('present'))
        entries[name.replace(/^present\b/, 'past_key_values').replace(/^present_/, 'past_')] = tensor
    }
    if (this.#cache === undefined) this.#cache = new DynamicCache(entries)
    else this.#cache.update(entries)
    if (this.#tokens.length === this.#whole && tokens.length === CHUNK) this.#whole += CHUNK
    this.#tokens.push(...tokens)
    return { values: logits.data as Float32Array, size: logits.dims.at(-1) as number }
  }

  async #crop(length: number): Promise<void> {
    const entries = Object.entries<Tensor>((this.#cache ?? {}) as Record<string, Tensor>)
    // Models with a running state cannot go back in it.
    if (entries.some(([name]) => !name.startsWith('past_key_values.'))) return this.reset()
    const cropped: Record<string, Tensor> = {}
    for (const [name, tensor] of entries) cropped[name] = await crop(tensor, length)
    await this.#cache?.dispose()
    this.#cache = new DynamicCache(cropped)
    this.#tokens.length = length
    this.#whole = Math.min(this.#whole, length - (length % CHUNK))
  }
}

const integers = (tokens: readonly number[]) =>
  new Tensor('int64', BigInt64Array.from(tokens, BigInt), [1, tokens.length])

/** The first rows of each head. */
async function crop(tensor: Tensor, length: number): Promise<Tensor> {
  const [batch = 1, heads = 1, rows = 0, size = 0] = tensor.dims
  const data = (await read(tensor)) as Float32Array
  const kept = new (data.constructor as Float32ArrayConstructor)(batch * heads * length * size)
  for (let head = 0; head < batch * heads; head += 1) {
    kept.set(data.subarray(head * rows * size, (head * rows + length) * size), head * length * size)
  }
  return new Tensor(tensor.type, kept, [batch, heads, length, size])
}

const read = async (tensor: Tensor) =>
  tensor.location === 'gpu-buffer' ? (tensor.ort_tensor as { getData(): Promise<unknown> }).getData() : tensor.data
