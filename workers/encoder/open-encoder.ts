import { NlpError } from '../../src/shared/errors.js'
import type { TransformerArchitecture } from '../../src/shared/model-manifest.js'
import { canShareMemory } from '../../src/wire/shared/shared-memory.js'
import { type Bert, type BertOptions, type KernelThreads, openBert } from '../bert/bert.js'
import type { ModelFiles } from '../model-files/open.js'
import { readStoredData, type StoredData, unpackStored } from '../model-files/read-external-data.js'
import { readPacked } from '../model-files/unpack-weights.js'
import { type OnnxFile, readOnnx } from '../onnx/read-onnx.js'
import { chooseRuntime, type RuntimeChoice, type RuntimeWish } from '../runtime/choose-runtime.js'
import { createSession, type Device, prepareRuntime, type Slot } from '../runtime/runtime.js'
import { createEncoder, type Encoder, inputNumbers } from './encoder.js'
import { createKernelEncoder } from './kernel-encoder.js'

/** Exporters give these names to files whose activations are quantized as well as their weights. */
const QUANTIZED = /quantized|u?int8/

/** Exporters give these names to the output that matters; the most specific name comes first. */
const OUTPUTS = ['sentence_embedding', 'logits', 'last_hidden_state', 'token_embeddings']

export interface OpenedEncoder {
  readonly encoder: Encoder
  readonly outputs: readonly Slot[]
  /** The name of the output that the encoder gives. */
  readonly output: string
  readonly choice: RuntimeChoice
  /** The workers that compute together, where our own kernels do. */
  readonly kernelThreads?: KernelThreads | undefined
}

/** Opens an encoder on our own kernels where they can run it, and on ONNX Runtime otherwise. */
export async function openEncoder(
  files: ModelFiles,
  architecture: TransformerArchitecture,
  { place, wish }: RuntimeWish,
): Promise<OpenedEncoder> {
  const { id } = files.manifest
  const path = architecture.model
  if (prefersOnnxRuntime({ place, wish })) {
    prepareRuntime()
    const lack = place.native === true ? 'ONNX Runtime computes natively here' : 'the kernels compute on the CPU'
    const choice = chooseRuntime({ id, place, wish, lacks: { kernels: lack } })
    const model = await files.read(path)
    const stored = await readStoredData(files, path, model)
    return openSession(architecture, model, stored, { device: place.device, choice })
  }
  const model = await files.read(path)
  const stored = await readStoredData(files, path, model)
  const threads = canShareMemory() ? place.threads : 1
  const attempt = await tryKernels(model, { path, stored, threads })
  const lack = 'lack' in attempt ? attempt.lack : undefined
  const choice = chooseRuntime({ id, place, wish, lacks: { kernels: lack } })
  if ('lack' in attempt) {
    return openSession(architecture, model, stored, { device: place.device, choice }).catch((error: unknown) => {
      // If neither program can read the file, the error of our own reader is more exact.
      throw NlpError.is(error, 'model-corrupt') ? (attempt.cause ?? error) : error
    })
  }
  const { bert, inputs, outputs, output } = attempt
  const encoder = createKernelEncoder(bert, inputs, architecture.firstPosition)
  return { encoder, outputs, output, choice, kernelThreads: bert.threads }
}

const prefersOnnxRuntime = ({ place, wish }: RuntimeWish): boolean =>
  wish === undefined ? place.device !== 'wasm' || place.native === true : wish === 'onnxruntime'

interface OnKernels {
  readonly bert: Bert
  readonly inputs: readonly string[]
  readonly outputs: readonly Slot[]
  readonly output: string
}

/** Why the kernels cannot compute a model. */
interface Lack {
  readonly lack: string
  /** The error of our own reader, where that is the reason. */
  readonly cause?: NlpError
}

/** Opens a graph on our own kernels, where they know everything that it computes. */
async function tryKernels(
  model: Uint8Array,
  {
    path,
    stored,
    threads,
  }: { readonly path: string; readonly stored: readonly StoredData[]; readonly threads: number },
): Promise<OnKernels | Lack> {
  try {
    const file = readOnnx(model, path)
    const output = outputOf(file.outputs)
    const bert = await openOnKernels(file, stored, { output, threads })
    if (typeof bert === 'string') return { lack: bert }
    return { bert, inputs: file.inputs.map(({ name }) => name), outputs: file.outputs, output }
  } catch (error) {
    // ONNX Runtime may read a file that our own reader refuses, and may start where the kernels do not.
    if (NlpError.is(error, 'model-corrupt') || NlpError.is(error, 'unsupported'))
      return { lack: error.message, cause: error }
    throw error
  }
}

async function openOnKernels(
  file: OnnxFile,
  stored: readonly StoredData[],
  options: BertOptions,
): Promise<Bert | string> {
  const unknown = file.inputs.find(({ name }) => inputNumbers(name, 0) === undefined)
  if (unknown !== undefined) return `it takes the input ${unknown.name}`
  const whole = stored.filter(({ isPacked }) => !isPacked)
  const packed = stored.filter(({ isPacked }) => isPacked)
  const data = {
    beside: new Map(whole.map(({ name, bytes }) => [name, bytes])),
    packed: new Map(packed.map(({ name, bytes, path }) => [name, readPacked(bytes, path)])),
  }
  return openBert(file, data, options)
}

async function openSession(
  { model: path, tokenScales, firstPosition }: TransformerArchitecture,
  model: Uint8Array,
  stored: readonly StoredData[],
  { device, choice }: { readonly device: Device; readonly choice: RuntimeChoice },
): Promise<OpenedEncoder> {
  const session = await createSession(model, { device, externalData: stored.map(unpackStored) })
  const output = outputOf(session.outputs)
  const oneByOne = QUANTIZED.test(path) && tokenScales !== true
  const encoder = createEncoder(session, { output, oneByOne, firstPosition })
  return { encoder, outputs: session.outputs, output, choice }
}

function outputOf(outputs: readonly { readonly name: string }[]): string {
  const output = OUTPUTS.find((name) => outputs.some((slot) => slot.name === name)) ?? outputs[0]?.name
  if (output === undefined) throw new NlpError('model-corrupt', 'The model has no output')
  return output
}
