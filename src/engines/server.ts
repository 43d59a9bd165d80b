import { checkOptions, type OptionKinds, requireMethod } from '../calls/check-options.js'
import { asyncDispose } from '../calls/dispose.js'
import type { Engine, EngineSession, RunOptions } from '../calls/engine.js'
import { addressOf } from '../http/address.js'
import { type Breaker, type BreakerPolicy, checkBreakerPolicy, createBreaker } from '../http/breaker.js'
import type { HttpServer } from '../http/call-server.js'
import { type HeaderSource, resolveHeaders } from '../http/headers.js'
import { checkRetryPolicy, type RetryPolicy } from '../http/retry.js'
import { NlpError } from '../shared/errors.js'
import type { Task, TaskMap } from '../shared/tasks.js'
import { admitHeaders } from './server/admit-headers.js'
import type { Budget } from './server/budget.js'
import { chat } from './server/chat.js'
import { embeddings } from './server/embeddings.js'
import type { Connection } from './server/exchange.js'
import { type Gate, openGate, type ServerRedactor } from './server/gate.js'
import { costOf, type Prices } from './server/prices.js'
import { refusalOf, SERVER } from './server/refusal.js'
import { readTimeouts, type Timeouts } from './server/timeouts.js'

/** Options for a server: its address, the data it may see, and its limits. */
export interface ServerEngineOptions {
  /** The address of the API with its version, as in `https://llm.example/v1`. */
  url: string | URL
  /** The server's name for the model. @default the `model` that the task is created with */
  model?: string | undefined
  /** The name of the engine in results and routes. @default 'server' */
  name?: string | undefined
  /** Headers of every request. A function is called before each request, so it can renew a key. @default none */
  headers?: HeaderSource | undefined
  /** Hides personal data from the server and restores it in the answers. @default none: texts go out as they are */
  redactor?: ServerRedactor | undefined
  /** Names and headers that are sent although the redactor finds personal data in them. @default nothing */
  allow?: AllowedOptions | undefined
  /** Makes the requests: for tests, tracing or your own transport. @default the global `fetch` */
  fetch?: typeof globalThis.fetch | undefined
  /**
   * How long each part of an answer may take.
   * @default 30 s to the headers, 60 s to the first word, 20 s between words, 5 minutes in all
   */
  timeouts?: Timeouts | undefined
  /** How often a failed request is repeated. @default 2 repetitions with random, growing pauses */
  retry?: RetryPolicy | undefined
  /** When to pause calls to a failing server. @default half of at least 5 requests failed within 30 s: for 30 s */
  breaker?: BreakerPolicy | undefined
  /** Budgets, all of which must allow a call. @default none */
  budgets?: readonly Budget[] | undefined
  /** The prices that turn usage into cost. @default none: results have no cost, and budgets of money do not change */
  prices?: Prices | undefined
  /** The most tokens that the model can take. @default unknown */
  contextWindow?: number | undefined
}

const SERVER_OPTIONS: OptionKinds<ServerEngineOptions> = {
  url: 'any',
  model: 'string',
  name: 'string',
  headers: 'any',
  redactor: 'object',
  allow: 'object',
  fetch: 'function',
  timeouts: 'object',
  retry: 'object',
  breaker: 'object',
  budgets: 'list',
  prices: 'object',
  contextWindow: 'number',
}

/**
 * Names and headers that may be sent with personal data in them. Programs read names and headers, so a redactor cannot
 * hide anything in them. The engine sends them only if they hold no personal data or are listed here.
 */
export interface AllowedOptions {
  /** Names of headers. Those that carry a key (`authorization`, `x-api-key`, …) always pass. @default [] */
  readonly headers?: readonly string[] | undefined
  /** Names of models and of tools. @default [] */
  readonly names?: readonly string[] | undefined
}

/**
 * Uses models behind any endpoint that speaks the OpenAI protocol. Only an app that lists this engine lets text leave
 * the page. With a `redactor` personal data stays in the page. Each conversation has its own table of placeholders: a
 * value keeps one placeholder for the whole conversation, and no other conversation uses that placeholder.
 *
 * @example
 * const generator = await createGenerator({
 *   engines: [localEngine(), serverEngine({ url: '/api/v1', model: 'large', redactor: createRedactor() })],
 * })
 */
export function serverEngine(options: ServerEngineOptions): Engine {
  checkOptions('serverEngine', options, SERVER_OPTIONS, ['url'])
  const { name: engine = 'server', redactor: hides } = options
  if (hides !== undefined) requireMethod('redactor', hides, 'redact', 'a redactor such as createRedactor()')
  const address = addressOf(options.url)
  const limits = readTimeouts(options.timeouts)
  const retry = checkRetryPolicy('retry', options.retry ?? {})
  const breakerPolicy = checkBreakerPolicy('breaker', options.breaker ?? {})
  const can = (task: Task) => task === 'generate' || task === 'embed'
  /** The breakers of the open models. */
  const breakers = new Map<string, Breaker>()

  return {
    name: engine,
    place: 'server',
    redacts: options.redactor !== undefined,
    async availability(task) {
      return can(task) ? 'available' : 'unavailable'
    },
    async outlook({ model = '', inputTokens, maxTokens }) {
      const { budgets = [], prices } = options
      const money = costOf(prices, { inputTokens, outputTokens: maxTokens, cachedTokens: 0 })
      const estimate = { tokens: inputTokens + maxTokens, requests: 1, money }
      const shares = await Promise.all(budgets.map((budget) => budget.share(estimate)))
      const breaker = breakers.get(options.model ?? model)?.state ?? 'closed'
      return { breaker, budgetShare: Math.max(0, ...shares) }
    },
    async open(task, name) {
      const { redactor, prices, budgets = [], allow: { headers: allowedHeaders = [], names = [] } = {} } = options
      const model = options.model ?? name
      if (!can(task)) throw new NlpError('unsupported', `The server engine can generate and embed, but not ${task}`)
      if (model === undefined) throw new TypeError('`model` must name a model of the server, got undefined')
      const gates = new WeakMap<object, Gate>()
      const gateOf = (conversation: object): Gate | undefined => {
        if (redactor === undefined) return undefined
        const gate = gates.get(conversation) ?? openGate(redactor)
        gates.set(conversation, gate)
        return gate
      }
      // This gate checks names and headers that the app sets, because they belong to no conversation.
      const frame = redactor && openGate(redactor)
      const headers = frame && (() => admittedHeaders(frame, options.headers, allowedHeaders))
      const breaker = createBreaker(`${address.href} ${model}`, breakerPolicy)
      breakers.set(model, breaker)
      const server: HttpServer = {
        name: SERVER,
        address,
        headers: headers ?? options.headers,
        fetch: options.fetch,
        limits: { headers: limits.headers, total: limits.total },
        retry,
        breaker,
        refusal: refusalOf,
      }
      const connection: Connection = { server, limits, budgets }
      const closing = new AbortController()

      async function run<T extends Task>(
        asked: T,
        input: TaskMap[T]['input'],
        { signal: own, trace, onEvent, conversation = {} }: RunOptions<T> = {},
      ): Promise<TaskMap[T]['output']> {
        closing.signal.throwIfAborted()
        const signal = own === undefined ? closing.signal : AbortSignal.any([own, closing.signal])
        const common = { model: model as string, prices, signal, trace }
        if (frame !== undefined && !names.includes(common.model)) {
          const wayOut = 'If it is meant to be sent, list it in `allow.names`.'
          await frame.admit('the name of the model', common.model, { wayOut, signal })
        }
        if (asked === 'generate') {
          refuseWeighing(input as TaskMap['generate']['input'])
          const gate = gateOf(conversation)
          const onDelta = onEvent as ((text: string) => void) | undefined
          const answer = await chat(connection, input as TaskMap['generate']['input'], {
            ...common,
            gate,
            allowedNames: names,
            onDelta,
          })
          return answer as TaskMap[T]['output']
        }
        const { texts } = input as TaskMap['embed']['input']
        return (await embeddings(connection, texts, { ...common, redactor })) as TaskMap[T]['output']
      }

      const session: EngineSession = {
        engine,
        model,
        contextWindow: options.contextWindow,
        run,
        async close() {
          closing.abort(new NlpError('closed', `Model ${model} was closed`))
          breaker.close()
          if (breakers.get(model) === breaker) breakers.delete(model)
        },
        [asyncDispose]() {
          return this.close()
        },
      }
      return session
    },
  }
}

async function admittedHeaders(
  gate: Gate,
  source: HeaderSource | undefined,
  allowed: readonly string[],
): Promise<Headers> {
  const headers = await resolveHeaders(source)
  await admitHeaders(gate, headers, { allowed, signal: undefined })
  return headers
}

/** Refuses requests that the protocol cannot express. Nothing is sent, so no server sees a text while the user types. */
function refuseWeighing({ likelihoodOf, suggest }: TaskMap['generate']['input']): void {
  if (likelihoodOf === undefined && suggest === undefined) return
  const what = suggest === undefined ? 'score a text' : 'suggest words'
  throw new NlpError('unsupported', `The server engine cannot ${what}: use an engine of this device`)
}
