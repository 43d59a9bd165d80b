import { env, InferenceSession, Tensor } from 'onnxruntime-web/jspi'
import jspiModule from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url'
import jspiBinary from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url'
import plainModule from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url'
import plainBinary from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url'
import { NlpError } from '../src/errors.js'
import { describeRuntimeFailure } from './runtime-failure.js'

export type Device = 'wasm' | 'webgpu'

export interface RuntimeOptions {
  readonly device: Device
  /** Above 1 only where the page is cross-origin isolated: elsewhere the runtime falls back to 1 without a word. */
  readonly threads: number
}

/** Whole numbers in rows: the only input that models of text take. */
export interface IntegerRows {
  readonly values: BigInt64Array | Int32Array
  readonly shape: readonly number[]
}

export interface FloatRows {
  readonly values: Float32Array
  readonly shape: readonly number[]
}

export interface Session {
  readonly inputNames: readonly string[]
  readonly outputNames: readonly string[]
  /** Computes one named output. */
  run(inputs: Readonly<Record<string, IntegerRows>>, output: string): Promise<FloatRows>
  release(): Promise<void>
}

// One run at a time, of whatever session: the WebAssembly instance is shared and a suspended run must not be entered.
let turn: Promise<unknown> = Promise.resolve()

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const result = turn.then(work)
  // A failed run must not fail those behind it.
  turn = result.catch(() => {})
  return result
}

/** Sets up ONNX Runtime for this worker, once, with its own files and no other origin's. */
export function startRuntime({ device, threads }: RuntimeOptions): void {
  // WebGPU needs the build that can suspend; for WebAssembly alone the plain one is 2.5 MB smaller and needs no JSPI.
  const [mjs, wasm] = device === 'webgpu' ? [jspiModule, jspiBinary] : [plainModule, plainBinary]
  env.wasm.wasmPaths = { mjs: absolute(mjs), wasm: absolute(wasm) }
  env.wasm.numThreads = threads
  // Warnings about unused initialisers of quantized graphs would fill the console of every user.
  env.logLevel = 'error'
}

// ONNX Runtime imports its module from a string: a path without an origin would be taken as a bare name.
const absolute = (url: string) => new URL(url, globalThis.location.href).href

export async function createSession(
  model: Uint8Array,
  {
    device,
    externalData,
  }: { device: Device; externalData?: readonly { path: string; data: Uint8Array }[] | undefined },
): Promise<Session> {
  const session = await inTurn(() =>
    InferenceSession.create(model, {
      executionProviders: [device],
      graphOptimizationLevel: 'all',
      ...(externalData === undefined ? {} : { externalData: [...externalData] }),
    }),
  ).catch((cause: unknown) => {
    throw describeRuntimeFailure(cause, { device, code: 'model-corrupt', message: 'The model could not be loaded' })
  })

  return {
    inputNames: session.inputNames,
    outputNames: session.outputNames,
    async run(inputs, output) {
      const feeds = Object.fromEntries(
        Object.entries(inputs).map(([name, { values, shape }]) => [
          name,
          values instanceof Int32Array ? new Tensor('int32', values, shape) : new Tensor('int64', values, shape),
        ]),
      )
      const results = await inTurn(() => session.run(feeds, [output])).catch((cause: unknown) => {
        const message = 'The model could not compute this input'
        throw describeRuntimeFailure(cause, { device, code: 'invalid-output', message })
      })
      const tensor = results[output]
      if (tensor === undefined) throw new NlpError('model-corrupt', `The model has no output named ${output}`)
      const values = (await tensor.getData()) as Float32Array
      const { dims } = tensor
      tensor.dispose()
      return { values, shape: dims }
    },
    release: () => inTurn(() => session.release()),
  }
}
