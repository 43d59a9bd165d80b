import { asyncDispose } from '../calls/dispose.js'
import type { EngineSession, OpenOptions, RunOptions } from '../calls/engine.js'
import type { Device, Runtime } from '../shared/compute.js'
import { type ErrorCode, NlpError } from '../shared/errors.js'
import type { ModelSource } from '../shared/model-manifest.js'
import type { Task, TaskMap } from '../shared/tasks.js'
import { untilAborted } from '../shared/until-aborted.js'
import type { InferenceApi } from '../wire/shared/inference-api.js'
import { modelKey } from '../wire/shared/model-key.js'
import { unpackScores, type WireOutput } from '../wire/shared/packed-scores.js'
import type { Supervisor } from '../wire/supervisor.js'
import { type Candidate, onCpu } from './device.js'
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
  readonly candidates: readonly Candidate[]
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

/** A session of this device. */
export interface LocalSession extends EngineSession {
  /** How many threads compute the model. */
  readonly threads: number
}

/** Opens a model in a worker. The session opens the model again when a new worker replaces the old one. */
export async function openLocalSession(request: OpenRequest): Promise<LocalSession> {
  const { context, task, group, source } = request
  const { cache } = request.options
  const identity = source.type === 'catalog' ? source.sha256 : modelKey(source)
  const wanted = request.candidates[0]?.runtime
  let closed = false
  let choice = await firstAccepted(request)
  let moving: Promise<void> | undefined

  async function run<T extends Task>(
    { worker, key: opening }: Opening,
    asked: T,
    input: TaskMap[T]['input'],
    { signal, priority = 'interactive', onEvent }: RunOptions<T>,
  ): Promise<TaskMap[T]['output']> {
    try {
      const key = await untilAborted(opening, signal)
      const output = await worker.call(
        (api, { signal: link, listen }) =>
          // The types of Comlink do not keep task, input and output together.
          api.run(
            key,
            asked,
            input as never,
            { priority, cache },
            link,
            onEvent && listen((event) => onEvent(event as never)),
          ) as Promise<WireOutput<T>>,
        { signal },
      )
      return unpackScores(output)
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
    textToText: choice.info.textToText,
    threads: choice.info.threads,
    device: choice.device,
    runtime: choice.info.runtime,
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
    context.note(source.id, { device: left.device, runtime: left.info.runtime, accepted: false, reason })
    choice = await firstAccepted({
      ...request,
      options: { accessToken: request.options.accessToken },
      candidates: onCpu(wanted, reason),
    })
    // We do not wait for the close: a call that still runs there may take long.
    void left.close()
    if (closed) await choice.close()
  }

  async function close(): Promise<void> {
    if (closed) return
    closed = true
    await choice.close()
  }

  async function firstAccepted(request: OpenRequest): Promise<OpenChoice> {
    const refused: Verdict[] = []
    let failure: unknown
    for (const candidate of request.candidates) {
      const { device } = candidate
      const place = { device, runtime: testedRuntime(candidate) }
      const known = recallVerdict(identity, place)
      if (known?.accepted === false) {
        context.note(source.id, known)
        failure = new NlpError('unsupported', `Model ${source.id} cannot run ${describePlace(place)}: ${known.reason}`)
        continue
      }
      try {
        const choice = await openOn(request, candidate)
        // A refusal is stored only after another place succeeded: a failure in every place is the fault of the files.
        for (const verdict of refused) keepVerdict(identity, verdict)
        return choice
      } catch (error) {
        if (!NlpError.is(error) || !(ABOUT_DEVICE.has(error.code) || lacksRuntime(error))) throw error
        // On the CPU only the kernels have an alternative, and only where the worker says so.
        if (device === 'wasm' && error.details['alternative'] === undefined) throw error
        const verdict = { ...place, accepted: false, reason: error.message }
        context.note(source.id, verdict)
        if (LASTING.has(error.code)) refused.push(verdict)
        failure = error
      }
    }
    throw failure
  }

  async function openOn({ options }: OpenRequest, { device, runtime, reason }: Candidate): Promise<OpenChoice> {
    const wish = runtime === undefined ? source : withRuntime(source, runtime)
    const model = await openDeviceModel(context.supervisor(group, device), wish, task, options)
    context.note(source.id, { device, runtime: model.info.runtime, accepted: true, reason })
    return { ...model, device }
  }
}

/** An app may serve no ONNX Runtime. Then the kernels are still there. */
const lacksRuntime = ({ details }: NlpError) => details['runtime'] === 'onnxruntime'

/** The program that the worker tries first. On the graphics card this is ONNX Runtime, because the kernels compute on the CPU. */
function testedRuntime({ device, runtime }: Candidate): Runtime {
  return runtime ?? (device === 'wasm' ? 'kernels' : 'onnxruntime')
}

function describePlace({ device, runtime }: Pick<Verdict, 'device' | 'runtime'>): string {
  return device === 'webgpu' ? 'on WebGPU' : `by ${runtime === 'kernels' ? 'the kernels' : 'ONNX Runtime'}`
}

function withRuntime<Source extends ModelSource>(source: Source, runtime: Runtime): Source {
  const base = source.type === 'catalog' && source.base ? { base: withRuntime(source.base, runtime) } : {}
  return { ...source, ...base, runtime }
}
