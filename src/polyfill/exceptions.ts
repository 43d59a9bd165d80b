import { type ErrorCode, NlpError } from '../shared/errors.js'

/** The names under which the browser's own models report the same failures. Any other failure is an UnknownError, as there. */
const NAMES: Readonly<Partial<Record<ErrorCode, string>>> = {
  unsupported: 'NotSupportedError',
  'model-unknown': 'NotSupportedError',
  'model-missing': 'NotSupportedError',
  'model-download': 'NetworkError',
  offline: 'NetworkError',
  'model-corrupt': 'OperationError',
  'out-of-memory': 'OperationError',
  'policy-denied': 'NotAllowedError',
  'invalid-output': 'NotReadableError',
  closed: 'InvalidStateError',
}

/** A failure in the form that code for the browser's own models expects. Reasons of aborts and mistakes of the caller stay as they are. */
export function toException(error: unknown): unknown {
  if (!NlpError.is(error)) return error
  const { code, message, details } = error
  if (code === 'context-overflow') {
    const { requested = 0, contextWindow = 0 } = details
    return quotaExceeded(message, { requested: Number(requested), quota: Number(contextWindow) })
  }
  return withCause(new DOMException(message, NAMES[code] ?? 'UnknownError'), error)
}

/** The exception for an input that is too long. Browsers with a class of this name get an object of this class. */
export function quotaExceeded(message: string, size: { readonly requested: number; readonly quota: number }): unknown {
  const { QuotaExceededError } = globalThis as {
    QuotaExceededError?: new (message: string, size: { readonly requested: number; readonly quota: number }) => unknown
  }
  if (QuotaExceededError !== undefined) return new QuotaExceededError(message, size)
  return Object.assign(new DOMException(message, 'QuotaExceededError'), size)
}

/** DOMException takes no cause. */
const withCause = (exception: DOMException, cause: unknown) =>
  Object.defineProperty(exception, 'cause', { value: cause })
