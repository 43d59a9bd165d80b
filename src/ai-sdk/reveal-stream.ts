import type { LanguageModelV3StreamPart } from '@ai-sdk/provider'
import type { Gate } from '../engines/server/gate.js'
import type { RestoreRule } from '../shared/tasks.js'

export type StreamFormat = 'text' | 'json'

interface RevealingOptions {
  /** The format of the answer's texts. */
  readonly format: StreamFormat
  readonly ruleOf: (tool: string) => RestoreRule | undefined
  /** Called with each part as it came. */
  readonly listen: (part: LanguageModelV3StreamPart) => void
}

/**
 * Restores the parts of a stream. The arguments of a tool are sent in one piece, because only complete arguments show
 * which of them are addresses.
 */
export function revealing(
  gate: Gate,
  { format, ruleOf, listen }: RevealingOptions,
): TransformStream<LanguageModelV3StreamPart, LanguageModelV3StreamPart> {
  /** By id, because parts of several texts may alternate. */
  const open = new Map<string, OpenText>()
  const inputs = new Map<string, { readonly tool: string; readonly pieces: string[] }>()
  const opened = (id: string, type: OpenText['type']) => {
    const known = open.get(id) ?? { type, reveal: gate.revealStream(type === 'text-delta' ? format : 'text') }
    open.set(id, known)
    return known.reveal
  }
  const end = (id: string, send: (part: LanguageModelV3StreamPart) => void) => {
    const text = open.get(id)
    if (text === undefined) return
    open.delete(id)
    const delta = text.reveal.end()
    if (delta !== '') send({ type: text.type, id, delta })
  }
  /** A stream that breaks off ends no text, and its last letters may be held back. */
  const endAll = (send: (part: LanguageModelV3StreamPart) => void) => {
    for (const id of [...open.keys()]) end(id, send)
  }
  return new TransformStream({
    transform(part, controller) {
      const send = (next: LanguageModelV3StreamPart) => controller.enqueue(next)
      listen(part)
      switch (part.type) {
        case 'text-delta':
        case 'reasoning-delta': {
          const delta = opened(part.id, part.type).push(part.delta)
          if (delta !== '') send({ ...part, delta })
          return
        }
        case 'text-end':
        case 'reasoning-end':
          end(part.id, send)
          return send(part)
        case 'tool-input-start':
          inputs.set(part.id, { tool: part.toolName, pieces: [] })
          return send(part)
        case 'tool-input-delta':
          return void inputs.get(part.id)?.pieces.push(part.delta)
        case 'tool-input-end': {
          const { tool, pieces } = inputs.get(part.id) ?? { tool: '', pieces: [] }
          inputs.delete(part.id)
          const delta = gate.revealArguments(pieces.join(''), ruleOf(tool))
          if (delta !== '') send({ type: 'tool-input-delta', id: part.id, delta })
          return send(part)
        }
        case 'tool-call':
          return send({ ...part, input: gate.revealArguments(part.input, ruleOf(part.toolName)) })
        case 'finish':
          endAll(send)
          return send(part)
        default:
          send(part)
      }
    },
    flush: (controller) => endAll((part) => controller.enqueue(part)),
  })
}

interface OpenText {
  readonly type: 'text-delta' | 'reasoning-delta'
  readonly reveal: ReturnType<Gate['revealStream']>
}
