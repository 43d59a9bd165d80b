import { NlpError } from '../../shared/errors.js'

/**
 * Turns the browser's exceptions into errors of this package.
 *
 * @param subject the model in words, as the beginning of a sentence: "The browser's Translator"
 */
export function describeFailure(error: unknown, subject: string): unknown {
  if (NlpError.is(error)) return error
  const { name, message } = error as { readonly name?: string; readonly message?: string }
  const fail = (code: ConstructorParameters<typeof NlpError>[0], sentence: string, details = {}) =>
    new NlpError(code, sentence, { cause: error, details })
  switch (name) {
    case 'QuotaExceededError': {
      const { requested, quota } = error as { readonly requested?: number | null; readonly quota?: number | null }
      const details = { requested: requested ?? -1, contextWindow: quota ?? -1 }
      return fail('context-overflow', `${subject} cannot take a text or a conversation of this length`, details)
    }
    case 'NotAllowedError':
      return fail(
        'unsupported',
        `${subject} is not allowed here. A download may only begin with a click: create it in a click handler. ` +
          'The settings of the browser or the permissions policy of the page may also forbid it.',
      )
    case 'NotSupportedError':
      return fail('unsupported', `${subject} cannot do this: ${message}`)
    case 'NotReadableError':
      return fail('invalid-output', `${subject} answered, and the browser withheld the answer`)
    case 'NetworkError':
      return new NlpError('model-download', `${subject} could not be downloaded`, { cause: error, retryable: true })
    // The caller did not abort, so the browser destroyed the model.
    case 'AbortError':
    case 'OperationError':
    case 'UnknownError':
    case 'InvalidStateError':
      return fail('worker-crashed', `${subject} went away. The next call creates it again.`)
    default:
      return error
  }
}
