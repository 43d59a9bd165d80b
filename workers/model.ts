import type { Task, TaskMap } from '../src/tasks.js'
import type { Priority } from './scheduler.js'

export interface CallContext {
  readonly priority: Priority
  readonly signal: AbortSignal
}

export type TaskRunner<T extends Task> = (
  input: TaskMap[T]['input'],
  context: CallContext,
) => Promise<TaskMap[T]['output']>

/** A model in memory: one runner for each task it can do. */
export interface LoadedModel {
  readonly runners: { readonly [T in Task]?: TaskRunner<T> }
  /** Numbers a vector, of an embedder. */
  readonly dimensions?: number | undefined
  /** Of a classifier with labels of its own. */
  readonly labels?: readonly string[] | undefined
  close(): Promise<void>
}
