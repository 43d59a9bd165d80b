import { DynamicCache, type PreTrainedModel, Tensor } from '@huggingface/transformers'
import type { Reading, ScoreRows, Scores } from './reading.js'

const PIECE = 64

/** A text that a model of ONNX Runtime reads. */
export class OnnxReading implements Reading {
  readonly #model: PreTrainedModel
  #cache: InstanceType<typeof DynamicCache> | undefined
  #length = 0
  readonly piece = PIECE

  constructor(model: PreTrainedModel) {
    this.#model = model
  }

  get bytes(): number {
    return this.#entries.reduce((sum, [, { size, type }]) => sum + size * (type === 'float16' ? 2 : 4), 0)
  }

  async read(tokens: readonly number[], rows: ScoreRows): Promise<Scores> {
    const total = this.#length + tokens.length
    const inputs = {
      input_ids: integers(tokens),
      attention_mask: new Tensor('int64', new BigInt64Array(total).fill(1n), [1, total]),
      // Some models take the number of wanted scores as an input; 0 means all.
      num_logits_to_keep: new Tensor('int64', [rows === 'all' ? 0n : 1n], []),
      past_key_values: this.#cache,
    }
    const outputs: Record<string, Tensor> = await this.#model.forward(inputs)
    const logits = outputs['logits'] as Tensor
    const entries: Record<string, Tensor> = {}
    for (const [name, tensor] of Object.entries(outputs)) {
      // Outputs of attention are named `present.0.key`; other kinds of memory are named `present_conv.0` and the like.
      if (name.startsWith('present'))
        entries[name.replace(/^present\b/, 'past_key_values').replace(/^present_/, 'past_')] = tensor
    }
    if (this.#cache === undefined) this.#cache = new DynamicCache(entries)
    else this.#cache.update(entries)
    this.#length = total
    const values = logits.data as Float32Array
    const size = logits.dims.at(-1) as number
    return { values: rows === 'all' ? values : values.subarray(values.length - size), size }
  }

  async cut(length: number): Promise<number> {
    if (length >= this.#length) return this.#length
    // A model with a running state cannot return to an earlier state.
    if (length === 0 || this.#entries.some(([name]) => !name.startsWith('past_key_values.'))) {
      await this.reset()
      return 0
    }
    const cropped: Record<string, Tensor> = {}
    for (const [name, tensor] of this.#entries) cropped[name] = await crop(tensor, length)
    await this.#cache?.dispose()
    this.#cache = new DynamicCache(cropped)
    this.#length = length
    return length
  }

  async reset(): Promise<void> {
    await this.#cache?.dispose()
    this.#cache = undefined
    this.#length = 0
  }

  get #entries(): [string, Tensor][] {
    return Object.entries<Tensor>((this.#cache ?? {}) as Record<string, Tensor>)
  }
}

const integers = (tokens: readonly number[]) =>
  new Tensor('int64', BigInt64Array.from(tokens, BigInt), [1, tokens.length])

/** Keeps the first `length` rows of each head. */
async function crop(tensor: Tensor, length: number): Promise<Tensor> {
  const [batch = 1, heads = 1, rows = 0, size = 0] = tensor.dims
  const data = (await dataOf(tensor)) as Float32Array
  const kept = new (data.constructor as Float32ArrayConstructor)(batch * heads * length * size)
  for (let head = 0; head < batch * heads; head += 1) {
    kept.set(data.subarray(head * rows * size, (head * rows + length) * size), head * length * size)
  }
  return new Tensor(tensor.type, kept, [batch, heads, length, size])
}

const dataOf = async (tensor: Tensor) =>
  tensor.location === 'gpu-buffer' ? (tensor.ort_tensor as { getData(): Promise<unknown> }).getData() : tensor.data
