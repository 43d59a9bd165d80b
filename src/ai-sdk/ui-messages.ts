import { NlpError } from '../shared/errors.js'
import type { Message, ToolCall } from '../shared/tasks.js'

/** A message of `useChat`, as far as a transport reads it. */
export interface UiMessage {
  /** The role of the speaker. */
  readonly role: 'system' | 'user' | 'assistant'
  /** The texts, calls of tools and other parts of the message. */
  readonly parts: readonly UiPart[]
}

/** A part of a message. Its other fields depend on its type. */
export interface UiPart {
  /** The type of the part: 'text', 'file', 'tool-' with the name of a tool, and others. */
  readonly type: string
}

/** The fields that parts of different types have. */
export interface PartFields extends UiPart {
  readonly text?: string
  readonly mediaType?: string
  readonly toolCallId?: string
  readonly toolName?: string
  readonly state?: string
  readonly input?: unknown
  readonly output?: unknown
  readonly errorText?: string
}

/** Translates messages of `useChat` into the turns of a conversation. */
export const readUiMessages = (messages: readonly UiMessage[]): Message[] => messages.flatMap(readUiMessage)

function readUiMessage({ role, parts }: UiMessage): Message[] {
  if (role !== 'assistant') return [{ role, content: parts.map(readText).join('') }]
  return steps(parts).flatMap((step) => {
    const content = step.map((part) => (part.type === 'text' ? (part.text ?? '') : '')).join('')
    const answered = step.flatMap(readTool)
    const toolCalls = answered.map(({ call }) => call)
    if (content === '' && answered.length === 0) return []
    return [
      { role, content, ...(toolCalls.length === 0 ? {} : { toolCalls }) },
      ...answered.map(({ result, call }): Message => ({ role: 'tool', content: result, toolCallId: call.id })),
    ]
  })
}

/** Each request to a model is a step. A model must see its calls of tools before the text that it wrote after them. */
function steps(parts: readonly PartFields[]): PartFields[][] {
  const all: PartFields[][] = [[]]
  for (const part of parts) {
    if (part.type === 'step-start') all.push([])
    else all.at(-1)?.push(part)
  }
  return all
}

function readText(part: PartFields): string {
  if (part.type === 'text') return part.text ?? ''
  if (part.type !== 'file') return ''
  throw new NlpError('unsupported', 'Only text can be understood here: leave out files and images')
}

/** A call of a tool and its result. A call that has no result yet is left out, because models expect one. */
function readTool(part: PartFields): { readonly call: ToolCall; readonly result: string }[] {
  const { toolCallId: id = '', state, input } = part
  const name = part.type === 'dynamic-tool' ? part.toolName : /^tool-(.+)$/.exec(part.type)?.[1]
  const result = state === undefined ? undefined : RESULTS[state]?.(part)
  if (name === undefined || result === undefined) return []
  return [{ call: { id, name, arguments: JSON.stringify(input ?? {}) }, result }]
}

const RESULTS: Readonly<Record<string, (part: PartFields) => string>> = {
  'output-available': ({ output }) => (typeof output === 'string' ? output : JSON.stringify(output ?? null)),
  'output-error': ({ errorText }) => JSON.stringify({ error: errorText ?? 'the tool failed' }),
  'output-denied': () => JSON.stringify({ error: 'the user did not allow it' }),
}
