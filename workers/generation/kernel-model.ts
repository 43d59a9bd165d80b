import { AutoTokenizer } from '@huggingface/transformers'
import { NlpError } from '../../src/shared/errors.js'
import { canShareMemory } from '../../src/wire/shared/shared-memory.js'
import { type DescribedModel, openLlama } from '../llama/open-llama.js'
import type { CausalModel } from './causal-model.js'
import { type OfferedFiles, offerFiles } from './offered-files.js'
import { countPieces } from './vocabulary.js'

/** Opens a model on our own kernels, so no runtime is needed. `threads` is the count of workers that may compute together. */
export async function openOnKernels(
  model: DescribedModel,
  { tokenizer, endTokens }: Pick<CausalModel, 'tokenizer' | 'endTokens'>,
  threads: number,
): Promise<CausalModel> {
  const { startReading, team, contextWindow } = await openLlama(model, canShareMemory() ? threads : 1)
  return {
    tokenizer,
    startReading,
    endTokens,
    contextWindow,
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

/** A token without a row would read memory beyond the table. Signs that were added for other models do not count. */
export function requireFit(tokenizer: CausalModel['tokenizer'], { description, weights }: DescribedModel): void {
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
