import type { Attempt } from '../../http/call-server.js'
import { wrongType } from '../../http/failure.js'
import { readEvents } from '../../http/read-events.js'
import { hangUp, readText } from '../../http/read-text.js'
import { NlpError } from '../../shared/errors.js'
import type { GenerateInput, GenerateOutput } from '../../shared/tasks.js'
import { type ChatAnswer, createChatAnswer } from './chat-answer.js'
import { chatRequest } from './chat-body.js'
import { estimateTokens } from './estimate.js'
import { type Connection, exchange } from './exchange.js'
import type { Gate } from './gate.js'
import { hideInput } from './hide-input.js'
import { costOf, type Prices } from './prices.js'
import { SERVER } from './refusal.js'
import type { TimeLimits } from './timeouts.js'
import type { ServerUsage } from './usage.js'

export interface ChatOptions {
  readonly model: string
  readonly gate: Gate | undefined
  readonly allowedNames: readonly string[]
  readonly prices: Prices | undefined
  readonly signal: AbortSignal | undefined
  readonly trace: object | undefined
  readonly onDelta: ((text: string) => void) | undefined
}

/** Sends a request to the server and streams the answer. Personal data is hidden on the way out and restored on the way in. */
export async function chat(
  connection: Connection,
  given: GenerateInput,
  { model, gate, allowedNames, prices, signal, trace, onDelta }: ChatOptions,
): Promise<GenerateOutput> {
  const input = gate === undefined ? given : await hideInput(gate, given, { allowedNames, signal })
  const { path, body } = chatRequest(model, input)
  const sent = JSON.stringify(body)
  const inputTokens = estimateTokens(sent)
  const asUsage = (outputTokens: number): ServerUsage => ({ inputTokens, outputTokens, cachedTokens: 0 })

  const startedAt = performance.now()
  let firstTokenAt: number | undefined
  let spent: ServerUsage = { inputTokens: 0, outputTokens: 0, cachedTokens: 0 }
  // A value within JSON needs the escapes of JSON.
  const revealing = gate?.revealStream(input.schema === undefined ? 'text' : 'json')
  let text = ''
  let estimated = false

  const show = (piece: string) => {
    text += piece
    if (piece !== '') onDelta?.(piece)
  }
  const receivePiece = (piece: string) => {
    firstTokenAt ??= performance.now()
    show(revealing === undefined ? piece : revealing.push(piece))
  }

  async function run(attempt: Attempt): Promise<ChatAnswer> {
    const before = spent
    const answer = createChatAnswer(receivePiece)
    // From here on the server may work and charge, even if no answer arrives.
    const count = (usage: ServerUsage) => {
      spent = add(before, usage)
    }
    try {
      const response = await attempt.send({ method: 'POST', path, body: sent })
      count(asUsage(0))
      await receive(response, answer, { attempt, limits: connection.limits })
      const result = answer.result()
      estimated ||= result.usage === undefined
      count(result.usage ?? asUsage(estimateTokens(answer.written)))
      return result
    } catch (error) {
      estimated = true
      if (answer.started) count(asUsage(estimateTokens(answer.written)))
      // The server may have read the whole input before it stopped answering.
      else if (NlpError.is(attempt.signal.reason, 'timeout')) count(asUsage(0))
      throw error
    }
  }

  const { value, attempts } = await exchange(connection, run, {
    signal,
    estimate: {
      tokens: inputTokens + input.maxTokens,
      requests: 1,
      money: costOf(prices, asUsage(input.maxTokens)),
    },
    spent: () => ({ tokens: spent.inputTokens + spent.outputTokens, money: costOf(prices, spent) }),
    bill: () => ({ model, prices, usage: spent, estimated, trace }),
    shown: () => firstTokenAt !== undefined,
  })

  show(revealing?.end() ?? '')
  gate?.remember(text, value.text)
  const rules = new Map(given.tools?.map(({ name, restore }) => [name, restore]))
  const toolCalls = value.toolCalls.map((call) => {
    const revealed = gate?.revealArguments(call.arguments, rules.get(call.name)) ?? call.arguments
    gate?.remember(revealed, call.arguments)
    return { ...call, arguments: revealed }
  })
  const usage = value.usage ?? asUsage(estimateTokens(value.written))
  const seconds = (performance.now() - (firstTokenAt ?? startedAt)) / 1000
  const reasoning =
    value.reasoning === undefined ? undefined : (gate?.reveal(value.reasoning, 'text') ?? value.reasoning)
  return {
    text,
    ...(reasoning === undefined ? {} : { reasoning }),
    finishReason: value.finishReason,
    ...(toolCalls.length === 0 ? {} : { toolCalls }),
    usage,
    timings: {
      firstTokenMs: (firstTokenAt ?? performance.now()) - startedAt,
      tokensPerSecond: seconds > 0 ? usage.outputTokens / seconds : 0,
    },
    served: {
      model: value.model ?? model,
      attempts,
      redacted: gate !== undefined,
      estimated: value.usage === undefined,
      ...(prices === undefined ? {} : { cost: { amount: costOf(prices, spent), currency: prices.currency } }),
    },
  }
}

async function receive(
  response: Response,
  answer: ReturnType<typeof createChatAnswer>,
  { attempt, limits }: { readonly attempt: Attempt; readonly limits: TimeLimits },
): Promise<void> {
  const type = response.headers.get('content-type') ?? ''
  if (response.body === null || !/\b(event-stream|json)\b/.test(type)) {
    hangUp(response)
    throw wrongType(SERVER, response, 'events')
  }
  const reading = { name: SERVER, signal: attempt.signal }
  attempt.expect('The first word of the server', limits.firstToken)
  if (!/event-stream/.test(type)) {
    // The server, or a proxy in front of it, does not stream.
    answer.add(await readText(response, reading))
  } else {
    for await (const data of readEvents(response.body, reading)) {
      if (data === '[DONE]') return
      answer.add(data)
      if (answer.started) attempt.expect('The next words of the server', limits.idle)
    }
  }
  if (answer.finished) return
  throw new NlpError('server', 'The connection ended before the answer was complete', { retryable: true })
}

const add = (a: ServerUsage, b: ServerUsage): ServerUsage => ({
  inputTokens: a.inputTokens + b.inputTokens,
  outputTokens: a.outputTokens + b.outputTokens,
  cachedTokens: a.cachedTokens + b.cachedTokens,
})
