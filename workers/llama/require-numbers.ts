import { NlpError } from '../../src/shared/errors.js'
import type { LlamaForward } from './forward.js'
import type { KeyMemory } from './key-memory.js'

/** Reads one token, and rejects a model whose scores are not numbers, because its weights are damaged. */
export function requireNumbers(forward: LlamaForward, keys: KeyMemory, file: string): void {
  let areNumbers = true
  forward.read([0], keys, 1, (scores) => {
    areNumbers = scores.every(Number.isFinite)
  })
  keys.reset()
  if (areNumbers) return
  throw new NlpError(
    'model-corrupt',
    `${file} has weights that are not numbers, so its scores are not numbers either. Download it again, or choose another file of the model.`,
    { details: { file } },
  )
}
