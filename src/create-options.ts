import type { CallOptions, Engine, EngineSession } from './engine.js'
import { openSession } from './engine.js'
import { type LocalEngine, localEngine } from './engines/local.js'
import type { LoadProgress } from './progress.js'
import type { Task } from './tasks.js'

export interface CreateOptions extends CallOptions {
  /** A catalog id, the address of a folder in the Hugging Face layout, or a hub id. @default the task's own model */
  model?: string | undefined
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

export function openTask(
  task: Task,
  { model, engines = [defaultEngine()], onProgress, signal }: CreateOptions,
): Promise<EngineSession> {
  if (model !== undefined && typeof model !== 'string') {
    throw new TypeError(`\`model\` must be a string, got ${typeof model}`)
  }
  return openSession(engines, task, model, { onProgress, signal })
}
