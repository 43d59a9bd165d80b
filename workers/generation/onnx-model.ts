import { AutoModelForCausalLM, env, LogLevel } from '@huggingface/transformers'
import jspiModule from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url'
import jspiBinary from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url'
import plainModule from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url'
import plainBinary from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url'
import { NlpError } from '../../src/shared/errors.js'
import type { CausalArchitecture } from '../../src/shared/model-manifest.js'
import type { WorkerOptions } from '../../src/wire/shared/inference-api.js'
import { precisionOfFile, SUFFIXES } from '../model-files/find-weights.js'
import type { ModelFiles } from '../model-files/open.js'
import { readExternalData } from '../model-files/read-external-data.js'
import { describeRuntimeStart } from '../runtime/runtime-start.js'
import type { CausalModel } from './causal-model.js'
import { describeFailure } from './failure.js'
import { folderTokenizer } from './folder-tokenizer.js'
import { installGuard } from './guard.js'
import { fetchOffered, HOST, offerFiles } from './offered-files.js'
import { OnnxReading } from './onnx-reading.js'

/** These precisions quantize activations as well as weights. */
const SHARED_SCALES: ReadonlySet<string> = new Set(['q8', 'int8', 'uint8'])

/**
 * Sets up Transformers.js for this worker. It uses our own runtime files and model files, no other origin and no cache
 * of its own.
 */
export function startTransformers({ device, threads }: WorkerOptions): void {
  installGuard()
  const { wasm } = env.backends.onnx
  if (wasm === undefined) throw new NlpError('unsupported', 'This build of the runtime has no WebAssembly')
  wasm.wasmPaths = runtimeFiles(device)
  wasm.numThreads = threads
  env.useWasmCache = false
  env.useBrowserCache = false
  env.allowLocalModels = false
  env.remoteHost = HOST
  env.remotePathTemplate = '{model}/'
  env.logLevel = LogLevel.NONE
  env.fetch = fetchOffered
}

function runtimeFiles(device: WorkerOptions['device']) {
  const [mjs, wasm] = device === 'webgpu' ? [jspiModule, jspiBinary] : [plainModule, plainBinary]
  return { mjs: absolute(mjs), wasm: absolute(wasm) }
}

const absolute = (url: string) => new URL(url, globalThis.location.href).href

/** Loads a model in the ONNX form of the hub. */
export async function loadOnnxModel(
  files: ModelFiles,
  architecture: CausalArchitecture,
  device: WorkerOptions['device'],
): Promise<CausalModel> {
  const { name, close } = offerFiles({
    sizes: new Map(files.manifest.files.map(({ path, bytes }) => [path, bytes])),
    read: (path) => files.read(path),
  })
  try {
    const { folder, base, dtype } = describeFile(architecture.model)
    const { tokenizer, endTokens } = await folderTokenizer(files)
    const model = await AutoModelForCausalLM.from_pretrained(name, {
      subfolder: folder,
      model_file_name: base,
      dtype,
      device,
      // Transformers.js would look for parts under one kind of name only, so the parts are passed below.
      use_external_data_format: false,
      session_options: { externalData: [...(await readExternalData(files, architecture.model))] },
    })
    return {
      tokenizer,
      startReading: () => new OnnxReading(model),
      endTokens,
      contextWindow: architecture.contextWindow,
      sharedScales: SHARED_SCALES.has(dtype),
      // The runtime sums in another order for other lengths.
      sameInPieces: false,
      close: async () => void (await model.dispose()),
    }
  } catch (error) {
    const failure = describeFailure(error, files.manifest.id, device)
    // The runtime itself says so when its own files do not arrive.
    const absent = NlpError.is(failure, 'model-corrupt') && failure.message.includes('no available backend found')
    throw absent ? await describeRuntimeStart(error, runtimeFiles(device).mjs) : failure
  } finally {
    close()
  }
}

function describeFile(path: string) {
  const at = path.lastIndexOf('/')
  const stem = path.slice(at + 1).replace(/\.onnx$/, '')
  const dtype = precisionOfFile(path)
  return { folder: path.slice(0, Math.max(0, at)), base: stem.slice(0, stem.length - SUFFIXES[dtype].length), dtype }
}
