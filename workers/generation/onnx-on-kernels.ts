import { NlpError } from '../../src/shared/errors.js'
import type { CausalArchitecture } from '../../src/shared/model-manifest.js'
import { describeGraph } from '../llama/graph/describe-graph.js'
import { findModel } from '../llama/graph/find-model.js'
import { UnknownGraph } from '../llama/graph/graph.js'
import type { DescribedModel } from '../llama/open-llama.js'
import type { ModelFiles } from '../model-files/open.js'
import { readExternalData } from '../model-files/read-external-data.js'
import { readOnnx } from '../onnx/read-onnx.js'
import type { CausalModel } from './causal-model.js'
import { folderTokenizer } from './folder-tokenizer.js'
import { openOnKernels, requireFit } from './kernel-model.js'

/** Why the kernels cannot compute a model. */
interface Lack {
  readonly lack: string
  /** The error of our own reader, where that is the reason. */
  readonly cause: NlpError | undefined
}

export type KernelAttempt = { readonly causal: CausalModel } | Lack

/** Opens a model in ONNX form on our own kernels, where they know everything that its graph computes. */
export async function tryKernels(
  files: ModelFiles,
  architecture: CausalArchitecture,
  threads: number,
): Promise<KernelAttempt> {
  const model = await readModel(files, architecture)
  if ('lack' in model) return model
  const opened = await folderTokenizer(files)
  requireFit(opened.tokenizer, model)
  return attempt(async () => ({ causal: await openOnKernels(model, opened, threads) }))
}

async function readModel(files: ModelFiles, architecture: CausalArchitecture): Promise<DescribedModel | Lack> {
  const onnx = await files.read(architecture.model)
  const beside = await readExternalData(files, architecture.model, onnx)
  return attempt(() => {
    const graph = readOnnx(onnx, architecture.model)
    return describeGraph(
      findModel(graph, new Map(beside.map(({ path, data }) => [path, data]))),
      architecture.contextWindow,
    )
  })
}

async function attempt<Result>(work: () => Result | Promise<Result>): Promise<Result | Lack> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof UnknownGraph) return { lack: `the graph ${error.message}`, cause: undefined }
    // ONNX Runtime may read a file that our own reader refuses, and may start where the kernels do not.
    if (NlpError.is(error, 'model-corrupt') || NlpError.is(error, 'unsupported'))
      return { lack: error.message, cause: error }
    throw error
  }
}
