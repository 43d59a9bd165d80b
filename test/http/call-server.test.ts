import type { ServerResponse } from 'node:http'
import { describe, expect, test } from 'vitest'
import { createBreaker } from '../../src/http/breaker.js'
import { callServer } from '../../src/http/call-server.js'
import { NlpError } from '../../src/shared/errors.js'
import {
  type Answer,
  ask,
  breaksAfter,
  breaksAtOnce,
  failureOf,
  listen,
  neverAnswers,
  POST,
  refuses,
  says,
  serverAt,
  stalls,
} from './loopback.js'

describe('a request', () => {
  test('carries its method, path, body and headers, and the answer comes back', async () => {
    const server = await listen(says('{"ok":true}'))
    const at = serverAt(`${server.url}/v1/?version=2`, { headers: { authorization: 'Bearer k' } })
    expect(await ask(at)).toBe('{"ok":true}')
    expect(await ask(at, { request: { method: 'GET', path: '/points?wait=true' } })).toBe('{"ok":true}')
    expect(server.received).toMatchObject([
      {
        line: 'POST /v1/ask?version=2',
        body: '{"a":1}',
        headers: { authorization: 'Bearer k', 'content-type': 'application/json' },
      },
      { line: 'GET /v1/points?wait=true&version=2', body: '' },
    ])
    expect(server.received[1]?.headers).not.toHaveProperty('content-type')
  })

  test('keeps a type of content that the app names', async () => {
    const server = await listen(says(''))
    await ask(serverAt(server.url, { headers: { 'content-type': 'application/json; charset=utf-8' } }))
    expect(server.received[0]?.headers['content-type']).toBe('application/json; charset=utf-8')
  })

  test('takes a status as an answer where the caller expects it', async () => {
    const server = await listen(says('{"missing":1}', { status: 404 }))
    expect(await ask(serverAt(server.url), { request: { ...POST, expected: 404 } })).toBe('{"missing":1}')
    expect(server.received).toHaveLength(1)
  })

  test('asks a function for its headers before each try', async () => {
    const server = await listen(refuses(503), says('{}'))
    let asked = 0
    const headers = async () => ({ 'x-key': `${++asked}` })
    await ask(serverAt(server.url, { headers }))
    expect(server.received.map((request) => request.headers['x-key'])).toEqual(['1', '2'])
  })

  test.each([
    ['omit', false],
    ['same-origin', true],
  ])('sends cookies as %s where the caller says %s', async (expected, cookies) => {
    const modes: unknown[] = []
    const fetch = async (_url: unknown, init: RequestInit = {}) => {
      modes.push(init.credentials)
      return new Response('{}')
    }
    await ask(serverAt('http://127.0.0.1:9', { cookies, fetch: fetch as typeof globalThis.fetch }))
    expect(modes).toEqual([expected])
  })
})

describe('what passes is tried again', () => {
  test.each([
    ['a refusal for the moment', refuses(503)],
    ['429 with a pause in seconds', refuses(429, { 'retry-after': '0' })],
    ['429 with a pause until a date', refuses(429, { 'retry-after': new Date(0).toUTCString() })],
    ['429 with a pause that nobody can read', refuses(429, { 'retry-after': '-1, soon; DROP' })],
    ['a failure of the server', refuses(500)],
    ['a failing gateway', refuses(502)],
    ['a request that the server waited for too long', refuses(408)],
    ['a connection that breaks at once', breaksAtOnce],
    ['a connection that breaks in the body', breaksAfter('{"a":')],
  ])('%s', async (_what, fault) => {
    const server = await listen(fault, says('{"ok":1}'))
    expect(await ask(serverAt(server.url))).toBe('{"ok":1}')
    expect(server.received).toHaveLength(2)
  })

  test('headers that come too late, and a body that stalls', async () => {
    const server = await listen(neverAnswers, stalls('{"a"'), says('{"ok":1}'))
    expect(await ask(serverAt(server.url, { limits: { headers: 1000, attempt: 1000 } }))).toBe('{"ok":1}')
    expect(server.received).toHaveLength(3)
    await expect.poll(() => server.abandoned).toBe(2)
  })

  test('no more often than the policy says', async () => {
    const server = await listen(refuses(500))
    await expect(ask(serverAt(server.url, { retry: { retries: 3, baseMs: 1 } }))).rejects.toThrow('status 500')
    expect(server.received).toHaveLength(4)
  })

  test('not where the caller says that another try would do harm', async () => {
    const server = await listen(breaksAtOnce)
    const heard: unknown[] = []
    const mayRepeat = (error: Error) => {
      heard.push(error)
      return false
    }
    const error = await failureOf(ask(serverAt(server.url), { mayRepeat }))
    expect(heard).toEqual([error])
    expect(server.received).toHaveLength(1)
  })

  test.each([400, 401, 403, 404, 413, 422, 501])('not after status %d', async (status) => {
    const server = await listen(refuses(status))
    expect(await failureOf(ask(serverAt(server.url)))).toMatchObject({
      code: 'server',
      retryable: false,
      details: { status },
    })
    expect(server.received).toHaveLength(1)
  })
})

describe('a pause that a server asks for', () => {
  test.each([
    ['an hour in seconds', '3600', 3_600_000],
    ['an hour as a date', new Date(Date.now() + 3_600_000).toUTCString(), 3_600_000],
    ['longer than any timer', '2147484', 2_147_484_000],
    ['longer than time', '9'.repeat(400), Number.MAX_SAFE_INTEGER],
  ])('of %s outlasts the call: the caller hears of it at once', async (_what, header, ms) => {
    const server = await listen(refuses(503, { 'retry-after': header }))
    const error = await failureOf(ask(serverAt(server.url)))
    expect(error).toMatchObject({ code: 'server', retryable: true, details: { status: 503 } })
    expect(Math.abs(Number((error as NlpError).details['retryAfterMs']) - ms)).toBeLessThan(60_000)
    expect(server.received).toHaveLength(1)
  })

  test('is not cut short by a timer that overflows, even where the call has no limit', async () => {
    const server = await listen(refuses(503, { 'retry-after': '2147484' }))
    const limits = { total: Number.POSITIVE_INFINITY, pause: Number.POSITIVE_INFINITY }
    await expect(ask(serverAt(server.url, { limits }))).rejects.toThrow('status 503')
    expect(server.received).toHaveLength(1)
  })
})

describe('a limit of time', () => {
  const failures: readonly [string, Answer, Parameters<typeof serverAt>[1], string][] = [
    ['the headers', neverAnswers, { limits: { headers: 1000 } }, 'The answer of the server took longer than 1000'],
    [
      'one try, in its body',
      stalls('{'),
      { limits: { attempt: 1000 } },
      'The answer of the server took longer than 1000',
    ],
    ['one try, in the body of a refusal', stalledRefusal, { limits: { attempt: 1000 } }, 'took longer than 1000 ms'],
    ['the whole call', stalls(), { limits: { total: 1000 } }, 'The whole call to the server took longer than 1000'],
  ]
  test.each(failures)('for %s names the step and the option', async (_what, answer, options, message) => {
    const server = await listen(answer)
    const error = await failureOf(ask(serverAt(server.url, { retry: { retries: 0 }, ...options })))
    expect(error).toMatchObject({ code: 'timeout', retryable: true })
    const [option, limitMs] = Object.entries(options?.limits ?? {})[0] as [string, number]
    expect((error as NlpError).details).toEqual({ limitMs })
    expect((error as NlpError).message).toContain(message)
    expect((error as NlpError).message).toContain(`raise \`limits.${option}\``)
    await expect.poll(() => server.abandoned).toBe(1)
  })

  test('that the caller names for a step starts anew with each step', async () => {
    const server = serverAt((await listen(stalls('{'))).url, { retry: { retries: 0 } })
    const limit = { ms: 40, option: 'firstMs' }
    const call = callServer(
      server,
      async ({ send, expect: expectStep, signal }) => {
        await send(POST)
        for (let step = 0; step < 3; step += 1) {
          expectStep(`Step ${step}`, limit)
          await new Promise((resolve) => setTimeout(resolve, 20))
        }
        await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      },
      { signal: undefined },
    )
    await expect(call).rejects.toThrow('Step 2 took longer than 40 ms. Try again, or raise `firstMs`.')
  })

  test('ends the wait for a function that makes headers, once: the app is at fault, and another try would hang as well', async () => {
    let asked = 0
    const headers = () => {
      asked += 1
      return new Promise<never>(() => {})
    }
    const server = await listen(says('{}'))
    expect(await failureOf(ask(serverAt(server.url, { headers, limits: { headers: 20 } })))).toMatchObject({
      code: 'timeout',
      retryable: false,
      message: 'The `headers` function took longer than 20 ms. Raise `limits.headers`.',
    })
    expect([asked, server.received.length]).toEqual([1, 0])
  })

  test('ends the wait for a transport that hears no signal', async () => {
    const fetch = () => new Promise<never>(() => {})
    const at = serverAt('http://127.0.0.1:9', { fetch, limits: { headers: 10 }, retry: { retries: 0 } })
    await expect(ask(at)).rejects.toMatchObject({ code: 'timeout', details: { limitMs: 10 } })
  })

  test.each([Number.POSITIVE_INFINITY, 2 ** 31, Number.MAX_SAFE_INTEGER])('of %d ms ends nothing early', async (ms) => {
    const server = await listen((response) => setTimeout(() => response.end('{}'), 30))
    expect(await ask(serverAt(server.url, { limits: { headers: ms, attempt: ms, total: ms } }))).toBe('{}')
  })
})

describe('an abort rejects with exactly its reason and hangs up', () => {
  const reason = { any: 'value' }

  test('before the call, and then nothing is sent', async () => {
    const server = await listen(says('{}'))
    expect(await failureOf(ask(serverAt(server.url), { signal: AbortSignal.abort(reason) }))).toBe(reason)
    expect(server.received).toHaveLength(0)
  })

  test('while the app makes the headers, and then nothing is sent', async () => {
    const server = await listen(says('{}'))
    const stop = new AbortController()
    const headers = async () => {
      stop.abort(reason)
      return {}
    }
    expect(await failureOf(ask(serverAt(server.url, { headers }), { signal: stop.signal }))).toBe(reason)
    expect(server.received).toHaveLength(0)
  })

  test.each([
    ['while the headers of the server are awaited', neverAnswers],
    ['in the middle of the body', stalls('{"a":')],
    ['in the body of a refusal', stalledRefusal],
  ])('%s', async (_when, answer) => {
    const server = await listen(answer)
    const stop = new AbortController()
    const call = failureOf(ask(serverAt(server.url), { signal: stop.signal }))
    await expect.poll(() => server.received.length).toBe(1)
    await new Promise((resolve) => setTimeout(resolve, 30))
    stop.abort(reason)
    expect(await call).toBe(reason)
    await expect.poll(() => server.abandoned).toBe(1)
    expect(server.received).toHaveLength(1)
  })

  test('in the pause between two tries', async () => {
    const server = await listen(refuses(503, { 'retry-after': '5' }))
    const stop = new AbortController()
    const call = failureOf(ask(serverAt(server.url), { signal: stop.signal }))
    await expect.poll(() => server.received.length).toBe(1)
    await new Promise((resolve) => setTimeout(resolve, 30))
    stop.abort(reason)
    expect(await call).toBe(reason)
    expect(server.received).toHaveLength(1)
  })

  test('of a transport that hears no signal, whose late answer is hung up as well', async () => {
    let cancelled = false
    let answerLate = (_response: Response) => {}
    const fetch = () =>
      new Promise<Response>((resolve) => {
        answerLate = resolve
      })
    const stop = new AbortController()
    const call = failureOf(ask(serverAt('http://127.0.0.1:9', { fetch }), { signal: stop.signal }))
    await new Promise((resolve) => setTimeout(resolve))
    stop.abort(reason)
    expect(await call).toBe(reason)
    const cancel = () => {
      cancelled = true
    }
    answerLate(new Response(new ReadableStream({ cancel })))
    await expect.poll(() => cancelled).toBe(true)
  })
})

describe('a failure', () => {
  test('of the connection says what to check, and keeps its cause', async () => {
    const error = (await failureOf(ask(serverAt('http://127.0.0.1:1', { retry: { retries: 0 } })))) as NlpError
    expect(error).toMatchObject({ code: 'server', retryable: true, cause: expect.any(TypeError) })
    expect(error.message).toContain('The server could not be reached or broke the connection.')
  })

  test.each([
    ['rejects', () => Promise.reject(new Error('proxy down'))],
    [
      'throws',
      () => {
        throw new Error('proxy down')
      },
    ],
  ])('of a transport that %s is one of the connection', async (_what, fetch) => {
    const error = await failureOf(ask(serverAt('http://127.0.0.1:9', { fetch, retry: { retries: 0 } })))
    expect(error).toMatchObject({ code: 'server', retryable: true, cause: { message: 'proxy down' } })
  })

  test('that a transport names itself is kept', async () => {
    const denied = new NlpError('policy-denied', 'Not from this network')
    const fetch = () => Promise.reject(denied)
    expect(await failureOf(ask(serverAt('http://127.0.0.1:9', { fetch })))).toBe(denied)
  })

  test.each([new TypeError('no session'), new NlpError('timeout', 'The login took too long')])(
    'of the function that makes the headers is the own error of the app, and is not tried again: %s',
    async (own) => {
      let asked = 0
      const headers = () => {
        asked += 1
        return Promise.reject(own)
      }
      const breaker = createBreaker('own headers', { minRequests: 1 })
      expect(await failureOf(ask(serverAt('http://127.0.0.1:9', { headers, breaker })))).toBe(own)
      expect([asked, breaker.state]).toEqual([1, 'closed'])
      breaker.close()
    },
  )

  test('quotes nothing of a body', async () => {
    const server = await listen(refuses(400))
    const error = (await failureOf(ask(serverAt(server.url)))) as NlpError
    expect(JSON.stringify({ ...error, message: error.message })).not.toContain('example.com')
  })

  test('hands the body of a refusal to the caller, and undefined where it is no JSON', async () => {
    const bodies: unknown[] = []
    const refusal = ({ body }: { body: unknown }) => {
      bodies.push(body)
      return new NlpError('invalid-data', 'own')
    }
    for (const body of ['{"code":7}', '<!doctype html>', '']) {
      const server = await listen(says(body, { status: 400 }))
      await expect(ask(serverAt(server.url, { refusal }))).rejects.toMatchObject({ code: 'invalid-data' })
    }
    expect(bodies).toEqual([{ code: 7 }, undefined, undefined])
  })

  test('with a body without an end is cut, and still a refusal', async () => {
    let sent = 0
    const server = await listen((response) => {
      response.writeHead(401)
      const block = Buffer.alloc(100_000, ' ')
      const more = () => {
        sent += 1
        if (!response.destroyed) response.write(block, more)
      }
      more()
    })
    await expect(ask(serverAt(server.url))).rejects.toThrow('it does not accept the key')
    await expect.poll(() => server.abandoned).toBe(1)
    expect(sent).toBeLessThan(1000)
  })
})

describe('a redirect', () => {
  test.each([301, 302, 303, 307, 308])(
    'with status %d is not followed, and the error says what to do',
    async (status) => {
      const elsewhere = await listen(says('{}'))
      const server = await listen(refuses(status, { location: `${elsewhere.url}/ask` }))
      const error = await failureOf(ask(serverAt(server.url, { headers: { 'x-api-key': 'secret' } })))
      expect(error).toMatchObject({ code: 'server', retryable: false })
      expect((error as NlpError).message).toContain('redirects to another address')
      expect([server.received.length, elsewhere.received.length]).toEqual([1, 0])
    },
  )

  test('that a transport has followed all the same gives no answer', async () => {
    const fetch = async () => Object.defineProperty(Response.json({}), 'redirected', { value: true })
    await expect(ask(serverAt('http://127.0.0.1:9', { fetch }))).rejects.toThrow('another address')
  })
})

describe('a breaker', () => {
  test('spares a server that fails again and again, also within one call', async () => {
    const server = await listen(refuses(500))
    const breaker = createBreaker(server.url, { minRequests: 2 })
    const at = serverAt(server.url, { breaker, retry: { retries: 5, baseMs: 1 } })
    await expect(ask(at)).rejects.toThrow('status 500')
    expect(server.received).toHaveLength(2)
    await expect(ask(at)).rejects.toMatchObject({
      code: 'server',
      retryable: true,
      message: expect.stringMatching('gets no calls for now'),
    })
    expect(server.received).toHaveLength(2)
    breaker.close()
  })

  test.each([
    ['a wrong request', refuses(422)],
    ['a refused key', refuses(401)],
    ['a redirect', refuses(307, { location: 'https://example.com' })],
  ])('learns nothing from %s', async (_what, answer) => {
    const server = await listen(answer)
    const breaker = createBreaker(server.url, { minRequests: 1 })
    await failureOf(ask(serverAt(server.url, { breaker })))
    expect(breaker.state).toBe('closed')
    breaker.close()
  })

  test('learns nothing from a call that the caller stopped', async () => {
    const server = await listen(neverAnswers)
    const breaker = createBreaker(server.url, { minRequests: 1 })
    const stop = new AbortController()
    const call = failureOf(ask(serverAt(server.url, { breaker }), { signal: stop.signal }))
    await expect.poll(() => server.received.length).toBe(1)
    stop.abort(new NlpError('timeout', 'The page waits no longer'))
    await call
    expect(breaker.state).toBe('closed')
    breaker.close()
  })
})

function stalledRefusal(response: ServerResponse): void {
  response.writeHead(500, { 'content-type': 'application/json' })
  response.write('{"error":')
}
