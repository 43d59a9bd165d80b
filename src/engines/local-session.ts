import { asyncDispose } from '../calls/dispose.js'
import type { EngineSession, OpenOptions, RunOptions } from '../calls/engine.js'
import { type ErrorCode, NlpError } from '../shared/errors.js'
import type { ModelSource } from '../shared/model-manifest.js'
import type { Task, TaskMap } from '../shared/tasks.js'
import { untilAborted } from '../shared/until-aborted.js'
import type { InferenceApi } from '../wire/shared/inference-api.js'
import { modelKey } from '../wire/shared/model-key.js'
import type { Supervisor } from '../wire/supervisor.js'
import type { Device, DeviceChoice } from './device.js'
import { type DeviceModel, type Opening, openDeviceModel } from './device-model.js'
import type { WorkerGroup } from './spawn-worker.js'
import { keepVerdict, recallVerdict, secondLoss, type Verdict } from './verdicts.js'

/** The parts of an engine that its sessions use. */
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

/** The model, and the device that runs it. */
interface OpenChoice extends DeviceModel {
  readonly device: Device
}

/** Failures that another device may not have. A failure of the network or the storage is the same on all devices. */
const ABOUT_DEVICE: ReadonlySet<ErrorCode> = new Set([
  'unsupported',
  'model-corrupt',
  'invalid-output',
  'out-of-memory',
  'device-lost',
  'worker-crashed',
])

/** Failures of a device that would happen again at the next visit. */
const LASTING: ReadonlySet<ErrorCode> = new Set(['unsupported', 'model-corrupt', 'invalid-output'])

/** Opens a model in a worker. The session opens the model again when a new worker replaces the old one. */
export async function openLocalSession(request: OpenRequest): Promise<EngineSession> {
  const { context, task, group, source } = request
  const identity = source.type === 'catalog' ? source.sha256 : modelKey(source)
  let closed = false
  let choice = await firstAccepted(request, identity)
  let moving: Promise<void> | undefined

  async function run<T extends Task>(
    { worker, key: opening }: Opening,
    asked: T,
    input: TaskMap[T]['input'],
    { signal, priority = 'interactive', onEvent }: RunOptions<T>,
  ): Promise<TaskMap[T]['output']> {
    try {
      const key = await untilAborted(opening, signal)
      return await worker.call(
        (api, { signal: link, listen }) =>
          // The types of Comlink do not keep task, input and output together.
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
    } catch (error) {
      // A worker with a lost device or a broken runtime stays broken, so it is stopped.
      if (NlpError.is(error, 'device-lost') || NlpError.is(error, 'worker-crashed')) worker.stop(error)
      throw error
    }
  }

  return {
    engine: 'local',
    model: source.id,
    digest: choice.info.digest,
    dimensions: choice.info.dimensions,
    labels: choice.info.labels,
    operatingPoints: choice.info.operatingPoints,
    contextWindow: choice.info.contextWindow,
    async run(asked, input, runOptions = {}) {
      if (closed) throw new NlpError('closed', `Model ${source.id} was closed`)
      runOptions.signal?.throwIfAborted()
      let shown = false
      const { onEvent } = runOptions
      const note: typeof onEvent = (event) => {
        shown = true
        onEvent?.(event)
      }
      const noted = onEvent === undefined ? runOptions : { ...runOptions, onEvent: note }
      const again = () => run(choice.opening(), asked, input, noted)
      const opening = choice.opening()
      try {
        return await run(opening, asked, input, noted)
      } catch (error) {
        // Another try would write the same text again.
        if (!NlpError.is(error) || shown) throw error
        // The abort of another caller ended this call too.
        if (error.details['silent'] === true && asked !== 'generate') return again()
        if (error.code === 'device-lost') return answerAfterLoss(opening.worker, again)
        // This input may have broken the runtime, so the call is not repeated.
        throw error
      }
    },
    close,
    [asyncDispose]: close,
  }

  /** After a first loss a new worker tries the device again. After a second loss the model moves to WebAssembly. */
  async function answerAfterLoss<R>(lost: object, again: () => Promise<R>): Promise<R> {
    if (!secondLoss(identity, lost)) {
      try {
        return await again()
      } catch (error) {
        // The graphics process may not be back yet, so any failure there may succeed on WebAssembly.
        if (!NlpError.is(error) || choice.device === 'wasm') throw error
      }
    }
    // All running calls share one move. Otherwise each of them would open the model once more.
    moving ??= moveToWebAssembly().finally(() => {
      moving = undefined
    })
    await moving
    return again()
  }

  async function moveToWebAssembly(): Promise<void> {
    const left = choice
    if (left.device === 'wasm') return
    const reason = 'the graphics device was lost twice within five minutes'
    context.note(source.id, { device: left.device, accepted: false, reason })
    choice = await openOn({ ...request, options: {} }, { device: 'wasm', reason })
    // We do not wait for the close: a call that still runs there may take long.
    void left.close()
    if (closed) await choice.close()
  }

  async function close(): Promise<void> {
    if (closed) return
    closed = true
    await choice.close()
  }

  async function firstAccepted({ candidates }: OpenRequest, digest: string): Promise<OpenChoice> {
    const refused: Verdict[] = []
    let failure: unknown
    for (const candidate of candidates) {
      const { device } = candidate
      const known = device === 'webgpu' ? recallVerdict(digest, device) : undefined
      if (known?.accepted === false) {
        context.note(source.id, known)
        failure = new NlpError('unsupported', `Model ${source.id} cannot run on ${device}: ${known.reason}`)
        continue
      }
      try {
        const choice = await openOn(request, candidate)
        // A refusal is stored only after another device succeeded: a failure on every device is the fault of the files.
        for (const verdict of refused) keepVerdict(digest, verdict)
        return choice
      } catch (error) {
        if (!NlpError.is(error) || device === 'wasm' || !ABOUT_DEVICE.has(error.code)) throw error
        const verdict = { device, accepted: false, reason: error.message }
        context.note(source.id, verdict)
        if (LASTING.has(error.code)) refused.push(verdict)
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
