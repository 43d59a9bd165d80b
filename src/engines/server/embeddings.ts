import { NlpError } from '../../errors.js'
import type { TaskMap } from '../../tasks.js'
import { type Attempt, type Connection, exchange } from './connection.js'
import { estimateTokens } from './estimate.js'
import type { Gate } from './gate.js'
import { costOf, type Prices } from './prices.js'

interface EmbeddingsReply {
  readonly data?: readonly { readonly index?: number; readonly embedding?: readonly number[] }[]
  readonly usage?: { readonly prompt_tokens?: number }
}

/** Vectors from the server, one row a text, in the order of the texts whatever order the server chose. */
export async function embeddings(
  connection: Connection,
  texts: readonly string[],
  {
    model,
    gate,
    prices,
    signal,
  }: { model: string; gate: Gate | undefined; prices: Prices | undefined; signal: AbortSignal | undefined },
): Promise<TaskMap['embed']['output']> {
  const input: string[] = []
  for (const text of texts) input.push(gate === undefined ? text : await gate.hide(text, { signal }))
  const estimate = input.reduce((sum, text) => sum + estimateTokens(text), 0)
  const usageOf = (inputTokens: number) => ({ inputTokens, outputTokens: 0, cachedTokens: 0 })
  let tokens = 0

  async function attempt({ post, watch }: Attempt) {
    const before = tokens
    const response = await post('embeddings', { model, input, encoding_format: 'float' })
    tokens = before + estimate
    watch.expect('its vectors', connection.timeouts.firstTokenMs)
    const reply: EmbeddingsReply | undefined = await response.json().catch(() => undefined)
    watch.signal.throwIfAborted()
    tokens = before + (reply?.usage?.prompt_tokens ?? estimate)
    return toRows(reply, texts.length)
  }

  const { value } = await exchange(connection, attempt, {
    signal,
    estimate: { tokens: estimate, requests: 1, money: costOf(prices, usageOf(estimate)) },
    spent: () => ({ tokens, money: costOf(prices, usageOf(tokens)) }),
    shown: () => false,
  })
  return value
}

function toRows(reply: EmbeddingsReply | undefined, count: number): TaskMap['embed']['output'] {
  const data = reply?.data
  const dimensions = data?.[0]?.embedding?.length ?? 0
  const vectors = new Float32Array(count * dimensions)
  const filled = new Set<number>()
  for (const [position, { index = position, embedding }] of (data ?? []).entries()) {
    if (embedding?.length !== dimensions || !(index >= 0 && index < count)) break
    vectors.set(embedding, index * dimensions)
    filled.add(index)
  }
  if (filled.size !== count || (count > 0 && dimensions === 0)) {
    throw new NlpError('server', `The server did not answer with ${count} vectors of one length`)
  }
  return { vectors, dimensions, truncated: [] }
}
