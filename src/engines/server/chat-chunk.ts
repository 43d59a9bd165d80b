import { NlpError } from '../../shared/errors.js'
import { readUsage, type ServerUsage } from './usage.js'

/** One event of a stream, or a whole answer, in types that are checked and never just believed. */
export interface Chunk {
  /** Not undefined where the server reports an error. */
  readonly error: unknown
  /** Random signs that hide the length of the text from eavesdroppers: of no two events they are the same. */
  readonly padding: string
  readonly model: string | undefined
  readonly usage: ServerUsage | undefined
  readonly text: string
  /** The thoughts of the model before its answer, where the server keeps them apart. */
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

/** No model asks for more tools at once. */
export const MAX_TOOL_CALLS = 128

type Fields = Readonly<Record<string, unknown>>

/**
 * Reads an event of the chat protocol, in which nothing is taken on trust: a field may be missing or null, and one of
 * another type is an error of the server.
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

/** A text, or a list of parts, among which some servers send the thoughts as well. */
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

/** Two names for the same; others than texts are summaries and signatures. */
function readReasoning({ reasoning_content: content, reasoning }: Fields): string {
  const thought = content ?? reasoning
  return typeof thought === 'string' ? thought : ''
}

function readCall(value: unknown): ToolCallDelta {
  const { index, id, function: part } = asFields('tool_calls[]', value)
  const fields = asFields('tool_calls[].function', part)
  // Used as it comes, "__proto__" would reach the prototype of lists, and 4294967294 make one that long.
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

/** JSON as text; some servers send the object itself. */
function readArguments(value: unknown): string {
  if (typeof value !== 'object' || value === null) return asText('tool_calls[].function.arguments', value)
  try {
    return JSON.stringify(value)
  } catch {
    // Nested deeper than can be written.
    throw malformed('tool_calls[].function.arguments')
  }
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data) ?? undefined
  } catch {
    // Falls through: the parser's message would quote the answer.
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

/** Names the field and not its value, which may hold the words of a user. */
const malformed = (where: string) =>
  new NlpError('server', `The server sent an answer that does not follow the protocol: \`${where}\` is wrong`, {
    retryable: true,
  })
