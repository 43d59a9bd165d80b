import { NlpError } from '../../errors.js'

/** Worth another try although below 500: timeout, conflict, too early, too many requests. */
const PASSING: ReadonlySet<number> = new Set([408, 409, 425, 429])

/** Codes that a repetition does not cure although their status suggests it. */
const LASTING: ReadonlySet<string> = new Set(['insufficient_quota', 'billing_hard_limit_reached'])

const OVERFLOW: ReadonlySet<string> = new Set(['context_length_exceeded', 'exceed_context_size_error'])

const isPassing = (status: number) => PASSING.has(status) || (status >= 500 && status !== 501)

/** The error for a response whose status is no success. */
export async function refusal(response: Response): Promise<NlpError> {
  const { status } = response
  const { code, details } = errorFacts(await response.json().catch(() => undefined))
  const retryAfterMs = parseRetryAfter(response.headers)
  return failure(status, code, { ...details, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) })
}

/** The error for an `{ "error": ... }` event within a stream that began well. */
export function eventFailure(body: unknown): NlpError {
  const { status = 500, code, details } = errorFacts(body)
  return failure(status, code, details)
}

export const unreachable = (cause: unknown): NlpError =>
  globalThis.navigator?.onLine === false
    ? new NlpError('offline', 'There is no network. Try again once the device is online.', { cause })
    : new NlpError(
        'server',
        'The server could not be reached or broke the connection. If that never changes, check its address and ' +
          'whether it allows this origin (CORS).',
        { cause, retryable: true },
      )

function failure(status: number, code: string, facts: Readonly<Record<string, string | number>>): NlpError {
  const details = { status, ...(code === '' ? {} : { code }), ...facts }
  if (OVERFLOW.has(code)) {
    return new NlpError('context-overflow', 'The conversation is longer than the model of the server can take', {
      details,
    })
  }
  const named = code === '' ? '' : ` (${code})`
  return new NlpError('server', `The server answered with status ${status}${named}${advice(status)}`, {
    retryable: isPassing(status) && !LASTING.has(code),
    details,
  })
}

function advice(status: number): string {
  if (status === 401 || status === 403) return ': it does not accept the key. Pass a valid one in `headers`.'
  if (status === 404) return ': check `url` (with its version, as in https://host/v1) and `model`.'
  if (status === 429) return ': it asks to slow down.'
  return ''
}

interface ErrorFacts {
  readonly status?: number | undefined
  readonly code: string
  readonly details: Readonly<Record<string, number>>
}

/** Only what cannot be the user's text: servers like to quote the request in their messages. */
function errorFacts(body: unknown): ErrorFacts {
  const outer = asRecord(body)
  const error = asRecord(outer['error'] ?? outer)
  const code = [error['code'], error['type']].find(
    (value) => typeof value === 'string' && /^[a-z_]{1,64}$/i.test(value),
  )
  const status = [error['status'], error['code']].find((value) => Number.isInteger(value)) as number | undefined
  const counts = { requested: error['n_prompt_tokens'], contextWindow: error['n_ctx'] }
  const details = Object.fromEntries(Object.entries(counts).filter(([, value]) => Number.isInteger(value)))
  return { status, code: (code as string | undefined) ?? '', details: details as Record<string, number> }
}

/** The header in seconds, as a date, or in the milliseconds that some servers send beside it. */
export function parseRetryAfter(headers: Headers, now = Date.now()): number | undefined {
  const precise = Number.parseFloat(headers.get('retry-after-ms') ?? '')
  if (precise >= 0) return precise
  const value = headers.get('retry-after')
  if (value === null) return undefined
  const ms = /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now
  return Number.isNaN(ms) ? undefined : Math.max(0, ms)
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
