import type { EmbeddingCache } from '../../src/shared/embedding-cache.js'
import { NlpError } from '../../src/shared/errors.js'
import type { EmbeddingSettings, ModelManifest, ModelSource } from '../../src/shared/model-manifest.js'
import type { LoadProgress } from '../../src/shared/progress.js'
import type { Task, TaskMap } from '../../src/shared/tasks.js'
import type { ModelInfo, Proof } from '../../src/wire/shared/inference-api.js'
import { modelKey } from '../../src/wire/shared/model-key.js'
import { loadModel } from '../architectures/load.js'
import { sha256 } from '../model-files/digest.js'
import { precisionOfFile } from '../model-files/find-weights.js'
import { openModelFiles } from '../model-files/open.js'
import { describeChoice, type Place, spaceOf, withAlternative } from '../runtime/choose-runtime.js'
import type { CallContext, LoadedModel } from '../tasks/model.js'
import { embedCached } from '../vector-cache/embed-cached.js'
import { probe } from './probe.js'
import { type SharedLoad, shareLoad } from './shared-load.js'

/**
 * Closed models stay loaded up to this many bytes. Otherwise a page that opens and closes a model per call would load
 * it again every time.
 */
const SPARE_BYTES = 128 * 1024 * 1024

interface Entry {
  readonly model: LoadedModel
  readonly info: ModelInfo
  /** The key of the model that this one reads. It is held as long as this model is loaded. */
  readonly base: string | undefined
  users: number
  lastUsed: number
}

export interface Sessions {
  open(
    source: ModelSource,
    task: Task,
    signal: AbortSignal,
    report: (progress: LoadProgress) => void,
    accessToken?: string | undefined,
  ): Promise<ModelInfo>
  run<T extends Task>(
    key: string,
    task: T,
    input: TaskMap[T]['input'],
    context: CallContext,
    cache?: EmbeddingCache | undefined,
  ): Promise<TaskMap[T]['output']>
  close(key: string): Promise<void>
  list(): readonly ModelInfo[]
}

/** The models of one worker. Each model is loaded once, counts its users, and is dropped when its memory is needed. */
export function createSessions(place: Place): Sessions {
  const entries = new Map<string, Entry>()
  const loading = new Map<string, SharedLoad<void>>()
  let uses = 0

  async function load(
    source: ModelSource,
    task: Task,
    signal: AbortSignal,
    report: (progress: LoadProgress) => void,
    accessToken?: string | undefined,
  ): Promise<Entry> {
    const started = performance.now()
    const files = await openModelFiles(source, { signal, onProgress: report, accessToken, ...spaceOf(place) })
    signal.throwIfAborted()
    const bytes = files.manifest.files.reduce((sum, file) => sum + file.bytes, 0)
    await dropSpare(bytes)
    report({ type: 'prepare' })
    const base =
      source.type === 'catalog' && source.base
        ? await open(source.base, 'embed', signal, report, accessToken)
        : undefined
    const { architecture } = files.manifest
    let model: LoadedModel | undefined
    let proof: Proof
    try {
      model = await loadModel(files, { place, wish: source.runtime, base: base && get(base.key).model })
      proof = await probe(model, files, task, signal)
      signal.throwIfAborted()
    } catch (error) {
      await model?.close()
      if (base !== undefined) release(base.key)
      throw model === undefined ? error : withAlternative(error, model.choice)
    }
    const info: ModelInfo = {
      key: modelKey(source),
      id: source.id,
      digest: source.type === 'catalog' ? source.sha256 : await digestOf(files.manifest, source),
      bytes,
      storage: files.storage,
      warning: files.warning?.message,
      loadMs: performance.now() - started,
      ...describeChoice(model.choice, place, model.kernelThreads?.planned),
      dtype: architecture.type === 'transformer' ? precisionOfFile(architecture.model) : undefined,
      proof,
      dimensions: model.dimensions,
      labels: model.labels,
      operatingPoints: model.operatingPoints,
    }
    return { model, info, base: base?.key, users: 0, lastUsed: 0 }
  }

  async function dropSpare(wanted: number): Promise<void> {
    const spare = [...entries].filter(([, { users }]) => users === 0).sort(([, a], [, b]) => a.lastUsed - b.lastUsed)
    let bytes = wanted + spare.reduce((sum, [, { info }]) => sum + info.bytes, 0)
    for (const [key, { model, info, base }] of spare) {
      if (bytes <= SPARE_BYTES) return
      bytes -= info.bytes
      entries.delete(key)
      await model.close()
      if (base !== undefined) release(base)
    }
  }

  function get(key: string): Entry {
    const entry = entries.get(key)
    if (entry === undefined)
      throw new NlpError('closed', `Model ${key} is not open in this worker`, { retryable: true })
    uses += 1
    entry.lastUsed = uses
    return entry
  }

  async function open(
    source: ModelSource,
    task: Task,
    signal: AbortSignal,
    report: (progress: LoadProgress) => void,
    accessToken?: string | undefined,
  ): Promise<ModelInfo> {
    const key = modelKey(source)
    // This is a loop, because a loaded model without users may be dropped for another model.
    while (!entries.has(key)) await loadingOf(key, source, task, accessToken).join(signal, report)
    const entry = get(key)
    if (entry.model.runners[task] === undefined) {
      const able = Object.keys(entry.model.runners).join(', ')
      throw new NlpError('model-unknown', `Model ${source.id} does ${able}, not ${task}`)
    }
    // The caller's promise has already rejected, so the caller would never close this model. The model must not count
    // it as a user.
    signal.throwIfAborted()
    entry.users += 1
    return entry.info
  }

  /**
   * The current load, or a new one. Two loads at once would hold two copies, and one of them would never be released.
   */
  function loadingOf(key: string, source: ModelSource, task: Task, accessToken: string | undefined): SharedLoad<void> {
    const known = loading.get(key)
    if (known !== undefined && !known.abandoned) return known
    const begun = shareLoad<void>(async (stop, tell) => {
      try {
        entries.set(key, await load(source, task, stop, tell, accessToken))
      } finally {
        if (loading.get(key) === begun) loading.delete(key)
      }
    })
    loading.set(key, begun)
    return begun
  }

  function release(key: string): void {
    const entry = entries.get(key)
    if (entry !== undefined) entry.users = Math.max(0, entry.users - 1)
  }

  return {
    open,
    async run(key, task, input, context, cache) {
      const { model, info } = get(key)
      const runner = model.runners[task]
      if (runner === undefined) throw new NlpError('model-unknown', `Model ${key} does not do ${task}`)
      const { embed } = model.runners
      if (task === 'embed' && embed !== undefined && cache !== undefined) {
        const cached = { digest: info.digest, dimensions: info.dimensions ?? 0 }
        const compute = (missing: TaskMap['embed']['input']) => embed(missing, context)
        const output = embedCached({ ...cached, compute }, input as TaskMap['embed']['input'], cache, context.signal)
        return output as Promise<TaskMap[typeof task]['output']>
      }
      return runner(input as never, context) as Promise<TaskMap[typeof task]['output']>
    },
    async close(key) {
      release(key)
      await dropSpare(0)
    },
    // Helpers start after the model, and a model may lose them.
    list: () =>
      [...entries.values()].map(({ info, model }) => ({
        ...info,
        threads: model.kernelThreads?.now() ?? info.threads,
      })),
  }
}

/**
 * The digest of the exact weights of a model that the catalog does not know, and of how vectors are computed from their
 * output.
 */
async function digestOf({ files }: ModelManifest, { pooling, prefixes }: EmbeddingSettings): Promise<string> {
  const lines = files.map(({ path, sha256 }) => `${path} ${sha256}`)
  if (pooling !== undefined || prefixes !== undefined) lines.push(JSON.stringify([pooling, prefixes]))
  return sha256(lines.join('\n'))
}
