import { describe, type OptionKinds } from '../calls/check-options.js'
import type { CallOptions, Engine, EngineSession, ModelSettings, RunOptions } from '../calls/engine.js'
import { openSession } from '../calls/engine.js'
import type { ComputeSettings } from '../shared/compute.js'
import type { EmbeddingCache } from '../shared/embedding-cache.js'
import type { LoadProgress } from '../shared/progress.js'
import type { Task } from '../shared/tasks.js'
import { COMPUTE_OPTIONS, computeWish } from './compute-options.js'
import { type LocalEngine, localEngine } from './local.js'

/** Which model a creator loads, and where it runs. */
export interface CreateOptions extends CallOptions, ComputeSettings {
  /**
   * The id of an installed model (`minilm` of the package `@tacet/minilm`), the address of a folder in the Hugging Face
   * layout, or a hub id. @default the task's own model
   */
  model?: string | undefined
  /**
   * Your token for a model behind a login, such as a gated model of the hub. It goes to the origin of the model alone, over
   * https, and is never stored: give it each time until the model is stored. Users of your page can read a token that your page holds.
   * @default none
   */
  accessToken?: string | undefined
  /**
   * Whether all tabs of the site share one copy of the model in memory: one tab has the model and serves the others.
   * When that tab closes, another tab takes the model over. In browsers without Web Locks or BroadcastChannel, and in
   * Node, nothing is shared.
   * @default false
   */
  shareAcrossTabs?: boolean | undefined
  /** The engines to try in order. The first that can do the task is used. @default [localEngine()]: nothing leaves the page */
  engines?: readonly Engine[] | undefined
  /** Called with the progress of the download and the preparation. */
  onProgress?: ((progress: LoadProgress) => void) | undefined
}

export const CREATE_OPTIONS: OptionKinds<CreateOptions> = {
  model: 'string',
  accessToken: 'string',
  shareAcrossTabs: 'boolean',
  ...COMPUTE_OPTIONS,
  engines: 'list',
  onProgress: 'function',
  signal: 'signal',
  trace: 'object',
}

/** The options of each call to a model. */
export const RUN_OPTIONS: OptionKinds<Pick<RunOptions<Task>, 'priority' | 'signal' | 'trace'>> = {
  priority: ['interactive', 'background'],
  signal: 'signal',
  trace: 'object',
}

/** The caller's token, after a check. The error does not show the token. */
export function accessTokenOf({ accessToken }: Pick<CreateOptions, 'accessToken'>): string | undefined {
  if (accessToken === undefined || /^[\x21-\x7e]+$/.test(accessToken)) return accessToken
  throw new TypeError('`accessToken` must be a token of letters, digits and signs, without spaces and line ends')
}

let shared: LocalEngine | undefined

/**
 * The engine of all calls that name no engine. The whole page shares its workers.
 *
 * @example
 * for (const { id, bytes } of await defaultEngine().models.list()) console.log(id, bytes)
 */
export function defaultEngine(): LocalEngine {
  shared ??= localEngine()
  return shared
}

/** The engines that the caller named, after a check of each, or the page's own engine. */
export function enginesOf({ engines = [defaultEngine()] }: Pick<CreateOptions, 'engines'>): readonly Engine[] {
  for (const [index, engine] of engines.entries()) {
    if (typeof engine?.open === 'function') continue
    throw new TypeError(`\`engines[${index}]\` must be an engine such as localEngine(), got ${describe(engine)}`)
  }
  return engines
}

export function openTask(
  task: Task,
  options: CreateOptions & ModelSettings,
  cache?: EmbeddingCache | undefined,
): Promise<EngineSession> {
  const { model, shareAcrossTabs, onProgress, signal, trace, pooling, prefixes, translation } = options
  if (model !== undefined && typeof model !== 'string') {
    throw new TypeError(`\`model\` must be a string, got ${describe(model)}`)
  }
  return openSession(enginesOf(options), task, model, {
    accessToken: accessTokenOf(options),
    cache,
    shareAcrossTabs,
    onProgress,
    signal,
    trace,
    ...computeWish(options),
    pooling,
    prefixes,
    translation,
  })
}
