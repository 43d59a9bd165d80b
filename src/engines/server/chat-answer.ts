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
  /** All output of the model: the text, the thoughts and the arguments of tools. */
  readonly written: string
  readonly finishReason: 'stop' | 'length' | 'tool-calls'
  readonly toolCalls: readonly ToolCall[]
  /** The usage; undefined if the server sends none, or impossible numbers. */
  readonly usage: ServerUsage | undefined
  /** The model that the server names in its answer, which may be more precise than the requested name. */
  readonly model: string | undefined
}

/** Two shorter paddings may be equal by chance. */
const TELLING_PADDING = 8

/**
 * Builds an answer from its chunks, from a stream or from a single piece. A chunk that a proxy sent twice counts once
 * where something proves that it is the same chunk: the id of an event (tested by `readEvents`), random padding, or the
 * call of a tool that was complete. Without such a proof an equal chunk counts as text, because models repeat
 * themselves and no word may be lost.
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
    // A server that sends whole calls often leaves the index out.
    const at = index ?? placeOf(id, piece)
    const call = calls.get(at) ?? new ToolCallDraft()
    if (at >= MAX_TOOL_CALLS) {
      throw new NlpError('server', `The server asked for more than ${MAX_TOOL_CALLS} tools at once`)
    }
    calls.set(at, call)
    if (piece !== '' && call.complete && piece === call.arguments) return
    if (id !== '') call.id = id
    // Some servers repeat the name with every piece, so the name is set and not appended.
    if (name !== '') call.name = name
    call.append(piece)
  }

  /** The place of the call that this piece continues, or a new place. Some servers give every call the same id. */
  function placeOf(id: string, piece: string): number {
    for (const [at, call] of calls) {
      if (id !== '' && call.id === id && (!call.complete || piece === '' || piece === call.arguments)) return at
    }
    return Math.max(-1, ...calls.keys()) + 1
  }

  const written = () => [...thoughts, ...pieces, ...[...calls.values()].map((call) => call.arguments)].join('')

  return {
    /** Whether the server has sent a reason for the end. */
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
      // Some proxies repeat the last chunk, so everything after the end is ignored.
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
