import type { Attempt } from '../../http/call-server.js'
import { readText } from '../../http/read-text.js'
import { NlpError } from '../../shared/errors.js'
import type { TaskMap } from '../../shared/tasks.js'
import { estimateTokens } from './estimate.js'
import { type Connection, exchange } from './exchange.js'
import { asFields } from './fields.js'
import { openGate, type ServerRedactor } from './gate.js'
import { costOf, type Prices } from './prices.js'
import { SERVER } from './refusal.js'
import { readUsage } from './usage.js'

/** Vectors from the server, one row for each text, in the order of the texts. The server may answer in another order. */
export async function embeddings(
  connection: Connection,
  texts: readonly string[],
  {
    model,
    redactor,
    prices,
    signal,
    trace,
  }: {
    readonly model: string
    readonly redactor: ServerRedactor | undefined
    readonly prices: Prices | undefined
    readonly signal: AbortSignal | undefined
    readonly trace: object | undefined
  },
): Promise<TaskMap['embed']['output']> {
  const input: string[] = []
  // Each text has its own placeholders, numbered from 1, so its vector does not depend on texts before it.
  for (const text of texts) input.push(redactor === undefined ? text : await openGate(redactor).hide(text, { signal }))
  const estimate = input.reduce((sum, text) => sum + estimateTokens(text), 0)
  const usageOf = (inputTokens: number) => ({ inputTokens, outputTokens: 0, cachedTokens: 0 })
  let tokens = 0
  // An estimate until the server reports its usage.
  let estimated = true

  const body = JSON.stringify({ model, input, encoding_format: 'float' })

  async function run({ send, expect, signal: stop }: Attempt) {
    const before = tokens
    const response = await send({ method: 'POST', path: '/embeddings', body })
    tokens = before + estimate
    expect('The vectors of the server', connection.limits.firstToken)
    const reply = asFields(parse(await readText(response, { name: SERVER, signal: stop })))
    const usage = readUsage(reply['usage'])
    tokens = before + (usage?.inputTokens ?? estimate)
    estimated = usage === undefined
    return toRows(reply['data'], texts.length)
  }

  const { value } = await exchange(connection, run, {
    signal,
    estimate: { tokens: estimate, requests: 1, money: costOf(prices, usageOf(estimate)) },
    spent: () => ({ tokens, money: costOf(prices, usageOf(tokens)) }),
    bill: () => ({ model, prices, usage: usageOf(tokens), estimated, trace }),
    shown: () => false,
  })
  return value
}

function toRows(data: unknown, count: number): TaskMap['embed']['output'] {
  const rows = new Map<unknown, readonly number[]>()
  for (const [position, row] of (Array.isArray(data) ? data : []).slice(0, count + 1).entries()) {
    const { index, embedding } = asFields(row)
    if (isVector(embedding)) rows.set(index ?? position, embedding)
  }
  const dimensions = rows.get(0)?.length ?? 0
  const vectors = new Float32Array(count * dimensions)
  for (let index = 0; index < count; index += 1) {
    const row = rows.get(index)
    if (row?.length !== dimensions || rows.size !== count) {
      throw new NlpError('server', `The server did not answer with ${count} vectors of one length`)
    }
    vectors.set(row, index * dimensions)
  }
  return { vectors, dimensions, truncated: [] }
}

const isVector = (value: unknown): value is readonly number[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((number) => typeof number === 'number' && Number.isFinite(Math.fround(number)))

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The caller then throws, because there are no vectors. The error of the parser is dropped, because its message
    // would quote the answer.
    return undefined
  }
}
