import type { OperatingPoints } from '../../src/shared/model-manifest.js'
import type { Task, TaskMap } from '../../src/shared/tasks.js'
import type { RuntimeChoice } from '../runtime/choose-runtime.js'
import type { Priority } from '../schedule/scheduler.js'

export interface CallContext {
  readonly priority: Priority
  readonly signal: AbortSignal
}

export type TaskRunner<T extends Task> = (
  input: TaskMap[T]['input'],
  context: CallContext,
) => Promise<TaskMap[T]['output']>

interface TokenStates {
  /** One row per token, without padding. */
  readonly values: Float32Array
  readonly tokens: number
  /** Whether the text was longer than the requested number of tokens. */
  readonly truncated: boolean
  /** The share of the text that the tokenizer knows. */
  readonly coverage: number
}

export type ReadStates = (texts: readonly string[], maxTokens: number, context: CallContext) => Promise<TokenStates[]>

/** A model in memory, with one runner for each task that it can do. */
export interface LoadedModel {
  readonly runners: { readonly [T in Task]?: TaskRunner<T> }
  /** The program that computes this model. */
  readonly choice: RuntimeChoice
  /** Reads the last layer's numbers for each token of texts, for models that build on this one. */
  readonly states?: ReadStates | undefined
  /** The count of numbers in a vector, for an embedder. */
  readonly dimensions?: number | undefined
  /** The labels of a classifier with fixed labels. */
  readonly labels?: readonly string[] | undefined
  readonly operatingPoints?: OperatingPoints | undefined
  /** How many workers are to compute the model together, and how many do now, on our own kernels. @default 1 */
  readonly kernelThreads?: { readonly planned: number; now(): number } | undefined
  close(): Promise<void>
}
