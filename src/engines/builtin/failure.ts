import { NlpError } from '../../shared/errors.js'

/** Turns the browser's exceptions into errors of this package. */
export function describeFailure(error: unknown): unknown {
  if (NlpError.is(error)) return error
  const { name, message } = error as { readonly name?: string; readonly message?: string }
  const fail = (code: ConstructorParameters<typeof NlpError>[0], sentence: string, details = {}) =>
    new NlpError(code, sentence, { cause: error, details })
  switch (name) {
    case 'QuotaExceededError': {
      const { requested = -1, quota = -1 } = error as { readonly requested?: number; readonly quota?: number }
      const details = { requested, contextWindow: quota }
      return fail('context-overflow', "The conversation is longer than the browser's model can take", details)
    }
    case 'NotAllowedError':
      return fail(
        'unsupported',
        "The browser's model must be downloaded first, and that may only begin with a click: open it in a click handler",
      )
    case 'NotSupportedError':
      return fail('unsupported', `The browser's model cannot do this: ${message}`)
    case 'NotReadableError':
      return fail('invalid-output', "The browser withheld its model's answer")
    case 'NetworkError':
      return new NlpError('model-download', 'The browser could not download its model', {
        cause: error,
        retryable: true,
      })
    case 'OperationError':
    case 'UnknownError':
    case 'InvalidStateError':
      return new NlpError('worker-crashed', "The browser's model went away", { cause: error })
    default:
      return error
  }
}
