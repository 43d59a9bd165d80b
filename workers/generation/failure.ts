import { NlpError } from '../../src/shared/errors.js'
import type { WorkerOptions } from '../../src/wire/shared/inference-api.js'
import { describeRuntimeFailure } from '../runtime/runtime-failure.js'

/** Describes a failure of the runtime. Other errors are returned unchanged. */
export function describeFailure(error: unknown, id: string, device: WorkerOptions['device']): unknown {
  if (NlpError.is(error) || (error instanceof DOMException && error.name === 'AbortError')) return error
  return describeRuntimeFailure(error, { device, code: 'model-corrupt', message: `Model ${id} could not be run` })
}
