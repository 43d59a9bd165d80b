import type { InferenceSession, Tensor } from 'onnxruntime-web'
import jspiRuntime from 'onnxruntime-web/jspi?url'
import jspiModule from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url'
import jspiBinary from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url'
import plainModule from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url'
import plainBinary from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url'
import plainRuntime from 'onnxruntime-web/wasm?url'
import { NlpError } from '../../src/shared/errors.js'
import { halfToNumber } from '../kernels/half-float.js'
import { describeRuntimeFailure } from './runtime-failure.js'
import { describeRuntimeStart } from './runtime-start.js'

export type Device = 'wasm' | 'webgpu'

export interface RuntimeOptions {
  readonly device: Device
  /** More than 1 works only where the page is cross-origin isolated. Elsewhere the runtime silently falls back to 1. */
  readonly threads: number
}

/** Whole numbers in rows, the only input that text models take. */
export interface IntegerRows {
  readonly values: BigInt64Array | Int32Array
  readonly shape: readonly number[]
}

/** The empty keys and values of a decoder before its first token, in the type that the decoder wants. */
export interface EmptyRows {
  readonly type: 'float32' | 'float16'
  readonly shape: readonly number[]
}

export interface FloatRows {
  readonly values: Float32Array
  readonly shape: readonly number[]
}

/** Booleans in rows: 1 is true. */
export interface FlagRows {
  readonly flags: Uint8Array
  readonly shape: readonly number[]
}

/** A boolean input of a graph. */
interface Flag {
  readonly flag: boolean
}

/** A result that a later run takes as its input. It holds memory until it is disposed of. */
export interface State {
  numbers(): Float32Array
  dispose(): void
}

export type RunInput = IntegerRows | EmptyRows | FlagRows | Flag | State

/** An input or output of a model, as its file declares it. Sizes that vary have names. */
export interface Slot {
  readonly name: string
  readonly type: string
  readonly shape: readonly (number | string)[]
}

export interface Session {
  readonly inputs: readonly Slot[]
  readonly outputs: readonly Slot[]
  /** Computes one named output. */
  run(inputs: Readonly<Record<string, IntegerRows | EmptyRows | FlagRows>>, output: string): Promise<FloatRows>
  /** Computes several outputs. The caller disposes of each of them. */
  compute(
    inputs: Readonly<Record<string, RunInput>>,
    outputs: readonly string[],
  ): Promise<Readonly<Record<string, State>>>
  release(): Promise<void>
}

/** The part of ONNX Runtime that we use. */
export type OnnxRuntime = Pick<typeof import('onnxruntime-web'), 'env' | 'InferenceSession' | 'Tensor'>

type LoadRuntime = () => Promise<OnnxRuntime>

let start: LoadRuntime | undefined
let started: Promise<OnnxRuntime> | undefined

/**
 * Sets how ONNX Runtime will start in this worker, with our own files and no other origin's. It loads with the first
 * model that needs it; most of our models do not.
 */
export function startRuntime(
  { device, threads }: RuntimeOptions,
  load: LoadRuntime = () => importRuntime(device),
): void {
  start = async () => {
    const runtime = await load()
    // WebGPU needs the build that can suspend. For WebAssembly alone the plain build is 2.5 MB smaller and needs no
    // JSPI.
    const [mjs, wasm] = device === 'webgpu' ? [jspiModule, jspiBinary] : [plainModule, plainBinary]
    runtime.env.wasm.wasmPaths = { mjs: absolute(mjs), wasm: absolute(wasm) }
    // In a thread of Node the binary is a file, and the runtime reads files only in programs that it knows.
    if (absolute(wasm).startsWith('file:'))
      runtime.env.wasm.wasmBinary = await (await fetch(absolute(wasm))).arrayBuffer()
    runtime.env.wasm.numThreads = threads
    // Warnings about unused initialisers of quantized graphs would fill the console of every user.
    runtime.env.logLevel = 'error'
    return runtime
  }
}

// The runtime is a file beside this one: a worker must not be split into chunks, and inside this file every user would
// download it.
const importRuntime = (device: Device): Promise<OnnxRuntime> => import(/* @vite-ignore */ runtimeAddress(device))

const runtimeAddress = (device: Device) => absolute(device === 'webgpu' ? jspiRuntime : plainRuntime)

// An import from a string needs an origin. A path without one would be taken for a bare name.
const absolute = (url: string) => new URL(url, globalThis.location.href).href

function runtimeOfWorker(): Promise<OnnxRuntime> {
  if (start === undefined) throw new NlpError('closed', 'The runtime was not set up')
  started ??= start()
  // Where the download failed, the next model requests the file again.
  started.catch(() => {
    started = undefined
  })
  return started
}

/** Begins to load the runtime for a caller that needs it as soon as the files of a model are read. */
export function prepareRuntime(): void {
  // The call that creates a session gets the failure.
  runtimeOfWorker().catch(() => {})
}

// Only one run at a time, across all sessions: they share the WebAssembly instance, and a suspended run must not be
// entered.
let turn: Promise<unknown> = Promise.resolve()

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const result = turn.then(work)
  // A failed run must not fail the runs behind it.
  turn = result.catch(() => {})
  return result
}

export async function createSession(
  model: Uint8Array,
  { device, externalData }: { device: Device; externalData: readonly { path: string; data: Uint8Array }[] },
): Promise<Session> {
  const { InferenceSession, Tensor } = await runtimeOfWorker().catch(async (cause: unknown) => {
    throw await describeRuntimeStart(cause, runtimeAddress(device))
  })
  const session = await inTurn(() =>
    InferenceSession.create(model, {
      executionProviders: [device],
      graphOptimizationLevel: 'all',
      externalData: [...externalData],
    }),
  ).catch((cause: unknown) => {
    throw describeRuntimeFailure(cause, { device, code: 'model-corrupt', message: 'The model could not be loaded' })
  })

  const results = (inputs: Readonly<Record<string, RunInput>>, outputs: readonly string[]) => {
    const feeds = Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, tensorOf(input, Tensor)]))
    return inTurn(() => session.run(feeds, [...outputs])).catch((cause: unknown) => {
      const message = 'The model could not compute this input'
      throw describeRuntimeFailure(cause, { device, code: 'invalid-output', message })
    })
  }

  return {
    inputs: session.inputMetadata.map(slotOf),
    outputs: session.outputMetadata.map(slotOf),
    async run(inputs, output) {
      const tensor = (await results(inputs, [output]))[output]
      if (tensor === undefined) throw new NlpError('model-corrupt', `The model has no output named ${output}`)
      const values = (await tensor.getData()) as Float32Array
      const { dims } = tensor
      tensor.dispose()
      return { values, shape: dims }
    },
    async compute(inputs, outputs) {
      const tensors = Object.entries(await results(inputs, outputs))
      return Object.fromEntries(tensors.map(([name, tensor]) => [name, keep(tensor as Tensor)]))
    },
    release: () => inTurn(() => session.release()),
  }
}

/** The tensors of the results of all sessions: one session may read what another has computed. */
const states = new WeakMap<State, Tensor>()

function keep(tensor: Tensor): State {
  const state = { numbers: () => numbersOf(tensor), dispose: () => tensor.dispose() }
  states.set(state, tensor)
  return state
}

function tensorOf(input: RunInput, Tensor: OnnxRuntime['Tensor']): Tensor {
  if ('flag' in input) return new Tensor('bool', [input.flag], [1])
  return 'numbers' in input ? (states.get(input) as Tensor) : toTensor(Tensor, input)
}

function numbersOf({ type, data }: Tensor): Float32Array {
  if (type === 'float32') return data as Float32Array
  const halves = data as Uint16Array | Iterable<number>
  return halves instanceof Uint16Array ? Float32Array.from(halves, halfToNumber) : Float32Array.from(halves)
}

const slotOf = (slot: InferenceSession.ValueMetadata): Slot =>
  slot.isTensor
    ? { name: slot.name, type: slot.type, shape: slot.shape }
    : { name: slot.name, type: 'no tensor', shape: [] }

function toTensor(Tensor: OnnxRuntime['Tensor'], rows: IntegerRows | EmptyRows | FlagRows) {
  if ('flags' in rows) return new Tensor('bool', rows.flags, rows.shape)
  if ('type' in rows) {
    return rows.type === 'float16'
      ? new Tensor('float16', new Uint16Array(), rows.shape)
      : new Tensor('float32', new Float32Array(), rows.shape)
  }
  const { values, shape } = rows
  return values instanceof Int32Array ? new Tensor('int32', values, shape) : new Tensor('int64', values, shape)
}
