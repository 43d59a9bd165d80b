import { checkOptions } from '../calls/check-options.js'
import type { CallOptions, Engine, EngineSession, ModelSettings, OpenOptions } from '../calls/engine.js'
import type { Device, Runtime } from '../shared/compute.js'
import type { EmbeddingCache } from '../shared/embedding-cache.js'
import { NlpError } from '../shared/errors.js'
import type { ModelSource } from '../shared/model-manifest.js'
import type { Task } from '../shared/tasks.js'
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
import { computeWish } from './compute-options.js'
import { deviceCandidates, MOST_WORKERS, sharingWorkers, threadCount } from './device.js'
import { type LocalContext, openLocalSession } from './local-session.js'
import { resolveModel } from './model-source.js'
import { NATIVE, NATIVE_PLACE, nativeOf } from './native.js'
import { shareLists } from './shared-session.js'
import { spawnWorker, type WorkerGroup } from './spawn-worker.js'
import type { ModelTabs, SharedModel } from './tabs/connect-tabs.js'
import type { ModelUse } from './tabs/model-name.js'
import { type NativeRuntime, openThreads, type Threads } from './threads.js'
import type { Verdict } from './verdicts.js'

/** Options for the workers of this device and the source of the models. */
export interface LocalEngineOptions {
  /**
   * The device that runs the models. @default 'auto': the fastest device for the kind of model, after a test of its
   * correctness
   */
  device?: 'auto' | Device | undefined
  /** The program that computes the models. @default 'auto': the kernels of tacet where they can run the model on the CPU, else ONNX Runtime */
  runtime?: 'auto' | Runtime | 'onnxruntime-node' | undefined
  /** Threads of a worker, where the page is cross-origin isolated, and of `onnxruntime-node`. @default one core less than there are, at most 4 */
  threads?: number | undefined
  /**
   * How many workers share a long list of texts to embed, at most 4. Each worker holds the weights.
   * @default one less than there are cores, 2 at least and 4 at most; 1 where the model has several threads or the machine is small
   */
  workers?: number | undefined
  /**
   * The address of the folder that holds `models/`, or of each model's package, with `{model}` and `{version}` in it.
   * @default the page's `<meta name="tacet-assets">`, else the folder of the Vite plugin, else `tacet/` beside the page; in Node the
   * installed packages
   *
   * @example
   * localEngine({ baseUrl: 'https://cdn.example/npm/@tacet/{model}@{version}/' })
   */
  baseUrl?: string | URL | undefined
  /**
   * Creates the worker, for a bundler, a policy or an origin that needs its own code for this. The argument names the
   * worker: 'encoder' runs dist/workers/inference.worker.js, 'generator' runs dist/workers/generator.worker.js.
   * @default the package's own workers
   *
   * @example
   * const files = { encoder: 'inference.worker.js', generator: 'generator.worker.js' }
   * localEngine({ worker: (group) => new Worker(`/tacet/workers/${files[group]}`, { type: 'module' }) })
   */
  worker?: ((group: WorkerGroup) => Worker) | undefined
  /** The server for hub ids (`owner/name`). @default 'https://huggingface.co' */
  hub?: string | undefined
}

/** Facts about the device and the workers of an engine. */
export interface LocalDiagnostics {
  /** Whether the page is cross-origin isolated, so that a worker may have several threads. */
  readonly crossOriginIsolated: boolean
  /** How many threads a new worker gets. */
  readonly threads: number
  /** The running workers. */
  readonly workers: readonly (WorkerDiagnostics & { readonly group: WorkerGroup })[]
  /** For each model and device, whether the device runs the model, and the reason. */
  readonly verdicts: readonly (Verdict & { readonly model: string })[]
  /** The models that were opened with `shareAcrossTabs`, and whether this tab has them. */
  readonly shared: readonly SharedModel[]
}

/** The models that the browser keeps for this site. */
export interface ModelStorage {
  /** All models that the browser keeps. */
  list(): Promise<readonly StoredModel[]>
  /** Deletes a model; true if the browser had it. A model in use stays in memory until it is closed. */
  delete(id: string): Promise<boolean>
  /** Pins or unpins a model. A pinned model is never removed to make room. */
  pin(id: string, pinned?: boolean): Promise<void>
  /** Deletes all models. */
  clear(): Promise<void>
  /** How much storage the browser grants this site, and how much of it is in use. */
  estimate(): Promise<StorageEstimate>
  /** Asks the browser to keep the stored files; true if it promises that. */
  persist(): Promise<boolean>
}

/** The means of Node, and `onnxruntime-node` where the model shall run on it. A page has neither. */
interface Means {
  readonly program: Threads | undefined
  readonly native?: NativeRuntime | undefined
}

interface TrainHeadOptions extends CallOptions {
  onFold?: ((done: number, total: number) => void) | undefined
}

/** The engine of this device: models run in workers of the page. */
export interface LocalEngine extends Engine {
  /** The models that the browser keeps. */
  readonly models: ModelStorage
  /** Facts about the device and the running workers. */
  diagnostics(): Promise<LocalDiagnostics>
  /** Trains a linear classifier of vectors in a worker. `trainClassifier` is the function for apps. */
  trainHead(data: HeadExamples, options?: TrainHeadOptions): Promise<TrainedHead>
  /** Ends all workers at once. The next call starts them again. */
  stop(): void
}

/**
 * Runs models in Web Workers on this device. Nothing leaves the page.
 *
 * @example
 * const engine = localEngine({ device: 'wasm' })
 * const embedder = await createEmbedder({ engines: [engine] })
 * console.log(await engine.diagnostics())
 */
export function localEngine(options: LocalEngineOptions = {}): LocalEngine {
  checkOptions('localEngine', options, {
    device: 'any',
    runtime: 'any',
    threads: 'any',
    workers: 'any',
    baseUrl: 'any',
    worker: 'function',
    hub: 'string',
  })
  const { threads, workers } = options
  const { baseUrl, worker, hub = 'https://huggingface.co' } = options
  const own = computeWish(options)
  if (threads !== undefined && !(Number.isInteger(threads) && threads > 0)) {
    throw new RangeError(`\`threads\` must be a positive integer, got ${threads}`)
  }
  if (workers !== undefined && !(Number.isInteger(workers) && workers >= 1 && workers <= MOST_WORKERS)) {
    throw new RangeError(`\`workers\` must be a whole number from 1 to ${MOST_WORKERS}, got ${String(workers)}`)
  }
  const supervisors = new Map<string, { group: WorkerGroup; supervisor: Supervisor<EncoderApi> }>()
  const verdicts = new Map<string, Verdict & { model: string }>()
  let tabs: Promise<ModelTabs | undefined> | undefined

  function supervisor({ program, native }: Means, group: WorkerGroup, on: Device, place = 1): Supervisor<EncoderApi> {
    const name = `${group}.${native === undefined ? on : 'native'}.${place}`
    const known = supervisors.get(name)
    if (known !== undefined) return known.supervisor
    const count = native === undefined ? threadCount(threads) : (threads ?? native.threads)
    const created = supervise<EncoderApi>({
      spawn: () => worker?.(group) ?? program?.spawn(group, native?.path) ?? spawnWorker[group](),
      start: (client) => client.call((api) => Promise.resolve(api.configure({ device: on, threads: count }))),
    })
    supervisors.set(name, { group, supervisor: created })
    return created
  }

  const contextOf = (means: Means, place: number): LocalContext => ({
    supervisor: (group, on) => supervisor(means, group, on, place),
    note: (model, verdict) => verdicts.set(`${model} ${verdict.device} ${verdict.runtime}`, { model, ...verdict }),
  })
  const groupOf = (task: Task): WorkerGroup => (task === 'generate' ? 'generator' : 'encoder')
  function resolve(
    program: Threads | undefined,
    task: Task,
    model: string | undefined,
    { pooling, prefixes, translation, ...settings }: ModelSettings = {},
  ): ModelSource {
    if (translation !== undefined && model === undefined) {
      throw new NlpError('model-unknown', 'No model that translates comes with tacet. Name one in `model`.')
    }
    const places = { address: modelAddress(baseUrl, program), hub, base: program?.base }
    return resolveModel(task, model, places, { pooling, prefixes, dtype: computeWish(settings).dtype })
  }
  async function requestOf(
    program: Threads | undefined,
    task: Task,
    model: string | undefined,
    settings: ModelSettings,
  ) {
    const group = groupOf(task)
    const source = resolve(program, task, model, settings)
    const { device = own.device, runtime = own.runtime } = computeWish(settings)
    const candidates =
      runtime === NATIVE ? NATIVE_PLACE : await deviceCandidates({ device, runtime, group, gguf: 'file' in source })
    return { group, source, candidates }
  }
  type Request = Awaited<ReturnType<typeof requestOf>>

  const modelUseOf = (request: Request, cache?: EmbeddingCache): ModelUse => ({
    ...request,
    threads: threadCount(threads),
    workers,
    cache,
  })
  function openTabs(
    program: Threads | undefined,
    { shareAcrossTabs, cache }: OpenOptions,
  ): Promise<ModelTabs | undefined> | undefined {
    // A program has no tabs, and the key of a cache stays in its tab.
    if (!shareAcrossTabs || program !== undefined || cache?.key !== undefined) return undefined
    // A new release of the app may have removed the file of this code. Then the tab has the model for itself, as without the option.
    tabs ??= import('./tabs/connect-tabs.js').then(
      ({ connectTabs }) => connectTabs(),
      () => undefined,
    )
    return tabs
  }
  // All workers see the same store of models, so any worker can answer.
  const onAnyWorker: Supervisor<EncoderApi>['call'] = async (invoke, callOptions) =>
    supervisor({ program: await openThreads() }, 'encoder', own.device ?? 'wasm').call(invoke, callOptions)

  return {
    name: 'local',
    place: 'device',
    async availability(task, model, settings = {}) {
      const program = await openThreads()
      const hasWorkers = program !== undefined || globalThis.Worker !== undefined
      if (!hasWorkers || globalThis.WebAssembly === undefined) return 'unavailable'
      let source: ModelSource
      try {
        source = resolve(program, task, model, settings)
      } catch (error) {
        // `open` reports the error in the name. Here the error only means that this engine does not have the model.
        if (NlpError.is(error, 'model-unknown') || NlpError.is(error, 'model-missing')) return 'unavailable'
        throw error
      }
      const { device = own.device, runtime = own.runtime } = computeWish(settings)
      try {
        if (runtime === NATIVE) nativeOf(program, device)
        // A file of this computer is not copied to the stored models.
        if (source.url.startsWith('file:')) return 'available'
        const shared = await openTabs(program, settings)
        // Where a tab has the model, no worker has to start here and look for stored files.
        if (await shared?.isTaken(modelUseOf(await requestOf(program, task, model, settings)))) return 'available'
        return (await onAnyWorker((api) => api.stored(source))) ? 'available' : 'downloadable'
      } catch (error) {
        // `open` reports why no worker or no add-on starts. Here the caller should try the next engine of the list.
        if (NlpError.is(error)) return 'unavailable'
        throw error
      }
    },
    async open(task, model, options = {}) {
      const program = await openThreads()
      // This comes first: without a page there is no folder of models either, and that error would be less clear.
      const lack = worker === undefined && program === undefined ? lackOfWorkers() : undefined
      if (lack !== undefined) throw lack
      const { accessToken, cache } = options
      const request = await requestOf(program, task, model, options)
      const { device = own.device, runtime = own.runtime } = computeWish(options)
      const means: Means = { program, native: runtime === NATIVE ? nativeOf(program, device) : undefined }
      async function openHere(asked: Task, how: OpenOptions): Promise<EngineSession> {
        const opening = { ...request, task: asked }
        const session = await openLocalSession({ ...opening, context: contextOf(means, 1), options: how })
        // A model with its own threads uses the other cores by itself.
        const sharing = workers ?? (session.threads > 1 ? 1 : sharingWorkers(program?.cores))
        if (asked !== 'embed' || sharing === 1) return session
        const places = Array.from({ length: sharing - 1 }, (_, index) => index + 2)
        return shareLists(
          session,
          places.map(
            (place) => () =>
              openLocalSession({ ...opening, context: contextOf(means, place), options: { accessToken, cache } }),
          ),
        )
      }
      const shared = await openTabs(program, options)
      if (shared === undefined) return openHere(task, options)
      const open = (asked: Task, how: OpenOptions) => openHere(asked, { ...how, accessToken, cache })
      return shared.open({ use: modelUseOf(request, cache), task, options, open })
    },
    trainHead: (data, { signal, onFold } = {}) =>
      onAnyWorker(
        (api, { signal: link, listen }) =>
          api.trainHead(
            data,
            link,
            listen(([done, total]: readonly [number, number]) => onFold?.(done, total)),
          ),
        { signal },
      ),
    models: {
      list: () => onAnyWorker((api) => api.listModels()),
      delete: (id) => onAnyWorker((api) => api.deleteModel(id)),
      pin: (id, pinned = true) => onAnyWorker((api) => api.pinModel(id, pinned)),
      clear: () => onAnyWorker((api) => api.clearModels()),
      estimate: () => onAnyWorker((api) => api.storageEstimate()),
      // Only a page can ask the user for this permission, so no worker is used.
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
        shared: (await tabs)?.list() ?? [],
      }
    },
    stop() {
      for (const { supervisor: each } of supervisors.values()) each.stop()
    },
  }
}
