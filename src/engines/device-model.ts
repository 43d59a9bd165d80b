import type { OpenOptions } from '../calls/engine.js'
import { NlpError } from '../shared/errors.js'
import type { ModelSource } from '../shared/model-manifest.js'
import type { LoadProgress } from '../shared/progress.js'
import type { Task } from '../shared/tasks.js'
import type { InferenceApi, ModelInfo } from '../wire/shared/inference-api.js'
import type { SupervisedWorker, Supervisor } from '../wire/supervisor.js'

/** A model in one worker: open, or about to open. */
export interface Opening {
  readonly worker: SupervisedWorker<InferenceApi>
  /** The name that the model has in this worker, once it is open. */
  readonly key: Promise<string>
}

/** A model in the worker of one device. A new worker opens it again. */
export interface DeviceModel {
  /** Facts about the model, from the first opening. */
  readonly info: ModelInfo
  /** The model in the running worker. Opens it there if necessary. */
  opening(): Opening
  close(): Promise<void>
}

export async function openDeviceModel(
  supervisor: Supervisor<InferenceApi>,
  source: ModelSource,
  task: Task,
  { accessToken, signal, onProgress }: OpenOptions,
): Promise<DeviceModel> {
  const release = supervisor.retain()
  const closing = new AbortController()
  let current: Opening | undefined

  function open(callSignal: AbortSignal, report?: (value: LoadProgress) => void): Promise<ModelInfo> {
    const worker = supervisor.worker()
    const info = worker.call(
      async (api, { signal: link, listen }) => {
        const opened = await api.open(
          source,
          task,
          link,
          listen((value) => report?.(value)),
          accessToken,
        )
        // The worker counts this opening even if all callers gave up. Without this close it would hold the model for ever.
        if (link.aborted) await api.close(opened.key).catch(() => {})
        return opened
      },
      { signal: callSignal },
    )
    const opening = { worker, key: info.then(({ key }) => key) }
    current = opening
    opening.key.catch(() => {
      if (current === opening) current = undefined
    })
    return info
  }

  /**
   * After a crash or an idle stop there is a new worker without the model. All calls wait for the same opening. No call
   * may abort it with its signal, because the next call needs the opening too.
   */
  function opening(): Opening {
    if (!current?.worker.running) open(closing.signal)
    return current as Opening
  }

  async function close(): Promise<void> {
    release()
    closing.abort(new NlpError('closed', `Model ${source.id} was closed`))
    const held = current
    const key = await held?.key.catch(() => undefined)
    // A new worker has replaced this one. There the model belongs to others.
    if (held === undefined || key === undefined || !held.worker.running) return
    await held.worker.call((api) => api.close(key)).catch(() => {})
  }

  try {
    const either = signal === undefined ? closing.signal : AbortSignal.any([closing.signal, signal])
    return { info: await open(either, onProgress), opening, close }
  } catch (error) {
    release()
    throw error
  }
}
