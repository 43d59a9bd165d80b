import { REFUSED_KEY, type Refused, refusal } from '../../http/failure.js'
import { NlpError } from '../../shared/errors.js'
import { asFields } from './fields.js'

/** The name of the server in messages, within a sentence. */
export const SERVER = 'the server'

/** Codes of lasting failures: another try does not help, although the status suggests it. */
const LASTING: ReadonlySet<string> = new Set(['insufficient_quota', 'billing_hard_limit_reached'])

const OVERFLOW: ReadonlySet<string> = new Set(['context_length_exceeded', 'exceed_context_size_error'])

/** Messages of servers that have no code for a text that is too long. */
const OVERFLOW_MESSAGE =
  /context.?window.?exceeded|maximum context length|context (?:length|size|window)|prompt is too long/i

/** Codes of a refused key, with any status. LiteLLM without a database answers an unknown key with the last code. */
const REFUSED_KEY_CODES: ReadonlySet<string> = new Set([
  'invalid_api_key',
  'authentication_error',
  'auth_error',
  'permission_error',
  'no_db_connection',
])

/** The error for a response without a status of success. */
export const refusalOf = ({ status, headers, body }: Refused): NlpError => failure(status, errorFacts(body), headers)

/** The error for an event `{ "error": ... }` within a stream that began with success. */
export function eventFailure(body: unknown): NlpError {
  const facts = errorFacts(body)
  return failure(facts.status ?? 500, facts)
}

function failure(status: number, { code, overflow, details }: ErrorFacts, headers?: Headers): NlpError {
  if (OVERFLOW.has(code) || (overflow && TOO_LONG.has(status))) {
    return new NlpError('context-overflow', 'The conversation is longer than the model of the server can take', {
      details: { status, ...(code === '' ? {} : { code }), ...details },
    })
  }
  const advice = { 404: UNKNOWN_ADDRESS, ...(REFUSED_KEY_CODES.has(code) ? { [status]: REFUSED_KEY } : {}) }
  return refusal(SERVER, status, { headers, code, advice, lasting: LASTING.has(code), details })
}

const UNKNOWN_ADDRESS = 'check `url` (with its version, as in https://host/v1) and `model`.'

/** The statuses with which servers refuse an input that is too long. */
const TOO_LONG: ReadonlySet<number> = new Set([400, 413, 422])

interface ErrorFacts {
  readonly status?: number | undefined
  readonly code: string
  /** Whether the message reports a text that is too long. */
  readonly overflow: boolean
  readonly details: Readonly<Record<string, number>>
}

/** The facts of an error, without anything that may be the user's text: servers often quote the request in messages. */
function errorFacts(body: unknown): ErrorFacts {
  const outer = asFields(body)
  const error = asFields(outer['error'] ?? outer)
  const code = [error['code'], error['type']].find(
    (value) => typeof value === 'string' && /^[a-z_]{1,64}$/i.test(value),
  )
  // LiteLLM sends the status as text.
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
