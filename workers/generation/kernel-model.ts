import { AutoTokenizer } from '@huggingface/transformers'
import { NlpError } from '../../src/shared/errors.js'
import { canShareMemory } from '../../src/wire/shared/shared-memory.js'
import { openKernel, openSharedKernel } from '../kernels/kernel.js'
import { namingFile } from '../kernels/name-file.js'
import { Team } from '../kernels/team.js'
import type { LlamaDescription } from '../llama/description.js'
import { LlamaForward } from '../llama/forward.js'
import { KeyMemory } from '../llama/key-memory.js'
import { LlamaReading } from '../llama/reading.js'
import { requireNumbers } from '../llama/require-numbers.js'
import type { StoredWeights } from '../llama/stored-weights.js'
import { packWeights } from '../llama/weights.js'
import type { CausalModel } from './causal-model.js'
import { type OfferedFiles, offerFiles } from './offered-files.js'
import { countPieces } from './vocabulary.js'

/** A model that the kernels can compute, as its file describes it. */
export interface KernelModel {
  readonly description: LlamaDescription
  readonly weights: StoredWeights
}

/** Opens a model on our own kernels, so no runtime is needed. `threads` is the count of workers that may compute together. */
export async function openOnKernels(
  { description, weights }: KernelModel,
  { tokenizer, endTokens }: Pick<CausalModel, 'tokenizer' | 'endTokens'>,
  threads: number,
): Promise<CausalModel> {
  const several = threads > 1 && canShareMemory()
  const kernel = await (several ? openSharedKernel() : openKernel())
  const packed = namingFile(weights.file, () => packWeights(weights, description, kernel.memory))
  const team = await Team.start(kernel, several ? threads : 1)
  const workers = team.threads
  const forward = new LlamaForward(kernel, description, packed, team)
  try {
    requireNumbers(forward, new KeyMemory(kernel, description, workers), weights.file)
  } catch (error) {
    team.close()
    throw error
  }
  return {
    tokenizer,
    startReading: () => new LlamaReading(forward, kernel, description, workers),
    endTokens,
    contextWindow: description.contextWindow,
    kernelThreads: () => team.threads,
    // Each token is quantized with its own scales.
    sharedScales: false,
    sameInPieces: true,
    // The memory is freed with the last reference to it.
    close: async () => team.close(),
  }
}

/** Opens the tokenizer of a model from its files. */
export async function openTokenizer(files: OfferedFiles): Promise<CausalModel['tokenizer']> {
  const { name, close } = offerFiles(files)
  try {
    return await AutoTokenizer.from_pretrained(name)
  } finally {
    close()
  }
}

/** A token without a row in the table would be read from beyond it. Signs that are added for other models do not count. */
export function requireFit(tokenizer: CausalModel['tokenizer'], { description, weights }: KernelModel): void {
  const { vocabulary } = description
  const { file } = weights
  const pieces = countPieces(tokenizer)
  if (pieces <= vocabulary) return
  throw new NlpError(
    'model-corrupt',
    `The tokenizer does not fit ${file}: it has ${pieces} pieces, and the model knows ${vocabulary}. Take both from the ` +
      'same model.',
    { details: { file } },
  )
}
