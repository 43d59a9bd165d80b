import { NlpError } from '../../shared/errors.js'
import type { ToolCall } from '../../shared/tasks.js'
import { MAX_TOOL_CALLS, readChunk, type ToolCallDelta } from './chat-chunk.js'
import { eventFailure } from './refusal.js'
import { ToolCallDraft } from './tool-call-draft.js'
import type { ServerUsage } from './usage.js'

export interface ChatAnswer {
  readonly text: string
  /** The thoughts of the model before its answer; undefined where the server does not send them. */
  readonly reasoning: string | undefined
  /** The text, the thoughts and the arguments of tools: all that the model wrote. */
  readonly written: string
  readonly finishReason: 'stop' | 'length' | 'tool-calls'
  readonly toolCalls: readonly ToolCall[]
  /** Missing where the server does not count, or its numbers cannot be true. */
  readonly usage: ServerUsage | undefined
  /** What the server says it used, which may be more precise than what was asked for. */
  readonly model: string | undefined
}

/** Shorter random padding may be the same by chance. */
const TELLING_PADDING = 8

/**
 * Puts an answer together from its chunks, whether it came as a stream or as one piece. A chunk that a proxy sent twice
 * counts once where something proves that it is the same one: an event's id (seen by `readEvents`), random padding, a
 * tool's call that was complete. Where nothing does, it is text: models repeat themselves, and no word may be lost.
 */
export function createChatAnswer(onDelta: (text: string) => void) {
  const calls = new Map<number, ToolCallDraft>()
  const pieces: string[] = []
  const thoughts: string[] = []
  const padded = new Set<string>()
  let finish: string | undefined
  let usage: ServerUsage | undefined
  let model: string | undefined

  function addCall({ index, id, name, arguments: piece }: ToolCallDelta): void {
    // Servers that send whole calls often leave the index out.
    const at = index ?? placeOf(id, piece)
    const call = calls.get(at) ?? new ToolCallDraft()
    if (at >= MAX_TOOL_CALLS) {
      throw new NlpError('server', `The server asked for more than ${MAX_TOOL_CALLS} tools at once`)
    }
    calls.set(at, call)
    if (piece !== '' && call.complete && piece === call.arguments) return
    if (id !== '') call.id = id
    // Some repeat the name with every piece: it is set, not appended.
    if (name !== '') call.name = name
    call.append(piece)
  }

  /** Of the call that goes on, or a new one. Some servers give every call the same id. */
  function placeOf(id: string, piece: string): number {
    for (const [at, call] of calls) {
      if (id !== '' && call.id === id && (!call.complete || piece === '' || piece === call.arguments)) return at
    }
    return Math.max(-1, ...calls.keys()) + 1
  }

  const written = () => [...thoughts, ...pieces, ...[...calls.values()].map((call) => call.arguments)].join('')

  return {
    /** Whether the server said that it is done. */
    get finished() {
      return finish !== undefined
    },
    get started() {
      return pieces.length > 0 || thoughts.length > 0 || calls.size > 0
    },
    get written() {
      return written()
    },
    add(data: string): void {
      const chunk = readChunk(data)
      if (chunk.padding.length >= TELLING_PADDING) {
        if (padded.has(data)) return
        padded.add(data)
      }
      if (chunk.error !== undefined) throw eventFailure(chunk)
      model = chunk.model ?? model
      usage = chunk.usage ?? usage
      // Some proxies repeat the last chunk; nothing is said after the end.
      if (finish !== undefined) return
      for (const call of chunk.toolCalls) addCall(call)
      if (chunk.reasoning !== '') thoughts.push(chunk.reasoning)
      if (chunk.text !== '') {
        pieces.push(chunk.text)
        onDelta(chunk.text)
      }
      finish = chunk.finish
    },
    result(): ChatAnswer {
      if (finish === 'content_filter') {
        throw new NlpError('server', 'The server withheld its answer (content filter)', { retryable: false })
      }
      const inOrder = [...calls].sort(([a], [b]) => a - b)
      const toolCalls = inOrder.map(([, { id, name, arguments: text }]) => ({ id, name, arguments: text }))
      const finishReason = toolCalls.length > 0 ? 'tool-calls' : finish === 'length' ? 'length' : 'stop'
      const reasoning = thoughts.length === 0 ? undefined : thoughts.join('')
      return { text: pieces.join(''), reasoning, written: written(), finishReason, toolCalls, usage, model }
    },
  }
}
