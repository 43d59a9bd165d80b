import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { NlpError } from '../../src/shared/errors.js'
import type { Backend } from './backend.js'
import type { Pages } from './demo-pages.js'
import { bracketed, checkCaller, checkedKey, checkKey, corsHeaders, Refusal, readBody } from './guard.js'
import { requireFit } from './prompt-length.js'
import {
  BadRequest,
  readChatRequest,
  readCompletionRequest,
  readEmbeddingsRequest,
  type TextRequest,
} from './requests.js'
import { chatWriter, completionWriter, embeddingsReply, errorReply, modelsReply, type Writer } from './responses.js'

export interface ApiServerOptions {
  readonly backend: Backend
  /** @default 0, any free one */
  readonly port?: number | undefined
  /** @default '127.0.0.1', this machine only */
  readonly host?: string | undefined
  /** The bearer token that clients must send. @default none is needed */
  readonly apiKey?: string | undefined
  /** Names that the server answers to, in addition to `localhost` and `host`; `*` for all. @default none */
  readonly allowedHosts?: readonly string[] | undefined
  /** Origins whose pages may send requests; `*` for all. @default none but its own */
  readonly allowedOrigins?: readonly string[] | undefined
  /** Answers the requests outside the API. @default nothing */
  readonly pages?: Pages | undefined
  /** @default 1_000_000 */
  readonly maxBodyBytes?: number | undefined
  /** The number of requests that may wait or run at once. Further requests are refused. @default 16 */
  readonly maxRequests?: number | undefined
  /** The milliseconds in which a client must have sent its whole request. @default 30_000 */
  readonly requestTimeoutMs?: number | undefined
}

export interface ApiServer extends AsyncDisposable {
  /** The base address of the API, including the version, as clients expect it. */
  readonly url: string
  close(): Promise<void>
}

/** Serves the OpenAI protocol with a backend: chat, completions, embeddings, models. */
export async function startApiServer({
  backend,
  port = 0,
  host = '127.0.0.1',
  apiKey,
  allowedHosts = [],
  allowedOrigins = [],
  pages,
  maxBodyBytes = 1_000_000,
  maxRequests = 16,
  requestTimeoutMs = 30_000,
}: ApiServerOptions): Promise<ApiServer> {
  const key = checkedKey(apiKey)
  const callers = { host, hosts: allowedHosts, origins: allowedOrigins }
  let running = 0
  let arriving = 0

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    checkCaller(request.headers, callers)
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
    const route = `${request.method} ${path.replace(/^\/v1/, '')}`
    if (pages !== undefined && !/^\/(v1|health)\b/.test(path)) return pages.answer(request, response)
    if (request.method === 'OPTIONS') return void response.writeHead(204).end()
    if (route === 'GET /health') return send(response, 200, { status: 'ok' })
    checkKey(request.headers.authorization, key)
    const { generate, embed } = backend.models
    if (route === 'GET /models') {
      return send(response, 200, modelsReply([generate, embed].filter((id) => id !== undefined)))
    }
    const handler = HANDLERS[route]
    if (handler === undefined) throw new Refusal(404, `There is no ${route}`)
    // Bodies that clients send in part and never finish would fill the memory.
    if (arriving >= maxRequests * 4) throw busy({ connection: 'close' })
    arriving += 1
    const body = await readBody(request, maxBodyBytes).finally(() => {
      arriving -= 1
    })
    if (running >= maxRequests) throw busy()
    const gone = new AbortController()
    response.on('close', () => {
      if (!response.writableFinished) gone.abort(new DOMException('The client hung up', 'AbortError'))
    })
    running += 1
    try {
      await handler(body, { backend, response, signal: gone.signal })
    } finally {
      running -= 1
    }
  }

  const limits = {
    requestTimeout: requestTimeoutMs,
    headersTimeout: Math.min(10_000, requestTimeoutMs),
    connectionsCheckingInterval: Math.min(5000, requestTimeoutMs),
  }
  const server = createServer(limits, (request, response) => {
    for (const [name, value] of Object.entries(corsHeaders(request.headers.origin, allowedOrigins))) {
      response.setHeader(name, value)
    }
    answer(request, response).catch((error: unknown) => fail(response, error))
  })
  await new Promise<void>((started, failed) => {
    server.once('error', failed)
    server.listen(port, host, started)
  })
  const actual = (server.address() as AddressInfo).port
  const close = () =>
    new Promise<void>((closed) => {
      server.close(() => closed())
      server.closeAllConnections()
    })
  return {
    url: `http://${bracketed(host)}:${actual}/v1`,
    close,
    [Symbol.asyncDispose]: close,
  }
}

interface HandlerContext {
  readonly backend: Backend
  readonly response: ServerResponse
  readonly signal: AbortSignal
}

type Handler = (body: Readonly<Record<string, unknown>>, context: HandlerContext) => Promise<void>

const HANDLERS: Readonly<Record<string, Handler>> = {
  'POST /chat/completions': (body, context) => write(readChatRequest(body), chatWriter, body, context),
  'POST /completions': (body, context) => write(readCompletionRequest(body), completionWriter, body, context),
  async 'POST /embeddings'(body, { backend, response, signal }) {
    const model = served(backend.models.embed, body)
    const { texts, base64 } = readEmbeddingsRequest(body)
    const output = await backend.embed(texts, { signal })
    // The tokenizer is in the model's worker. Clients expect only an estimate: one token for four characters.
    const tokens = texts.reduce((sum, text) => sum + Math.ceil(text.length / 4), 0)
    send(response, 200, embeddingsReply(model, output, { base64, tokens }))
  },
}

async function write(
  { input, stream, includeUsage }: TextRequest,
  createWriter: (model: string) => Writer,
  body: Readonly<Record<string, unknown>>,
  { backend, response, signal }: HandlerContext,
): Promise<void> {
  const writer = createWriter(served(backend.models.generate, body))
  requireFit(input, backend.contextWindow)
  if (!stream) {
    send(response, 200, writer.whole(await backend.generate(input, { signal, onText: () => {} })))
    return
  }
  const event = (value: object) => response.write(`data: ${JSON.stringify(value)}\n\n`)
  const begin = () => {
    if (response.headersSent) return
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' })
    event(writer.start())
  }
  const onText = (text: string) => {
    // The response begins with the first text, so that a prompt that does not fit still gets an error status.
    begin()
    event(writer.delta(text))
  }
  const output = await backend.generate(input, { signal, onText })
  begin()
  for (const last of writer.finish(output)) event(last)
  if (includeUsage) event(writer.usage(output))
  response.end('data: [DONE]\n\n')
}

function busy(headers: Readonly<Record<string, string>> = {}): Refusal {
  return new Refusal(429, 'Too many requests wait already', 'busy', { 'retry-after': '1', ...headers })
}

/** One model of each kind is loaded. A request may name it or name none; another name is refused. */
function served(model: string | undefined, body: Readonly<Record<string, unknown>>): string {
  const wanted = body['model']
  if (model !== undefined && (wanted === undefined || wanted === model)) return model
  throw new Refusal(404, `The model ${String(wanted)} is not served here; see /v1/models`, 'model_not_found')
}

function fail(response: ServerResponse, error: unknown): void {
  if (response.destroyed) return
  const { status, body, headers } = describe(error)
  if (!response.headersSent) send(response, status, body, headers)
  // In the middle of a stream, the status has been sent already.
  else response.end(`data: ${JSON.stringify(body)}\n\n`)
}

function describe(error: unknown): { status: number; body: object; headers?: Readonly<Record<string, string>> } {
  if (error instanceof Refusal) {
    const body = errorReply(
      error.message,
      error.status === 401 ? 'authentication_error' : 'invalid_request_error',
      error.code,
    )
    return { status: error.status, body, headers: error.headers }
  }
  if (error instanceof BadRequest) {
    return { status: 400, body: errorReply(error.message, 'invalid_request_error', null, { param: error.field }) }
  }
  if (NlpError.is(error, 'context-overflow')) {
    const { requested, contextWindow } = error.details
    const facts = { n_prompt_tokens: requested, n_ctx: contextWindow }
    return { status: 400, body: errorReply(error.message, 'invalid_request_error', 'context_length_exceeded', facts) }
  }
  if (NlpError.is(error, 'invalid-data'))
    return { status: 400, body: errorReply(error.message, 'invalid_request_error', null) }
  // Other errors may quote the request. The message goes to the server's own log, and the client learns only that the request failed.
  console.error(error instanceof Error ? error.message : String(error))
  const retryable = NlpError.is(error) && error.retryable
  return { status: retryable ? 503 : 500, body: errorReply('The model could not answer', 'server_error', null) }
}

function send(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(body))
}
