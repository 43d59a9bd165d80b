import { afterEach, describe, expect, test, vi } from 'vitest'
import { limitOf } from '../../src/http/clock.js'
import { checkRetryPolicy, pauseBefore } from '../../src/http/retry.js'
import { retryAfterMs } from '../../src/http/retry-after.js'
import { NlpError } from '../../src/shared/errors.js'

afterEach(() => vi.restoreAllMocks())

const headerCases: readonly [Record<string, string>, number | undefined][] = [
  [{ 'retry-after': '3' }, 3000],
  [{ 'retry-after': ' 3 ' }, 3000],
  [{ 'retry-after': '0' }, 0],
  [{ 'retry-after': '0.5' }, 500],
  [{ 'retry-after': '1e9' }, 1e12],
  [{ 'retry-after': '9'.repeat(400) }, Number.MAX_SAFE_INTEGER],
  [{ 'retry-after': 'Thu, 01 Jan 1970 00:00:10 GMT' }, 4000],
  [{ 'retry-after': 'Thursday, 01-Jan-70 00:00:10 GMT' }, 4000],
  [{ 'retry-after': 'Thu Jan  1 00:00:10 1970 GMT' }, 4000],
  [{ 'retry-after': '1970-01-01T00:00:10Z' }, 4000],
  [{ 'retry-after': 'Thu, 01 Jan 1970 00:00:01 GMT' }, 0],
  [{ 'retry-after': 'Thu, 99 Foo 1970' }, undefined],
  [{ 'retry-after': 'soon' }, undefined],
  [{ 'retry-after': 'in May 5' }, undefined],
  [{ 'retry-after': '-5' }, undefined],
  [{ 'retry-after': '0x10' }, undefined],
  [{ 'retry-after': 'Infinity' }, undefined],
  [{ 'retry-after': '' }, undefined],
  [{ 'retry-after': '3, 4' }, undefined],
  [{ 'retry-after-ms': '120', 'retry-after': '1' }, 120],
  [{ 'retry-after-ms': 'x', 'retry-after': '1' }, 1000],
  [{}, undefined],
]

test.each(headerCases)('the headers %o ask for a pause of %s ms', (headers, expected) => {
  expect(retryAfterMs(new Headers(headers), 6000)).toBe(expected)
})

describe('the pause before the next try', () => {
  const passing = new NlpError('server', 'busy', { retryable: true })
  const asking = new NlpError('server', 'busy', { retryable: true, details: { retryAfterMs: 2000 } })

  test.each([
    [1, 0.5, 250],
    [2, 0.5, 500],
    [2, 0, 0],
    [10, 0.5, 4000],
  ])('after %d tries, at random %d, is %d ms', (tries, random, expected) => {
    vi.spyOn(Math, 'random').mockReturnValue(random)
    expect(pauseBefore(passing, tries, { retries: 20 })).toBe(expected)
    // Clients with the same pause from the server must not come back together either.
    expect(pauseBefore(asking, tries, { retries: 20 })).toBe(2000 + expected)
  })

  test.each([
    ['the tries are used up', passing, 3],
    ['the failure is there to stay', new NlpError('server', 'no'), 1],
    ['the device has no network', new NlpError('offline', 'no network'), 1],
    ['the error is the own one of the app', new TypeError('bug'), 1],
    ['it is no error', undefined, 1],
  ])('is none where %s', (_what, error, tries) => {
    expect(pauseBefore(error, tries, {})).toBeUndefined()
  })
})

test.each([
  [{ retries: -1 }, RangeError, '`retry.retries` must be a whole number of 0 or more, got -1'],
  [{ retries: 0.5 }, RangeError, '`retry.retries` must be a whole number of 0 or more, got 0.5'],
  [{ baseMs: Number.NaN }, RangeError, '`retry.baseMs` must be a number of milliseconds of 0 or more, got NaN'],
  [{ maxMs: '9' }, TypeError, "`maxMs` of `retry` must be a number, got '9'"],
  [{ retires: 1 }, TypeError, '`retires` is not an option of `retry`. Did you mean `retries`?'],
])('the policy %o is refused', (policy, type, message) => {
  expect(() => checkRetryPolicy('retry', policy as never)).toThrow(new type(message))
})

test.each([0, -1, Number.NaN, '5', undefined])('a limit of %s is refused', (ms) => {
  expect(() => limitOf('timeoutMs', ms as number)).toThrow(
    new RangeError(`\`timeoutMs\` must be a number of milliseconds above 0 (Infinity for no limit), got ${ms}`),
  )
})
