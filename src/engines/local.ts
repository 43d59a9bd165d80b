import { checkOptions } from '../calls/check-options.js'
import type { CallOptions, Engine, ModelSettings } from '../calls/engine.js'
import { NlpError } from '../shared/errors.js'
import type { ModelSource, Task } from '../shared/tasks.js'
import type {
  EncoderApi,
  HeadExamples,
  StorageEstimate,
  StoredModel,
  TrainedHead,
  WorkerDiagnostics,
} from '../wire/shared/inference-api.js'
import { lackOfWorkers } from '../wire/start-failure.js'
import { type Supervisor, supervise } from '../wire/supervisor.js'
import { modelAddress } from './assets.js'
import { type Device, type DeviceChoice, deviceCandidates, sharingWorkers, threadCount } from './device.js'
import { type LocalContext, openLocalSession } from './local-session.js'
import { resolveModel } from './model-source.js'
import { shareLists } from './shared-session.js'
import { spawnWorker, type WorkerGroup } from './spawn-worker.js'
import type { Verdict } from './verdicts.js'

/** How the workers of this device run, and where models come from. */
export interface LocalEngineOptions {
  /** Where models compute. @default 'auto': what is fastest for the kind of model, after a test of its correctness */
  device?: 'auto' | Device | undefined
  /** Threads of one worker, where the page is cross-origin isolated. @default one core less than there are, at most 4 */
  threads?: number | undefined
  /**
   * Workers that share a long list of texts to embed; each holds the weights.
   * @default 2 where a worker has one thread and the machine two cores, else 1
   */
  workers?: 1 | 2 | undefined
  /**
   * The folder that holds `models/`, or where each model's package is, with `{model}` and `{version}` in the address.
   * @default the page's `<meta name="tacet-assets">`, else the folder of the Vite plugin, else `tacet/` beside the page
   *
   * @example
   * localEngine({ baseUrl: 'https://cdn.example/npm/@tacet/{model}@{version}/' })
   */
  baseUrl?: string | URL | undefined
  /**
   * Makes the worker, for bundlers, policies and origins that need a line of their own. Its argument names the worker: 'encoder'
   * runs dist/workers/inference.worker.js, 'generator' runs dist/workers/generator.worker.js.
   * @default the package's own workers
   *
   * @example
   * const files = { encoder: 'inference.worker.js', generator: 'generator.worker.js' }
   * localEngine({ worker: (group) => new Worker(`/tacet/workers/${files[group]}`, { type: 'module' }) })
   */
  worker?: ((group: WorkerGroup) => Worker) | undefined
  /** Where hub ids (`owner/name`) are fetched from. @default 'https://huggingface.co' */
  hub?: string | undefined
}

/** What the engine knows of the device and its workers. */
export interface LocalDiagnostics {
  /** Whether the page is isolated, so that a worker may have several threads. */
  readonly crossOriginIsolated: boolean
  /** How many threads a new worker gets. */
  readonly threads: number
  /** The workers that run now. */
  readonly workers: readonly (WorkerDiagnostics & { readonly group: WorkerGroup })[]
  /** What was found out about each model on each device, and why. */
  readonly verdicts: readonly (Verdict & { readonly model: string })[]
}

/** The models that the browser keeps for this site. */
export interface ModelStorage {
  /** All models that the browser keeps. */
  list(): Promise<readonly StoredModel[]>
  /** True if it was there. A model in use stays in memory until it is closed. */
  delete(id: string): Promise<boolean>
  /** A pinned model is never removed to make room. */
  pin(id: string, pinned?: boolean): Promise<void>
  /** Removes all of them. */
  clear(): Promise<void>
  /** What the browser grants this site, and what is used of it. */
  estimate(): Promise<StorageEstimate>
  /** Asks the browser not to remove what is stored; true if it promised. */
  persist(): Promise<boolean>
}

interface TrainHeadOptions extends CallOptions {
  onFold?: ((done: number, total: number) => void) | undefined
}

/** The engine of this device: models run in workers of the page. */
export interface LocalEngine extends Engine {
  /** The models that the browser keeps. */
  readonly models: ModelStorage
  /** What the engine knows of the device and of the workers that run. */
  diagnostics(): Promise<LocalDiagnostics>
  /** Makes a linear classifier of vectors in a worker; `trainClassifier` is what you want instead. */
  trainHead(data: HeadExamples, options?: TrainHeadOptions): Promise<TrainedHead>
  /** Ends all workers now; the next call starts them again. */
  stop(): void
}

/**
 * Models in Web Workers on this device. Nothing leaves the page.
 *
 * @example
 * const engine = localEngine({ device: 'wasm' })
 * const embedder = await createEmbedder({ engines: [engine] })
 * console.log(await engine.diagnostics())
 */
export function localEngine(options: LocalEngineOptions = {}): LocalEngine {
  checkOptions('localEngine', options, {
    device: 'any',
    threads: 'any',
    workers: 'any',
    baseUrl: 'any',
    worker: 'function',
    hub: 'string',
  })
  const { device = 'auto', threads, workers = sharingWorkers(threads) } = options
  const { baseUrl, worker, hub = 'https://huggingface.co' } = options
  if (!['auto', 'wasm', 'webgpu'].includes(device)) {
    throw new TypeError(`\`device\` must be 'auto', 'wasm' or 'webgpu', got ${String(device)}`)
  }
  if (threads !== undefined && !(Number.isInteger(threads) && threads > 0)) {
    throw new RangeError(`\`threads\` must be a positive integer, got ${threads}`)
  }
  if (workers !== 1 && workers !== 2) throw new RangeError(`\`workers\` must be 1 or 2, got ${String(workers)}`)
  const supervisors = new Map<string, { group: WorkerGroup; supervisor: Supervisor<EncoderApi> }>()
  const verdicts = new Map<string, Verdict & { model: string }>()

  function supervisor(group: WorkerGroup, on: Device, place = 1): Supervisor<EncoderApi> {
    const name = `${group}.${on}.${place}`
    const known = supervisors.get(name)
    if (known !== undefined) return known.supervisor
    const created = supervise<EncoderApi>({
      spawn: () => (worker === undefined ? spawnWorker[group]() : worker(group)),
      start: (client) =>
        client.call((api) => Promise.resolve(api.configure({ device: on, threads: threadCount(threads) }))),
    })
    supervisors.set(name, { group, supervisor: created })
    return created
  }

  const contextOf = (place: number): LocalContext => ({
    supervisor: (group, on) => supervisor(group, on, place),
    note: (model, verdict) => verdicts.set(`${model} ${verdict.device}`, { model, ...verdict }),
  })
  const groupOf = (task: Task): WorkerGroup => (task === 'generate' ? 'generator' : 'encoder')
  const resolve = (task: Task, model: string | undefined, settings?: ModelSettings) =>
    resolveModel(task, model, modelAddress(baseUrl), hub, settings)
  // The store of models is the same from every worker: any that is at hand will do.
  const anyWorker = () => supervisor('encoder', device === 'webgpu' ? 'webgpu' : 'wasm')

  return {
    name: 'local',
    place: 'device',
    async availability(task, model, settings) {
      if (globalThis.Worker === undefined || globalThis.WebAssembly === undefined) return 'unavailable'
      let source: ModelSource
      try {
        source = resolve(task, model, settings)
      } catch (error) {
        // Opening says what is wrong with the name; here it only means that this engine is not the one.
        if (NlpError.is(error, 'model-unknown')) return 'unavailable'
        throw error
      }
      try {
        return (await anyWorker().call((api) => api.stored(source))) ? 'available' : 'downloadable'
      } catch (error) {
        // Where no worker starts, opening says why; here the next engine of the list should be asked.
        if (NlpError.is(error)) return 'unavailable'
        throw error
      }
    },
    async open(task, model, options = {}) {
      // Before anything else is looked for: without a page there is no folder of models either.
      const lack = worker === undefined ? lackOfWorkers() : undefined
      if (lack !== undefined) throw lack
      const group = groupOf(task)
      const source = resolve(task, model, options)
      const candidates = 'file' in source ? ON_CPU : await deviceCandidates(device, group)
      const request = { task, group, source, candidates }
      const session = await openLocalSession({ ...request, context: contextOf(1), options })
      if (task !== 'embed' || workers === 1) return session
      return shareLists(session, () => openLocalSession({ ...request, context: contextOf(2), options: {} }))
    },
    trainHead: (data, { signal, onFold } = {}) =>
      anyWorker().call(
        (api, { signal: link, listen }) =>
          api.trainHead(
            data,
            link,
            listen(([done, total]: readonly [number, number]) => onFold?.(done, total)),
          ),
        { signal },
      ),
    models: {
      list: () => anyWorker().call((api) => api.listModels()),
      delete: (id) => anyWorker().call((api) => api.deleteModel(id)),
      pin: (id, pinned = true) => anyWorker().call((api) => api.pinModel(id, pinned)),
      clear: () => anyWorker().call((api) => api.clearModels()),
      estimate: () => anyWorker().call((api) => api.storageEstimate()),
      // Only a page may ask: workers have no one to ask for permission.
      persist: async () => (await globalThis.navigator?.storage?.persist?.()) ?? false,
    },
    async diagnostics() {
      const running = [...supervisors.values()].filter(({ supervisor: { running } }) => running)
      return {
        crossOriginIsolated: globalThis.crossOriginIsolated === true,
        threads: threadCount(threads),
        workers: await Promise.all(
          running.map(async ({ group, supervisor: { call } }) => ({
            group,
            ...(await call((api) => api.diagnostics())),
          })),
        ),
        verdicts: [...verdicts.values()],
      }
    },
    stop() {
      for (const { supervisor: each } of supervisors.values()) each.stop()
    },
  }
}

/** Our own kernels, which run GGUF files, compute there, whatever device is asked for. */
const ON_CPU: readonly DeviceChoice[] = [{ device: 'wasm', reason: 'GGUF runs on the CPU' }]
