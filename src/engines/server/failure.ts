import { NlpError } from '../../shared/errors.js'
import { asFields } from './fields.js'
import { readBody } from './read-body.js'

/** Worth another try although below 500: timeout, conflict, too early, too many requests. */
const PASSING: ReadonlySet<number> = new Set([408, 409, 425, 429])

/** Codes that a repetition does not cure although their status suggests it. */
const LASTING: ReadonlySet<string> = new Set(['insufficient_quota', 'billing_hard_limit_reached'])

const OVERFLOW: ReadonlySet<string> = new Set(['context_length_exceeded', 'exceed_context_size_error'])

/** How servers without a code of their own for it begin their message. */
const OVERFLOW_MESSAGE =
  /context.?window.?exceeded|maximum context length|context (?:length|size|window)|prompt is too long/i

/** Codes of a refused key, with any status. LiteLLM without a database answers an unknown key with the last one. */
const REFUSED_KEY: ReadonlySet<string> = new Set([
  'invalid_api_key',
  'authentication_error',
  'auth_error',
  'permission_error',
  'no_db_connection',
])

/** More of a refusal is not read: its code stands near the beginning. */
const MAX_REFUSAL_BYTES = 1_000_000

const isPassing = (status: number) => PASSING.has(status) || (status >= 500 && status !== 501)

/** The error for a response whose status is no success. */
export async function refusal(response: Response, signal: AbortSignal): Promise<NlpError> {
  const { status } = response
  const { details, ...facts } = errorFacts(await readJson(response, signal))
  const retryAfterMs = parseRetryAfter(response.headers)
  return failure(status, facts, { ...details, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) })
}

/** A refusal without a readable body is a refusal all the same; only an abort is more than that. */
async function readJson(response: Response, signal: AbortSignal): Promise<unknown> {
  try {
    return JSON.parse(await readBody(response, signal, { maxBytes: MAX_REFUSAL_BYTES }))
  } catch {
    signal.throwIfAborted()
    return undefined
  }
}

export const redirected = (): NlpError =>
  new NlpError(
    'server',
    'The server redirects to another address. Nothing was sent there, because the text and the key would go along. ' +
      'Write the final address in `url` if you trust that address.',
    { retryable: false },
  )

/** The error for an `{ "error": ... }` event within a stream that began well. */
export function eventFailure(body: unknown): NlpError {
  const { status = 500, details, ...facts } = errorFacts(body)
  return failure(status, facts, details)
}

function failure(
  status: number,
  { code, overflow }: Pick<ErrorFacts, 'code' | 'overflow'>,
  facts: Readonly<Record<string, string | number>>,
): NlpError {
  const details = { status, ...(code === '' ? {} : { code }), ...facts }
  if (OVERFLOW.has(code) || (overflow && TOO_LONG.has(status))) {
    return new NlpError('context-overflow', 'The conversation is longer than the model of the server can take', {
      details,
    })
  }
  const named = code === '' ? '' : ` (${code})`
  return new NlpError('server', `The server answered with status ${status}${named}${advice(status, code)}`, {
    retryable: isPassing(status) && !LASTING.has(code),
    details,
  })
}

/** The statuses under which servers refuse an input that is too long. */
const TOO_LONG: ReadonlySet<number> = new Set([400, 413, 422])

function advice(status: number, code: string): string {
  if (status === 401 || status === 403 || REFUSED_KEY.has(code))
    return ': it does not accept the key. Pass a valid one in `headers`.'
  if (status === 404) return ': check `url` (with its version, as in https://host/v1) and `model`.'
  if (status === 429) return ': it asks to slow down.'
  return ''
}

interface ErrorFacts {
  readonly status?: number | undefined
  readonly code: string
  /** Whether the message speaks of a text that is too long. */
  readonly overflow: boolean
  readonly details: Readonly<Record<string, number>>
}

/** Only what cannot be the user's text: servers like to quote the request in their messages. */
function errorFacts(body: unknown): ErrorFacts {
  const outer = asFields(body)
  const error = asFields(outer['error'] ?? outer)
  const code = [error['code'], error['type']].find(
    (value) => typeof value === 'string' && /^[a-z_]{1,64}$/i.test(value),
  )
  // LiteLLM writes the status as text.
  const status = [error['status'], error['code']].map(statusOf).find((value) => value !== undefined)
  const message = typeof error['message'] === 'string' ? error['message'].slice(0, 300) : ''
  const counts = { requested: error['n_prompt_tokens'], contextWindow: error['n_ctx'] }
  const details = Object.fromEntries(Object.entries(counts).filter(([, value]) => Number.isInteger(value)))
  return {
    status,
    code: (code as string | undefined) ?? '',
    overflow: OVERFLOW_MESSAGE.test(message),
    details: details as Record<string, number>,
  }
}

function statusOf(value: unknown): number | undefined {
  const status = typeof value === 'string' && /^\d{3}$/.test(value) ? Number(value) : value
  return Number.isInteger(status) ? (status as number) : undefined
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
