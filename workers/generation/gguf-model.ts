import type { GgufArchitecture } from '../../src/shared/model-manifest.js'
import { joinParts } from '../gguf/join-parts.js'
import { mainFormat } from '../gguf/main-format.js'
import { type GgufFile, readGguf } from '../gguf/read-gguf.js'
import { tokenizerFiles } from '../gguf/tokenizer-files.js'
import { describeGguf } from '../llama/describe-gguf.js'
import { ggufWeights } from '../llama/gguf-weights.js'
import type { ModelFiles } from '../model-files/open.js'
import type { CausalModel } from './causal-model.js'
import { openOnKernels, openTokenizer, requireFit } from './kernel-model.js'

/** Loads a GGUF file, with the tokenizer that it carries. */
export async function loadGgufModel(
  files: ModelFiles,
  architecture: GgufArchitecture,
  threads: number,
): Promise<CausalModel> {
  const parts: GgufFile[] = []
  for (const path of architecture.parts ?? [architecture.model]) parts.push(readGguf(await files.read(path), path))
  const file = joinParts(parts)
  const description = describeGguf(file)
  const model = { description, weights: ggufWeights(file, description) }
  const opened = await readTokenizer(file)
  requireFit(opened.tokenizer, model)
  return { ...(await openOnKernels(model, opened, threads)), dtype: mainFormat(file) }
}

async function readTokenizer(file: GgufFile): Promise<Pick<CausalModel, 'tokenizer' | 'endTokens'>> {
  const { tokenizer, config, endTokens } = tokenizerFiles(file)
  const contents = new Map([
    ['tokenizer.json', bytesOf(tokenizer)],
    ['tokenizer_config.json', bytesOf(config)],
  ])
  const opened = await openTokenizer({
    sizes: new Map([...contents].map(([path, bytes]) => [path, bytes.length])),
    read: async (path) => contents.get(path) as Uint8Array<ArrayBuffer>,
  })
  return { tokenizer: opened, endTokens: new Set(endTokens) }
}

const bytesOf = (value: object) => new TextEncoder().encode(JSON.stringify(value))
