import { asyncDispose } from '../dispose.js'
import type { EngineSession, OpenOptions, RunOptions } from '../engine.js'
import { NlpError } from '../errors.js'
import type { ModelSource, Task, TaskMap } from '../tasks.js'
import type { InferenceApi } from '../wire/inference-api.js'
import type { Supervisor } from '../wire/supervisor.js'
import type { Device, DeviceChoice } from './device.js'
import { type DeviceModel, openDeviceModel } from './device-model.js'
import type { WorkerGroup } from './spawn-worker.js'
import { keepVerdict, recallVerdict, secondLoss, type Verdict } from './verdicts.js'

/** What sessions need of their engine. */
export interface LocalContext {
  supervisor(group: WorkerGroup, device: Device): Supervisor<InferenceApi>
  note(model: string, verdict: Verdict): void
}

interface OpenRequest {
  readonly context: LocalContext
  readonly task: Task
  readonly group: WorkerGroup
  readonly source: ModelSource
  readonly candidates: readonly DeviceChoice[]
  readonly options: OpenOptions
}

/** The model on the device that serves it now. */
interface OpenChoice extends DeviceModel {
  readonly device: Device
}

/** A model opened in a worker; it opens itself again when the worker had to be replaced. */
export async function openLocalSession(request: OpenRequest): Promise<EngineSession> {
  const { context, task, group, source } = request
  const identity = source.type === 'catalog' ? source.sha256 : source.url
  let closed = false
  let choice = await firstAccepted(request, identity)

  async function run<T extends Task>(
    asked: T,
    input: TaskMap[T]['input'],
    { signal, priority = 'interactive', onEvent }: RunOptions<T>,
  ): Promise<TaskMap[T]['output']> {
    const { supervisor } = choice
    // After a crash or an idle stop the worker is a new one and knows nothing.
    const { key } = await choice.opened(signal)
    return supervisor.call(
      (api, { signal: link, listen }) =>
        // Comlink's types lose the bond between task, input and output.
        api.run(
          key,
          asked,
          input as never,
          { priority },
          link,
          onEvent && listen((event) => onEvent(event as never)),
        ) as Promise<TaskMap[T]['output']>,
      { signal },
    )
  }

  return {
    engine: 'local',
    model: source.id,
    digest: choice.info.digest,
    dimensions: choice.info.dimensions,
    labels: choice.info.labels,
    contextWindow: choice.info.contextWindow,
    async run(asked, input, runOptions = {}) {
      if (closed) throw new NlpError('closed', `Model ${source.id} was closed`)
      runOptions.signal?.throwIfAborted()
      let shown = false
      const again = () => {
        const { onEvent } = runOptions
        if (onEvent === undefined) return run(asked, input, runOptions)
        const note: typeof onEvent = (event) => {
          shown = true
          onEvent(event)
        }
        return run(asked, input, { ...runOptions, onEvent: note })
      }
      try {
        return await again()
      } catch (error) {
        if (!NlpError.is(error)) throw error
        // Neither a lost device nor a broken runtime can be had again in the same worker.
        const broken = error.code === 'device-lost' || error.code === 'worker-crashed'
        if (broken) choice.supervisor.stop(error)
        // What was written so far must not be written again.
        if (shown) throw error
        // Ended because of somebody else's abort.
        if (error.details['silent'] === true && asked !== 'generate') return again()
        if (error.code === 'device-lost') return answerAfterLoss(again)
        // The input may be what broke the runtime, so it is not tried again.
        throw error
      }
    },
    close,
    [asyncDispose]: close,
  }

  /** A fresh worker gets the device back, once; then WebAssembly takes over. */
  async function answerAfterLoss<R>(again: () => Promise<R>): Promise<R> {
    if (!secondLoss(identity)) {
      try {
        return await again()
      } catch (error) {
        // Killed a moment ago, the graphics process may not be back yet: whatever failed there may work elsewhere.
        if (!NlpError.is(error) || choice.device === 'wasm') throw error
        choice.supervisor.stop(error)
      }
    }
    if (choice.device !== 'wasm') {
      const reason = 'the graphics device was lost twice within five minutes'
      context.note(source.id, { device: choice.device, accepted: false, reason })
      choice = await openOn({ ...request, options: {} }, { device: 'wasm', reason })
    }
    return again()
  }

  async function close(): Promise<void> {
    if (closed) return
    closed = true
    await choice.close()
  }

  async function firstAccepted({ candidates }: OpenRequest, digest: string): Promise<OpenChoice> {
    let failure: unknown
    for (const candidate of candidates) {
      const known = candidate.device === 'webgpu' ? recallVerdict(digest, candidate.device) : undefined
      if (known?.accepted === false) {
        context.note(source.id, known)
        failure = new NlpError('unsupported', `Model ${source.id} cannot run on ${known.device}: ${known.reason}`)
        continue
      }
      try {
        return await openOn(request, candidate)
      } catch (error) {
        // What is wrong with the files is wrong on every device.
        if (!NlpError.is(error) || candidate.device === 'wasm' || error.code === 'model-download') throw error
        const verdict = { device: candidate.device, accepted: false, reason: error.message }
        context.note(source.id, verdict)
        keepVerdict(digest, verdict)
        failure = error
      }
    }
    throw failure
  }

  async function openOn({ options }: OpenRequest, { device, reason }: DeviceChoice): Promise<OpenChoice> {
    const model = await openDeviceModel(context.supervisor(group, device), source, task, options)
    context.note(source.id, { device, accepted: true, reason })
    return { ...model, device }
  }
}
