import type { Device, Runtime } from '../../src/shared/compute.js'
import { NlpError } from '../../src/shared/errors.js'

/** The worker of a model. */
export interface Place {
  readonly device: Device
  /** The threads that a model may have here. */
  readonly threads: number
  /** Whether ONNX Runtime computes natively here, as in `tacet serve`. @default false: by WebAssembly or WebGPU */
  readonly native?: boolean | undefined
}

/** The worker of a model, and the program that the caller asked for. */
export interface RuntimeWish {
  readonly place: Place
  /** The program that the caller asked for. @default the faster one that can run the model */
  readonly wish: Runtime | undefined
}

export interface RuntimeRequest extends RuntimeWish {
  /** The id of the model. */
  readonly id: string
  /** Why a program cannot run the model. A program without an entry can. */
  readonly lacks: { readonly [Name in Runtime]?: string | undefined }
}

/** The program that computes a model. */
export interface RuntimeChoice {
  readonly runtime: Runtime
  readonly reason: string
  /** The program to try if this one computes wrong results. */
  readonly alternative: Runtime | undefined
}

const NAMES: Readonly<Record<Runtime, string>> = { kernels: 'the kernels of tacet', onnxruntime: 'ONNX Runtime' }

/** Chooses the program that computes a model in this worker. Rejects where none can, or where the wanted one cannot. */
export function chooseRuntime({ id, place, wish, lacks }: RuntimeRequest): RuntimeChoice {
  if (wish !== undefined) {
    const lack = lacks[wish]
    if (lack === undefined) return { runtime: wish, reason: 'asked for', alternative: undefined }
    throw new NlpError('unsupported', `Model ${id} cannot run on ${NAMES[wish]}: ${lack}. Leave out \`runtime\`.`)
  }
  const [first, second] = preferred(place)
  if (lacks[first] === undefined) {
    const alone = lacks[second]
    return alone === undefined
      ? { runtime: first, reason: advantage(place), alternative: second }
      : { runtime: first, reason: alone, alternative: undefined }
  }
  if (lacks[second] === undefined) return { runtime: second, reason: lacks[first], alternative: undefined }
  throw new NlpError(
    'unsupported',
    `Model ${id} cannot run here: ${lacks[first]}, and ${lacks[second]}. Choose another model.`,
  )
}

function preferred({ device, native }: Place): readonly [Runtime, Runtime] {
  return device === 'wasm' && native !== true ? ['kernels', 'onnxruntime'] : ['onnxruntime', 'kernels']
}

function advantage({ device, native }: Place): string {
  if (native === true) return 'ONNX Runtime computes natively here'
  return device === 'webgpu'
    ? 'ONNX Runtime computes on the graphics card, the kernels on the CPU'
    : 'the kernels are faster on the CPU, and need no download'
}

/** Facts about a loaded model: the program that computes it, the reason, and the device. */
export function describeChoice(
  { runtime, reason }: Pick<RuntimeChoice, 'runtime' | 'reason'>,
  { device, threads }: Place,
  kernelThreads = 1,
) {
  // The kernels compute on the CPU in every worker.
  const where: Pick<Place, 'device' | 'threads'> =
    runtime === 'kernels' ? { device: 'wasm', threads: kernelThreads } : { device, threads }
  return { runtime, reason, ...where }
}

/** Adds the alternative to a failure, so that the page can try it. */
export function withAlternative(error: unknown, { alternative }: Pick<RuntimeChoice, 'alternative'>): unknown {
  if (alternative === undefined || !NlpError.is(error)) return error
  const { code, message, retryable, details, cause } = error
  return new NlpError(code, message, { retryable, details: { ...details, alternative }, cause })
}

/** Native code addresses all memory of the machine, so the limit of a browser does not count there. */
export const spaceOf = ({ native }: Place): { readonly mostBytes?: number } =>
  native === true ? { mostBytes: Number.POSITIVE_INFINITY } : {}
