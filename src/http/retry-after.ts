const NUMBER = /^\s*\d+(?:\.\d+)?(?:e\d+)?\s*$/i

/** The beginning of a date of HTTP, or of an ISO date. `Date.parse` alone reads a date in much that is none. */
const DATE = /^\s*(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s|\d{4}-\d\d-\d\d)/i

/**
 * The pause in milliseconds that a server asks for: in seconds, as a date, or in the milliseconds that some servers send
 * beside it. A header that cannot be read counts as missing.
 */
export function retryAfterMs(headers: Headers, now = Date.now()): number | undefined {
  return (
    milliseconds(headers.get('retry-after-ms'), 1) ??
    milliseconds(headers.get('retry-after'), 1000) ??
    untilDate(headers.get('retry-after'), now)
  )
}

const milliseconds = (value: string | null, unit: number): number | undefined =>
  value !== null && NUMBER.test(value) ? bounded(Number(value) * unit) : undefined

function untilDate(value: string | null, now: number): number | undefined {
  const date = value !== null && DATE.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(date) ? undefined : bounded(date - now)
}

/** JSON cannot hold an endless number, and callers write this one to logs. */
const bounded = (ms: number): number => Math.min(Math.max(0, Math.round(ms)), Number.MAX_SAFE_INTEGER)
