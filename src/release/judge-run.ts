import type { GuardOutcome } from '../calls/guard.js'
import { type ErrorCode, NlpError } from '../shared/errors.js'

/** Failures of the network, the device and the app's own limits. They would have happened with any release. */
const NOT_OF_A_RELEASE: readonly ErrorCode[] = [
  'offline',
  'server',
  'timeout',
  'closed',
  'queue-full',
  'budget-exceeded',
  'storage-full',
  'storage-unavailable',
  'storage-corrupt',
  'device-lost',
  'worker-crashed',
]

/** Whether a failure of a run speaks against its release. */
export function countsAsFailure(error: unknown, signal: AbortSignal | undefined): boolean {
  if (signal?.aborted || (error as Error | null)?.name === 'AbortError') return false
  return !(NlpError.is(error) && NOT_OF_A_RELEASE.includes(error.code))
}

/** Whether a guard refused the result of a run, or ended it. */
export function wasGuarded(result: unknown): boolean {
  if (typeof result !== 'object' || result === null) return false
  const { finishReason, guard } = result as { finishReason?: unknown; guard?: Partial<GuardOutcome> }
  return finishReason === 'content-filter' || guard?.action === 'refuse' || guard?.action === 'block'
}
