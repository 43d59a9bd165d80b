import type { CausalArchitecture, GgufArchitecture } from '../../src/shared/model-manifest.js'
import type { ModelFiles } from '../model-files/open.js'
import { chooseRuntime, type Place, type RuntimeChoice, type RuntimeWish } from '../runtime/choose-runtime.js'
import type { CausalModel } from './causal-model.js'
import { loadGgufModel } from './gguf-model.js'
import { loadOnnxModel } from './onnx-model.js'
import { type KernelAttempt, tryKernels } from './onnx-on-kernels.js'

interface LoadedCausalModel {
  readonly causal: CausalModel
  readonly choice: RuntimeChoice
}

/** Loads a model that writes: on our own kernels where they can compute it on the CPU, else on ONNX Runtime. */
export async function loadCausalModel(
  files: ModelFiles,
  architecture: CausalArchitecture | GgufArchitecture,
  { place, wish }: RuntimeWish,
): Promise<LoadedCausalModel> {
  const { id } = files.manifest
  if (architecture.type === 'gguf') {
    const choice = chooseRuntime({ id, place, wish, lacks: { onnxruntime: 'the file is a GGUF file' } })
    return { causal: await loadGgufModel(files, architecture, place.threads), choice }
  }
  const attempt = mayUseKernels(place, wish) ? await tryKernels(files, architecture, place.threads) : undefined
  const lacks = attempt !== undefined && 'lack' in attempt ? { kernels: attempt.lack } : {}
  const choice = chooseRuntime({ id, place, wish, lacks })
  if (attempt !== undefined && 'causal' in attempt) return { causal: attempt.causal, choice }
  try {
    return { causal: await loadOnnxModel(files, architecture, place.device), choice }
  } catch (error) {
    throw causeOf(attempt) ?? error
  }
}

/** Whether the kernels would be chosen, if they can compute the model. */
function mayUseKernels({ device, native }: Place, wish: RuntimeWish['wish']): boolean {
  return wish === 'kernels' || (wish === undefined && device === 'wasm' && native !== true)
}

/** If neither program can read the file, the error of our own reader is more exact. */
function causeOf(attempt: KernelAttempt | undefined): unknown {
  return attempt !== undefined && 'lack' in attempt ? attempt.cause : undefined
}
