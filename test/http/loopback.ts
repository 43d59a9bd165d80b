import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach } from 'vitest'
import { addressOf } from '../../src/http/address.js'
import { type Attempt, callServer, type HttpRequest, type HttpServer } from '../../src/http/call-server.js'
import { limitOf } from '../../src/http/clock.js'
import { refusal } from '../../src/http/failure.js'
import { readText } from '../../src/http/read-text.js'

export interface Loopback {
  readonly url: string
  /** The requests, in order. */
  readonly received: readonly {
    readonly line: string
    readonly body: string
    readonly headers: IncomingHttpHeaders
  }[]
  /** How many answers the client gave up before their end. */
  readonly abandoned: number
}

export type Answer = (response: ServerResponse, request: IncomingMessage) => void

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** A real server that gives its n-th request the n-th answer, and later ones the last. It ends with the test. */
export async function listen(...answers: readonly Answer[]): Promise<Loopback> {
  const received: { line: string; body: string; headers: IncomingHttpHeaders }[] = []
  let abandoned = 0
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    response.on('close', () => {
      if (!response.writableFinished) abandoned += 1
    })
    const { method, url, headers } = request
    received.push({ line: `${method} ${url}`, body: Buffer.concat(chunks).toString(), headers })
    answers[Math.min(received.length, answers.length) - 1]?.(response, request)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    get abandoned() {
      return abandoned
    },
  }
}

/** An answer that is complete. */
export function says(body: string, { status = 200, headers = {} as Record<string, string> } = {}): Answer {
  return (response) => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
}

export const refuses = (status: number, headers: Record<string, string> = {}): Answer =>
  says('{"error":"jo@example.com"}', { status, headers })

/** Headers, then some text, then nothing more. */
export const stalls =
  (text = ''): Answer =>
  (response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.flushHeaders()
    if (text !== '') response.write(text)
  }

export const neverAnswers: Answer = () => {}

/** Some text, then the connection breaks. */
export const breaksAfter =
  (text: string): Answer =>
  (response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.write(text, () => response.socket?.resetAndDestroy())
  }

export const breaksAtOnce: Answer = (response) => response.socket?.resetAndDestroy()

type Options = Partial<Omit<HttpServer, 'address' | 'limits'>> & {
  limits?: { headers?: number; attempt?: number; total?: number; pause?: number }
}

/** A server of the client under test, with limits that no test waits for unless the test sets them. */
export function serverAt(
  url: string,
  { limits: { headers = 10_000, attempt = 10_000, total = 20_000, pause = 10_000 } = {}, ...rest }: Options = {},
): HttpServer {
  return {
    name: 'the server',
    address: addressOf(url),
    headers: undefined,
    fetch: undefined,
    limits: {
      headers: limitOf('limits.headers', headers),
      attempt: limitOf('limits.attempt', attempt),
      total: limitOf('limits.total', total),
      pauseMs: pause,
    },
    retry: { baseMs: 1 },
    refusal: ({ status, headers: answered }) => refusal('the server', status, { headers: answered }),
    ...rest,
  }
}

export const POST: HttpRequest = { method: 'POST', path: '/ask', body: '{"a":1}' }

/** One request, read to its end. */
export function ask(
  server: HttpServer,
  {
    request = POST,
    signal,
    mayRepeat,
  }: { request?: HttpRequest; signal?: AbortSignal | undefined; mayRepeat?: (error: Error) => boolean } = {},
): Promise<string> {
  const run = async ({ send, signal: stop }: Attempt) =>
    readText(await send(request), { name: server.name, signal: stop })
  return callServer(server, run, { signal, ...(mayRepeat === undefined ? {} : { mayRepeat }) })
}

export const failureOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    (value) => expectFailure(value),
    (error: unknown) => error,
  )

function expectFailure(value: unknown): never {
  throw new Error(`The call should have failed, but gave ${JSON.stringify(value)}`)
}
