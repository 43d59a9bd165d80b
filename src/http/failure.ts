import { NlpError } from '../shared/errors.js'
import { retryAfterMs } from './retry-after.js'

/** The readable parts of a server's refusal. */
export interface Refused {
  readonly status: number
  /** The parsed body; undefined if the body is not JSON. */
  readonly body: unknown
  readonly headers: Headers
}

/** Statuses below 500 that are worth another try: timeout, conflict, too early, too many requests. */
const PASSING: ReadonlySet<number> = new Set([408, 409, 425, 429])

const isPassing = (status: number) => PASSING.has(status) || (status >= 500 && status !== 501)

export const REFUSED_KEY = 'it does not accept the key. Pass a valid key in `headers`.'

const COMMON_ADVICE: Readonly<Record<number, string>> = {
  401: REFUSED_KEY,
  403: REFUSED_KEY,
  429: 'it asks to slow down. Try again later.',
  503: 'it is busy for the moment. Try again later.',
}

export interface RefusalFacts {
  /** The headers; absent where an event of a stream reports the status. */
  readonly headers?: Headers | undefined
  /** The server's own name for the failure. */
  readonly code?: string | undefined
  /** Advice by status, for statuses with a special meaning for this server. */
  readonly advice?: Readonly<Record<number, string>>
  /** Whether another try cannot help, whatever the status is. */
  readonly lasting?: boolean
  readonly details?: Readonly<Record<string, string | number>>
}

/** The error for an answer without success. */
export function refusal(
  name: string,
  status: number,
  { headers, code = '', advice = {}, lasting = false, details = {} }: RefusalFacts = {},
): NlpError {
  const pauseMs = headers && retryAfterMs(headers)
  const sentence = advice[status] ?? COMMON_ADVICE[status]
  const named = code === '' ? '' : ` (${code})`
  const advised = sentence === undefined ? '' : `: ${sentence}`
  return new NlpError('server', `${capitalised(name)} answered with status ${status}${named}${advised}`, {
    retryable: isPassing(status) && !lasting,
    details: {
      status,
      ...(code === '' ? {} : { code }),
      ...details,
      ...(pauseMs === undefined ? {} : { retryAfterMs: pauseMs }),
    },
  })
}

export const redirected = (name: string): NlpError =>
  new NlpError(
    'server',
    `${capitalised(name)} redirects to another address. Nothing was sent there, because the text and the key would go along. ` +
      'Write the final address in `url` if you trust that address.',
    { retryable: false },
  )

/**
 * The error for a request without an answer, or with a broken connection. An `NlpError` has more details, so it is
 * kept.
 */
export function unreachable(name: string, cause: unknown): NlpError {
  if (NlpError.is(cause)) return cause
  if (globalThis.navigator?.onLine === false) {
    return new NlpError('offline', 'There is no network. Try again once the device is online.', { cause })
  }
  return new NlpError(
    'server',
    `${capitalised(name)} could not be reached or broke the connection. Try again. If every call fails, check the address of ` +
      'the server and whether the server allows this origin (CORS).',
    { cause, retryable: true },
  )
}

/** The error for an answer of an unexpected type. */
export function wrongType(name: string, { headers }: Response, expected: string): NlpError {
  const type = headers.get('content-type') ?? 'something'
  const message = `${capitalised(name)} answered with ${type} instead of ${expected}. Is \`url\` the address of its API?`
  return new NlpError('server', message)
}

export const capitalised = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)
