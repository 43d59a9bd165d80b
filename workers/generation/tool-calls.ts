import { randomId } from '../../src/shared/random-id.js'
import type { ToolCall } from '../../src/shared/tasks.js'

const OPEN = '<tool_call>'

/**
 * Separates an answer into the text for the user and the tool calls, in the formats that models use. Qwen and Hermes
 * write `<tool_call>{...}</tool_call>`. Llama and Mistral write a bare object or list, once their special tokens are
 * removed.
 */
export class ToolCallFilter {
  #held = ''
  #calling = false
  #began = false

  push(piece: string): string {
    this.#held += piece
    if (this.#calling) return ''
    if (!this.#began) {
      const start = this.#held.trimStart()
      if (start === '') return ''
      this.#began = true
      this.#calling = start.startsWith('{') || start.startsWith('[')
      if (this.#calling) return ''
    }
    const at = this.#held.indexOf(OPEN)
    this.#calling = at !== -1
    const cut = this.#calling ? at : this.#held.length - tailOf(this.#held)
    const text = this.#held.slice(0, cut)
    this.#held = this.#held.slice(cut)
    return text
  }

  end(): { readonly text: string; readonly toolCalls: readonly ToolCall[] } {
    const toolCalls = this.#calling ? parseToolCalls(this.#held) : []
    // Text that only looked like a call belongs to the answer.
    return { text: toolCalls.length === 0 ? this.#held : '', toolCalls }
  }
}

function tailOf(text: string): number {
  for (let length = OPEN.length - 1; length > 0; length -= 1) if (text.endsWith(OPEN.slice(0, length))) return length
  return 0
}

export function parseToolCalls(text: string): ToolCall[] {
  const parts = text.includes(OPEN)
    ? text
        .split(OPEN)
        .slice(1)
        .map((part) => part.split('</tool_call>')[0] ?? '')
    : [text]
  return parts.flatMap((part) => calls(parse(part)))
}

function calls(value: unknown): ToolCall[] {
  if (Array.isArray(value)) return value.flatMap(calls)
  if (typeof value !== 'object' || value === null) return []
  const { name, arguments: given, parameters } = value as Readonly<Record<string, unknown>>
  const values = given ?? parameters
  if (typeof name !== 'string' || values === undefined) return []
  const text = typeof values === 'string' ? values : JSON.stringify(values)
  return [{ id: `call_${randomId().slice(0, 8)}`, name, arguments: text }]
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
