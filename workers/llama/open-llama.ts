import { firstCallOfHelper, openKernel, openSharedKernel } from '../kernels/kernel.js'
import type { Kernel, KernelFunctions } from '../kernels/kernel-functions.js'
import { namingFile } from '../kernels/name-file.js'
import { Team } from '../kernels/team.js'
import type { LlamaDescription } from './description.js'
import { LlamaForward } from './forward.js'
import { KeyMemory } from './key-memory.js'
import { LlamaReading } from './reading.js'
import { requireNumbers } from './require-numbers.js'
import type { StoredWeights } from './stored-weights.js'
import { type LlamaWeights, packWeights } from './weights.js'

/** A model that the kernels can compute, as its file describes it. */
export interface DescribedModel {
  readonly description: LlamaDescription
  readonly weights: StoredWeights
}

interface OpenLlama {
  /** Starts a reading of an empty text. */
  readonly startReading: () => LlamaReading
  readonly contextWindow: number
  readonly team: Team<KernelFunctions>
}

/**
 * Packs a model into the memory of the kernels and tries it. `threads` is the count of workers that compute together.
 * The result refers to no bytes of the file, so the file can leave memory.
 */
export async function openLlama(model: DescribedModel, threads: number): Promise<OpenLlama> {
  const { description } = model
  const { file } = model.weights
  const { vocabulary, contextWindow } = description
  const kernel = await (threads > 1 ? openSharedKernel() : openKernel())
  const packed = pack(model, kernel)
  const team = await Team.start(kernel, { threads, firstCall: () => firstCallOfHelper(kernel) })
  const workers = team.threads
  const newKeys = () => new KeyMemory(kernel, description, workers)
  try {
    const forward = namingFile(file, () => tried(new LlamaForward(kernel, description, packed, team), newKeys(), file))
    const startReading = () => new LlamaReading(forward, newKeys(), { vocabulary, file })
    return { team, contextWindow, startReading }
  } catch (error) {
    team.close()
    throw error
  }
}

function tried(forward: LlamaForward, keys: KeyMemory, file: string): LlamaForward {
  requireNumbers(forward, keys, file)
  return forward
}

/** A separate function, because closures of one scope share its variables and would keep the file in memory. */
function pack({ description, weights }: DescribedModel, kernel: Kernel): LlamaWeights {
  return namingFile(weights.file, () => packWeights(weights, description, kernel.memory))
}
