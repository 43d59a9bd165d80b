import * as encoderRuntime from 'onnxruntime-web/jspi'
import { InferenceSession as GeneratorSession, Tensor as GeneratorTensor } from 'onnxruntime-web/webgpu'

export { encoderRuntime }

/** The part of `onnxruntime-node` that we use. The browser's builds have the same shape. */
export interface NativeRuntime {
  readonly InferenceSession: {
    create(model: Uint8Array, options: Readonly<Record<string, unknown>>): Promise<NativeSession>
  }
}

interface NativeSession {
  readonly inputNames: readonly string[]
  readonly outputNames: readonly string[]
  readonly inputMetadata: readonly unknown[]
  readonly outputMetadata: readonly unknown[]
  run(feeds: object, outputs?: readonly string[]): Promise<Readonly<Record<string, NativeTensor>>>
  release(): Promise<void>
}

interface NativeTensor {
  readonly type: string
  readonly data: unknown
  readonly dims: readonly number[]
}

interface TensorClass {
  new (type: never, data: never, dims: readonly number[]): object
}

/**
 * Makes every session of this thread compute natively from this call on. Everything above the sessions (tokenizers,
 * sampling, schemas, the scheduler) is the same code that a page runs, so the answers differ only by rounding.
 */
export function computeNatively(native: NativeRuntime, threads: number): void {
  const createWith = (Tensor: TensorClass) => async (model: Uint8Array, asked: Readonly<Record<string, unknown>>) => {
    const session = await native.InferenceSession.create(model, {
      ...asked,
      executionProviders: ['cpu'],
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
    })
    const { inputNames, outputNames, inputMetadata, outputMetadata } = session
    return {
      inputNames,
      outputNames,
      inputMetadata,
      outputMetadata,
      release: () => session.release(),
      async run(feeds: object, outputs?: readonly string[]) {
        const results = await session.run(feeds, outputs ?? outputNames)
        // The caller recognizes tensors by their class, and each build has its own class.
        return Object.fromEntries(
          Object.entries(results).map(([name, { type, data, dims }]) => [
            name,
            new Tensor(type as never, data as never, dims),
          ]),
        )
      },
    }
  }
  Object.assign(encoderRuntime.InferenceSession, { create: createWith(encoderRuntime.Tensor as TensorClass) })
  Object.assign(GeneratorSession, { create: createWith(GeneratorTensor as TensorClass) })
}
