const NUMBER = /^\s*\d+(?:\.\d+)?(?:e\d+)?\s*$/i

/** The beginning of an HTTP date or an ISO date. `Date.parse` alone accepts many texts that are not dates. */
const DATE = /^\s*(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s|\d{4}-\d\d-\d\d)/i

/**
 * The pause in milliseconds that a server asks for. The header gives seconds or a date; some servers also send a header
 * in milliseconds. A header that cannot be read counts as missing.
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

/** A finite number of at least 0. JSON cannot hold an infinite number, and callers write this one to logs. */
const bounded = (ms: number): number => Math.min(Math.max(0, Math.round(ms)), Number.MAX_SAFE_INTEGER)
