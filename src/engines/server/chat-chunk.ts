import { NlpError } from '../../shared/errors.js'
import { readUsage, type ServerUsage } from './usage.js'

/** One event of a stream, or a whole answer. The type of every field is checked. */
export interface Chunk {
  /** The error that the server reports; undefined where there is none. */
  readonly error: unknown
  /** Random characters that hide the length of the text from eavesdroppers. No two events have the same padding. */
  readonly padding: string
  readonly model: string | undefined
  readonly usage: ServerUsage | undefined
  readonly text: string
  /** The thoughts of the model before its answer, where the server sends them separately. */
  readonly reasoning: string
  readonly toolCalls: readonly ToolCallDelta[]
  readonly finish: string | undefined
}

export interface ToolCallDelta {
  readonly index: number | undefined
  readonly id: string
  readonly name: string
  readonly arguments: string
}

/** The most calls of tools in one answer. No model makes more at once. */
export const MAX_TOOL_CALLS = 128

type Fields = Readonly<Record<string, unknown>>

/**
 * Reads an event of the chat protocol and checks every field. A field may be missing or null. A field of a wrong type is
 * an error of the server.
 */
export function readChunk(data: string): Chunk {
  const chunk = asFields('the event', parse(data))
  const { obfuscation, model } = chunk
  const [first] = asList('choices', chunk['choices'])
  const choice = asFields('choices[0]', first)
  const delta = asFields('choices[0].delta', choice['delta'] ?? choice['message'])
  return {
    error: chunk['error'] ?? undefined,
    padding: typeof obfuscation === 'string' ? obfuscation : '',
    model: typeof model === 'string' ? model : undefined,
    usage: readUsage(chunk['usage']),
    text: readContent(delta['content'] ?? choice['text']),
    reasoning: readReasoning(delta),
    toolCalls: asList('tool_calls', delta['tool_calls']).flatMap((call) => (call == null ? [] : [readCall(call)])),
    finish: asText('finish_reason', choice['finish_reason']) || undefined,
  }
}

/** The content as a text. Some servers send a list of parts, in which the thoughts are left out here. */
function readContent(content: unknown): string {
  if (!Array.isArray(content)) return asText('content', content)
  return content
    .map((part) => {
      if (typeof part === 'string') return part
      const { type, text } = asFields('content[]', part)
      return type === 'thinking' || type === 'reasoning' ? '' : asText('content[].text', text)
    })
    .join('')
}

/** The thoughts, for which servers use two names. A value that is not a text is a summary or a signature. */
function readReasoning({ reasoning_content: content, reasoning }: Fields): string {
  const thought = content ?? reasoning
  return typeof thought === 'string' ? thought : ''
}

function readCall(value: unknown): ToolCallDelta {
  const { index, id, function: part } = asFields('tool_calls[]', value)
  const fields = asFields('tool_calls[].function', part)
  // An unchecked index is dangerous: "__proto__" would reach the prototype of lists, and 4294967294 would make a list
  // of that length.
  if (index != null && !(Number.isInteger(index) && (index as number) >= 0 && (index as number) < MAX_TOOL_CALLS)) {
    throw malformed('tool_calls[].index')
  }
  return {
    index: (index as number | null | undefined) ?? undefined,
    id: asText('tool_calls[].id', id),
    name: asText('tool_calls[].function.name', fields['name']),
    arguments: readArguments(fields['arguments']),
  }
}

/** The arguments as JSON text. Some servers send the object itself. */
function readArguments(value: unknown): string {
  if (typeof value !== 'object' || value === null) return asText('tool_calls[].function.arguments', value)
  try {
    return JSON.stringify(value)
  } catch {
    // The object is nested too deeply for `JSON.stringify`.
    throw malformed('tool_calls[].function.arguments')
  }
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data) ?? undefined
  } catch {
    // The error of the parser is dropped, because its message would quote the answer.
  }
  throw new NlpError('server', 'The server sent an event that is not a JSON object', { retryable: true })
}

function asFields(where: string, value: unknown): Fields {
  if (value == null) return {}
  if (typeof value !== 'object' || Array.isArray(value)) throw malformed(where)
  return value as Fields
}

function asList(where: string, value: unknown): readonly unknown[] {
  if (value == null) return []
  if (!Array.isArray(value)) throw malformed(where)
  return value
}

function asText(where: string, value: unknown): string {
  if (value == null) return ''
  if (typeof value !== 'string') throw malformed(where)
  return value
}

/** The message names the field and not its value, because the value may hold the words of a user. */
const malformed = (where: string) =>
  new NlpError('server', `The server sent an answer that does not follow the protocol: \`${where}\` is wrong`, {
    retryable: true,
  })
