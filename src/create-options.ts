import type { CallOptions, Engine, EngineSession } from './engine.js'
import { openSession } from './engine.js'
import { type LocalEngine, localEngine } from './engines/local.js'
import type { LoadProgress } from './progress.js'
import type { EmbeddingSettings, Precision, Task } from './tasks.js'

const PRECISIONS: readonly Precision[] = ['q8', 'int8', 'uint8', 'fp32', 'fp16', 'q4', 'q4f16', 'bnb4']

export interface CreateOptions extends CallOptions {
  /** A catalog id, the address of a folder in the Hugging Face layout, or a hub id. @default the task's own model */
  model?: string | undefined
  /**
   * How the numbers of a model in a folder or on the hub are stored, which names its file: `q4` is `onnx/model_q4.onnx`.
   * @default the first that the folder has of q8, int8, uint8, fp32, fp16, q4, q4f16 and bnb4
   *
   * @example
   * const embedder = await createEmbedder({ model: '/models/my-encoder/', dtype: 'fp32' })
   */
  dtype?: Precision | undefined
  /** Tried in order; the first that can do it is used. @default [localEngine()]: nothing leaves the page */
  engines?: readonly Engine[] | undefined
  /** Hears how far the download and the preparation are. */
  onProgress?: ((progress: LoadProgress) => void) | undefined
}

let shared: LocalEngine | undefined

/** The engine of everyone who names none: one set of workers for the whole page. */
export function defaultEngine(): LocalEngine {
  shared ??= localEngine()
  return shared
}

export function openTask(task: Task, options: CreateOptions & EmbeddingSettings): Promise<EngineSession> {
  const { model, engines = [defaultEngine()], onProgress, signal, pooling, prefixes } = options
  if (model !== undefined && typeof model !== 'string') {
    throw new TypeError(`\`model\` must be a string, got ${typeof model}`)
  }
  return openSession(engines, task, model, { onProgress, signal, dtype: precisionOf(options), pooling, prefixes })
}

/** The precision that was asked for, where it is one. */
export function precisionOf({ dtype }: Pick<CreateOptions, 'dtype'>): Precision | undefined {
  if (dtype === undefined || PRECISIONS.includes(dtype)) return dtype
  throw new RangeError(`\`dtype\` must be one of ${PRECISIONS.join(', ')}, got ${String(dtype)}`)
}
