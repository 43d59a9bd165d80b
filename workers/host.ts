import { NlpError } from '../src/shared/errors.js'
import type { InferenceApi, ModelInfo, WorkerOptions } from '../src/wire/shared/inference-api.js'
import { clearModels, deleteModel, isModelStored, listModels, pinModel, storageEstimate } from './model-files/manage.js'

/** The models that a worker has loaded. */
interface LoadedModels {
  close(key: string): Promise<void>
  list(): readonly ModelInfo[]
}

/** The calls that every worker with models answers alike: its set-up, its diagnostics and the stored models. */
export function createHost<Models extends LoadedModels>(start: (options: WorkerOptions) => Models) {
  let running: { readonly options: WorkerOptions; readonly models: Models } | undefined

  function current() {
    if (running === undefined) throw new NlpError('closed', 'The worker was not configured')
    return running
  }

  const calls = {
    configure(options) {
      running = { options, models: start(options) }
    },
    close: (key) => current().models.close(key),
    diagnostics() {
      const { options, models } = current()
      const { device, threads } = options
      return { device, threads, crossOriginIsolated: globalThis.crossOriginIsolated, models: models.list() }
    },
    stored: isModelStored,
    listModels,
    deleteModel,
    pinModel,
    clearModels,
    storageEstimate,
  } satisfies Omit<InferenceApi, 'open' | 'run'>

  return { calls, ready: () => current().models }
}
