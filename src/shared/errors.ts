/** What can go wrong outside the caller's code, one line of meaning each. */
export type ErrorCode =
  /** The browser lacks something this needs (WebGPU, IndexedDB, a built-in model). */
  | 'unsupported'
  /** No model of that name is known, or it cannot do the task. */
  | 'model-unknown'
  /** The model's package is not installed, or the app does not serve the model where it is looked for. */
  | 'model-missing'
  /** The files could not be fetched: network, status code, HTML instead of a model. */
  | 'model-download'
  /** The files arrived and are not what was promised: size, digest, content, golden probe. */
  | 'model-corrupt'
  /** The model does not fit into memory. */
  | 'out-of-memory'
  /** The graphics device went away while in use. */
  | 'device-lost'
  /** The input is longer than the model can take and was not shortened. */
  | 'context-overflow'
  /** The model ran and what came out is of no use: not a number, or not what was asked for. */
  | 'invalid-output'
  /** The worker died; everything waiting for it hears this, and the next call starts a new one. */
  | 'worker-crashed'
  /** Too much is waiting already. */
  | 'queue-full'
  /** It took longer than the caller allowed. */
  | 'timeout'
  /** The resource was closed. */
  | 'closed'
  /** The browser refuses storage. */
  | 'storage-unavailable'
  /** The browser's quota or the disk is used up. */
  | 'storage-full'
  /** What is stored is damaged or was removed from outside. */
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
  /** The data handed in is not in the form it claims. */
  | 'invalid-data'

/** Which failures may pass when the same call is made again, unless the place of failure knows better. */
const RETRYABLE: ReadonlySet<ErrorCode> = new Set(['worker-crashed', 'device-lost', 'queue-full', 'timeout', 'offline'])

// A registered symbol and not `instanceof`: errors cross workers, and an app may hold two copies of this package.
const MARK = Symbol.for('tacet.NlpError')

/** What an `NlpError` knows besides its code and its message. */
export interface NlpErrorOptions {
  /** What led to it. */
  cause?: unknown
  /** Whether the same call may succeed later. @default depends on the code */
  retryable?: boolean | undefined
  /** Facts for programs: counts, names, status codes. Never the user's text. */
  details?: Readonly<Record<string, string | number | boolean>> | undefined
}

/**
 * A failure of the world, not of the calling code: `switch (error.code)` tells which.
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
  /** Says which kind of failure it is; each kind has one code. */
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
