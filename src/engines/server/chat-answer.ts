import { NlpError } from '../../errors.js'
import type { ToolCall } from '../../tasks.js'
import { eventFailure } from './failure.js'

export interface ServerUsage {
  readonly inputTokens: number
  readonly outputTokens: number
  /** Those of the input that the server had computed before, which are often cheaper. */
  readonly cachedTokens: number
}

export interface ChatAnswer {
  readonly text: string
  readonly finishReason: 'stop' | 'length' | 'tool-calls'
  readonly toolCalls: readonly ToolCall[]
  /** Missing where the server does not count. */
  readonly usage: ServerUsage | undefined
  /** What the server says it used, which may be more precise than what was asked for. */
  readonly model: string | undefined
}

/** Shorter random padding may be the same by chance. */
const TELLING_PADDING = 8

interface Chunk {
  readonly error?: unknown
  /** Random signs that hide the length of the text from eavesdroppers: of no two events they are the same. */
  readonly obfuscation?: unknown
  readonly model?: string | undefined
  readonly usage?: {
    readonly prompt_tokens?: number | undefined
    readonly completion_tokens?: number | undefined
    readonly prompt_tokens_details?: { readonly cached_tokens?: number | undefined } | null | undefined
  } | null
  readonly choices?: readonly Choice[] | undefined
}

interface Choice {
  readonly text?: string | undefined
  readonly delta?: Delta | undefined
  readonly message?: Delta | undefined
  readonly finish_reason?: string | null | undefined
}

interface Delta {
  readonly content?: string | null | undefined
  readonly tool_calls?: readonly ToolCallDelta[] | null | undefined
}

interface ToolCallDelta {
  readonly index?: number | undefined
  readonly id?: string | null | undefined
  readonly function?: { readonly name?: string | null | undefined; readonly arguments?: string | null | undefined }
}

/**
 * Puts an answer together from its chunks, whether it came as a stream or as one piece. A chunk that a proxy sent twice
 * counts once where something proves that it is the same one: an event's id (seen by `serverEvents`), random padding, a
 * tool's call that was complete. Where nothing does, it is text: models repeat themselves, and no word may be lost.
 */
export function createChatAnswer(onDelta: (text: string) => void) {
  const calls: { id: string; name: string; arguments: string }[] = []
  const pieces: string[] = []
  const padded = new Set<string>()
  let finish: string | undefined
  let usage: ServerUsage | undefined
  let model: string | undefined

  function addCall({ index, id, function: part }: ToolCallDelta): void {
    // Servers that send whole calls often leave the index out.
    const known = index === undefined && id ? calls.findIndex((call) => call?.id === id) : -1
    const at = index ?? (known === -1 ? calls.length : known)
    calls[at] ??= { id: '', name: '', arguments: '' }
    const call = calls[at]
    // Behind a complete object nothing more can come.
    if (part?.arguments && part.arguments === call.arguments && isObject(call.arguments)) return
    if (id) call.id = id
    // Some repeat the name with every piece: it is set, not appended.
    if (part?.name) call.name = part.name
    call.arguments += part?.arguments ?? ''
  }

  return {
    /** Whether the server said that it is done. */
    get finished() {
      return finish !== undefined
    },
    get started() {
      return pieces.length > 0 || calls.length > 0
    },
    get partialText() {
      return pieces.join('')
    },
    add(data: string): void {
      const chunk = parse(data)
      if (String(chunk.obfuscation ?? '').length >= TELLING_PADDING) {
        if (padded.has(data)) return
        padded.add(data)
      }
      if (chunk.error != null) throw eventFailure(chunk)
      model = chunk.model ?? model
      if (chunk.usage != null) usage = countUsage(chunk.usage)
      const choice = chunk.choices?.[0]
      // Some proxies repeat the last chunk; nothing is said after the end.
      if (choice === undefined || finish !== undefined) return
      const delta = choice.delta ?? choice.message
      for (const call of delta?.tool_calls ?? []) addCall(call)
      const text = delta?.content ?? choice.text ?? ''
      if (text !== '') {
        pieces.push(text)
        onDelta(text)
      }
      finish = choice.finish_reason ?? undefined
    },
    result(): ChatAnswer {
      if (finish === 'content_filter') {
        throw new NlpError('server', 'The server withheld its answer (content filter)', { retryable: false })
      }
      const toolCalls = calls.filter((call) => call !== undefined)
      const finishReason = toolCalls.length > 0 ? 'tool-calls' : finish === 'length' ? 'length' : 'stop'
      return { text: pieces.join(''), finishReason, toolCalls, usage, model }
    },
  }
}

function parse(data: string): Chunk {
  try {
    const value: unknown = JSON.parse(data)
    if (typeof value === 'object' && value !== null) return value
  } catch {
    // Falls through: the parser's message would quote the answer.
  }
  throw new NlpError('server', 'The server sent an event that is not a JSON object', { retryable: true })
}

function isObject(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object'
  } catch {
    return false
  }
}

function countUsage(usage: NonNullable<Chunk['usage']>): ServerUsage | undefined {
  const { prompt_tokens: inputTokens, completion_tokens: outputTokens = 0, prompt_tokens_details: details } = usage
  if (inputTokens === undefined) return undefined
  return { inputTokens, outputTokens, cachedTokens: details?.cached_tokens ?? 0 }
}
