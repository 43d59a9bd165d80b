import type { OperatingPoints, Task, TaskMap } from '../../src/shared/tasks.js'
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
  /** One row a token, padding left out. */
  readonly values: Float32Array
  readonly tokens: number
  /** The text was longer than the tokens asked for. */
  readonly truncated: boolean
  /** The share of the text that the tokenizer knows. */
  readonly coverage: number
}

export type ReadStates = (texts: readonly string[], maxTokens: number, context: CallContext) => Promise<TokenStates[]>

/** A model in memory: one runner for each task it can do. */
export interface LoadedModel {
  readonly runners: { readonly [T in Task]?: TaskRunner<T> }
  /** The last layer's numbers for each token of texts, for the models that are built on this one. */
  readonly states?: ReadStates | undefined
  /** Numbers a vector, of an embedder. */
  readonly dimensions?: number | undefined
  /** Of a classifier with labels of its own. */
  readonly labels?: readonly string[] | undefined
  readonly operatingPoints?: OperatingPoints | undefined
  close(): Promise<void>
}
