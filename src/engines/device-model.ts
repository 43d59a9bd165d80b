import type { OpenOptions } from '../engine.js'
import type { LoadProgress } from '../progress.js'
import type { ModelSource, Task } from '../tasks.js'
import type { InferenceApi, ModelInfo } from '../wire/inference-api.js'
import type { Supervisor } from '../wire/supervisor.js'

/** A model in the worker of one device; it is opened there again when the worker had to be replaced. */
export interface DeviceModel {
  readonly supervisor: Supervisor<InferenceApi>
  /** What the first opening told. */
  readonly info: ModelInfo
  /** The model in the worker that runs now, opened there if need be. */
  opened(signal?: AbortSignal): Promise<ModelInfo>
  close(): Promise<void>
}

export async function openDeviceModel(
  supervisor: Supervisor<InferenceApi>,
  source: ModelSource,
  task: Task,
  { signal, onProgress }: OpenOptions,
): Promise<DeviceModel> {
  const release = supervisor.retain()
  let opening: { promise: Promise<ModelInfo>; generation: number } | undefined

  function opened(callSignal?: AbortSignal, report?: (value: LoadProgress) => void): Promise<ModelInfo> {
    const { generation } = supervisor
    if (opening?.generation === generation) return opening.promise
    const promise = supervisor.call(
      (api, { signal: link, listen }) =>
        api.open(
          source,
          task,
          link,
          listen((value) => report?.(value)),
        ),
      { signal: callSignal },
    )
    const current = { promise, generation }
    opening = current
    promise.catch(() => {
      if (opening === current) opening = undefined
    })
    return promise
  }

  async function close(): Promise<void> {
    release()
    const held = await opening?.promise.catch(() => undefined)
    // A worker that is gone has nothing left to close.
    if (held === undefined || !supervisor.running) return
    await supervisor.call((api) => api.close(held.key)).catch(() => {})
  }

  try {
    return { supervisor, info: await opened(signal, onProgress), opened: (callSignal) => opened(callSignal), close }
  } catch (error) {
    release()
    throw error
  }
}
