import type { Gate } from '../engines/server/gate.js'
import type { RestoreRule } from '../shared/tasks.js'

/** A piece of a stream of `useChat`. Its other fields depend on its type. */
export interface UiChunk {
  /** The type of the piece: 'text-delta', 'tool-input-available', 'data-' with a name, and others. */
  readonly type: string
}

interface RevealingOptions {
  readonly ruleOf: (tool: string) => RestoreRule | undefined
  /** Called with each piece as it came. */
  readonly listen: (chunk: UiChunk) => void
}

interface ChunkFields extends UiChunk {
  readonly id?: string
  readonly delta?: string
  readonly toolName?: string
  readonly input?: unknown
}

/** Fields in which an answer may quote values. An address is no such field: its server would get the values. */
const QUOTING: readonly string[] = ['output', 'data', 'errorText', 'title', 'filename', 'messageMetadata', 'reason']

/** After such a piece, `useChat` fails if more of a text comes. */
const LAST: readonly string[] = ['finish-step', 'finish', 'abort', 'error']

/**
 * Restores the pieces of an answer. The input of a tool comes in one piece, because only complete arguments show which of
 * them are addresses.
 */
export function revealingChunks(gate: Gate, { ruleOf, listen }: RevealingOptions): TransformStream<UiChunk, UiChunk> {
  /** By id, because pieces of several texts may alternate. */
  const open = new Map<string, OpenText>()
  const opened = (id: string, type: string): OpenText => {
    const known = open.get(id) ?? { type, reveal: gate.revealStream('text'), said: '', shown: '' }
    open.set(id, known)
    return known
  }
  const end = (id: string, controller: TransformStreamDefaultController<UiChunk>) => {
    const text = open.get(id)
    if (text === undefined) return
    open.delete(id)
    const delta = text.reveal.end()
    gate.remember(text.shown + delta, text.said)
    if (delta !== '') controller.enqueue({ type: text.type, id, delta } as UiChunk)
  }
  /** A stream that breaks off ends no text, and its last letters may be held back. */
  const endAll = (controller: TransformStreamDefaultController<UiChunk>) => {
    for (const id of [...open.keys()]) end(id, controller)
  }
  return new TransformStream({
    transform(chunk: ChunkFields, controller) {
      const { type, id = '' } = chunk
      listen(chunk)
      switch (type) {
        case 'text-delta':
        case 'reasoning-delta': {
          const text = opened(id, type)
          const delta = text.reveal.push(chunk.delta ?? '')
          text.said += chunk.delta ?? ''
          text.shown += delta
          if (delta !== '') controller.enqueue({ ...chunk, delta } as UiChunk)
          return
        }
        case 'text-end':
        case 'reasoning-end':
          end(id, controller)
          return controller.enqueue(chunk)
        case 'tool-input-delta':
          return
        case 'tool-input-available':
        case 'tool-input-error': {
          const written = gate.revealArguments(JSON.stringify(chunk.input ?? null), ruleOf(chunk.toolName ?? ''))
          return controller.enqueue({ ...revealed(gate, chunk), input: JSON.parse(written) } as UiChunk)
        }
        default:
          if (LAST.includes(type)) endAll(controller)
          controller.enqueue(revealed(gate, chunk))
      }
    },
    flush: endAll,
  })
}

interface OpenText {
  /** The type of its pieces. */
  readonly type: string
  readonly reveal: ReturnType<Gate['revealStream']>
  said: string
  shown: string
}

function revealed(gate: Gate, chunk: UiChunk): UiChunk {
  const quoting = Object.entries(chunk).filter(([name, value]) => QUOTING.includes(name) && value !== undefined)
  if (quoting.length === 0) return chunk
  const restored = JSON.parse(gate.reveal(JSON.stringify(Object.fromEntries(quoting)), 'json'))
  return { ...chunk, ...restored }
}
