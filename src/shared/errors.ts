/** The failures outside the caller's code. Each line gives the meaning of a code. */
export type ErrorCode =
  /** The browser lacks something that the call needs (WebGPU, IndexedDB, a built-in model). */
  | 'unsupported'
  /** No model of that name is known, or it cannot do the task. */
  | 'model-unknown'
  /**
   * The model's package is not installed, or the app does not serve the model or its runtime at the expected address.
   */
  | 'model-missing'
  /** The files could not be fetched: network, status code, HTML instead of a model. */
  | 'model-download'
  /** The files that arrived are wrong: size, digest, content or an answer to a known input does not match. */
  | 'model-corrupt'
  /** The model does not fit into memory. */
  | 'out-of-memory'
  /** The graphics device went away while in use. */
  | 'device-lost'
  /** The input is longer than the model can take and was not shortened. */
  | 'context-overflow'
  /** The model ran, but its result is unusable: not a number, or not in the requested form. */
  | 'invalid-output'
  /** The worker died. Every waiting call rejects with this code, and the next call starts a new worker. */
  | 'worker-crashed'
  /** Too many calls are waiting already. */
  | 'queue-full'
  /** The call took longer than the caller allowed. */
  | 'timeout'
  /** The resource was closed. */
  | 'closed'
  /** The browser refuses storage. */
  | 'storage-unavailable'
  /** The browser's quota or the disk is full. */
  | 'storage-full'
  /** The stored data are damaged or were removed from outside. */
  | 'storage-corrupt'
  /** These vectors come from another model or have other dimensions. */
  | 'vectors-incompatible'
  /** A rule of the application forbids every way to answer. */
  | 'policy-denied'
  /** A placeholder could not be turned back into its value. */
  | 'restore-failed'
  /** A budget of tokens, requests or money is used up. */
  | 'budget-exceeded'
  /** There is no network. */
  | 'offline'
  /** The server answered with an error, or not in the agreed form. */
  | 'server'
  /** The data that the caller passed have the wrong form. */
  | 'invalid-data'

/** The failures that may pass when the same call is made again. The place of failure can decide otherwise. */
const RETRYABLE: ReadonlySet<ErrorCode> = new Set(['worker-crashed', 'device-lost', 'queue-full', 'timeout', 'offline'])

// A registered symbol and not `instanceof`, because errors cross workers and an app may hold two copies of this package.
const MARK = Symbol.for('tacet.NlpError')

/** The facts of an `NlpError` besides its code and its message. */
export interface NlpErrorOptions {
  /** The cause of the failure. */
  cause?: unknown
  /** Whether the same call may succeed later. @default depends on the code */
  retryable?: boolean | undefined
  /** Facts for programs: counts, names, status codes. Never the user's text. */
  details?: Readonly<Record<string, string | number | boolean>> | undefined
}

/**
 * A failure outside the calling code, such as a missing network. `error.code` names the failure.
 *
 * @example
 * try {
 *   await createEmbedder()
 * } catch (error) {
 *   if (NlpError.is(error, 'model-download') && error.retryable) showRetryButton()
 *   else throw error
 * }
 */
export class NlpError extends Error {
  override readonly name = 'NlpError'
  /** The kind of failure; each kind has one code. */
  readonly code: ErrorCode
  /** Whether the same call may succeed later. */
  readonly retryable: boolean
  /** Numbers and names of the failure, by name. */
  readonly details: Readonly<Record<string, string | number | boolean>>

  constructor(code: ErrorCode, message: string, options: NlpErrorOptions = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined)
    this.code = code
    this.retryable = options.retryable ?? RETRYABLE.has(code)
    this.details = options.details ?? {}
    Object.defineProperty(this, MARK, { value: true })
  }

  /** Whether `error` is an NlpError (of this code, if one is given), also across realms and package copies. */
  static is(error: unknown, code?: ErrorCode): error is NlpError {
    if (typeof error !== 'object' || error === null || !(MARK in error)) return false
    return code === undefined || (error as { readonly code?: unknown }).code === code
  }
}
