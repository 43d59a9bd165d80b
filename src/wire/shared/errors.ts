import { type ErrorCode, NlpError } from '../../shared/errors.js'

/** An error as it travels between threads: structured clone would strip an NlpError of its code and its marker. */
export type WireError =
  | {
      readonly type: 'nlp'
      readonly code: ErrorCode
      readonly message: string
      readonly retryable: boolean
      readonly details: NlpError['details']
      readonly cause: WireError | undefined
    }
  | { readonly type: 'dom'; readonly name: string; readonly message: string }
  | { readonly type: 'error'; readonly name: string; readonly message: string; readonly stack: string | undefined }
  | { readonly type: 'value'; readonly value: unknown }

const CONSTRUCTORS: Readonly<Record<string, ErrorConstructor>> = { TypeError, RangeError, SyntaxError }

export function toWire(error: unknown): WireError {
  if (NlpError.is(error)) {
    const { code, message, retryable, details, cause } = error
    return { type: 'nlp', code, message, retryable, details, cause: cause === undefined ? undefined : toWire(cause) }
  }
  if (error instanceof DOMException) return { type: 'dom', name: error.name, message: error.message }
  if (error instanceof Error) {
    return { type: 'error', name: error.name, message: error.message, stack: error.stack }
  }
  // Functions and the like cannot be cloned, so only their text travels.
  return { type: 'value', value: typeof error === 'object' || typeof error === 'function' ? String(error) : error }
}

export function fromWire(wire: WireError): unknown {
  switch (wire.type) {
    case 'nlp': {
      const { code, message, retryable, details, cause } = wire
      return new NlpError(code, message, {
        retryable,
        details,
        ...(cause === undefined ? {} : { cause: fromWire(cause) }),
      })
    }
    case 'dom':
      return new DOMException(wire.message, wire.name)
    case 'error': {
      const error = new (CONSTRUCTORS[wire.name] ?? Error)(wire.message)
      error.name = wire.name
      if (wire.stack !== undefined) error.stack = wire.stack
      return error
    }
    case 'value':
      return wire.value
  }
}
