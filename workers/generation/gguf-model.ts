import { AutoTokenizer } from '@huggingface/transformers'
import { NlpError } from '../../src/shared/errors.js'
import type { GgufArchitecture } from '../../src/shared/model-manifest.js'
import { joinParts } from '../gguf/join-parts.js'
import { mainFormat } from '../gguf/main-format.js'
import { type GgufFile, readGguf } from '../gguf/read-gguf.js'
import { tokenizerFiles } from '../gguf/tokenizer-files.js'
import { openKernel } from '../kernels/kernel.js'
import { describeGguf } from '../llama/describe-gguf.js'
import { LlamaForward } from '../llama/forward.js'
import { ggufWeights } from '../llama/gguf-weights.js'
import { LlamaReading } from '../llama/reading.js'
import { packWeights } from '../llama/weights.js'
import type { ModelFiles } from '../model-files/open.js'
import type { CausalModel } from './causal-model.js'
import { offerFiles } from './offered-files.js'

/** Loads a GGUF file. Our own kernels compute the model, so no runtime is needed. */
export async function loadGgufModel(files: ModelFiles, architecture: GgufArchitecture): Promise<CausalModel> {
  const parts: GgufFile[] = []
  for (const path of architecture.parts ?? [architecture.model]) parts.push(readGguf(await files.read(path), path))
  const file = joinParts(parts)
  const description = describeGguf(file)
  const { tokenizer, endTokens } = await openTokenizer(file, description.vocabulary)
  const kernel = await openKernel()
  const forward = new LlamaForward(
    kernel,
    description,
    packWeights(ggufWeights(file, description), description, kernel.memory),
  )
  return {
    tokenizer,
    startReading: () => new LlamaReading(forward, kernel, description),
    endTokens,
    contextWindow: description.contextWindow,
    dtype: mainFormat(file),
    // Each token is quantized with its own scales.
    sharedScales: false,
    sameInPieces: true,
    // The memory is freed with the last reference to it.
    close: async () => {},
  }
}

async function openTokenizer(file: GgufFile, vocabulary: number) {
  const { tokenizer, config, endTokens, size } = tokenizerFiles(file)
  if (size > vocabulary) {
    throw new NlpError(
      'model-corrupt',
      `${file.name} has a tokenizer of ${size} pieces and scores for ${vocabulary}.`,
      {
        details: { file: file.name },
      },
    )
  }
  const contents = new Map([
    ['tokenizer.json', bytesOf(tokenizer)],
    ['tokenizer_config.json', bytesOf(config)],
  ])
  const { name, close } = offerFiles({
    sizes: new Map([...contents].map(([path, bytes]) => [path, bytes.length])),
    read: async (path) => contents.get(path) as Uint8Array<ArrayBuffer>,
  })
  try {
    return { tokenizer: await AutoTokenizer.from_pretrained(name), endTokens: new Set(endTokens) }
  } finally {
    close()
  }
}

const bytesOf = (value: object) => new TextEncoder().encode(JSON.stringify(value))
