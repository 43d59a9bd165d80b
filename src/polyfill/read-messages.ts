import { describe } from '../calls/check-options.js'
import type { Message } from '../shared/tasks.js'

/** A part of a message of `LanguageModel`. */
interface MessagePart {
  /** The kind of content. The polyfill reads text alone. */
  readonly type: string
  /** The content. */
  readonly value: unknown
}

/** A message as `LanguageModel` takes it. */
export interface ModelMessage {
  /** The speaker. */
  readonly role: 'system' | 'user' | 'assistant'
  /** The text, or its parts. */
  readonly content: string | readonly MessagePart[]
  /** Whether the model continues this message. The polyfill cannot do that. */
  readonly prefix?: boolean | undefined
}

const ROLES: readonly string[] = ['system', 'user', 'assistant']

/**
 * Reads the input of a prompt by the rules of the browser: a text is a message of the user, and a system prompt may
 * only be the first message.
 */
export function readMessages(input: string | readonly ModelMessage[], hasHistory: boolean): Message[] {
  if (!Array.isArray(input)) return [{ role: 'user', content: String(input) }]
  if (input.length === 0) return [{ role: 'user', content: '' }]
  return (input as readonly ModelMessage[]).map(({ role, content, prefix }, index) => {
    if (!ROLES.includes(role)) {
      throw new TypeError(`\`role\` must be one of ${ROLES.join(', ')}, got ${describe(role)}`)
    }
    if (role === 'system' && (hasHistory || index > 0)) {
      throw new TypeError('A message with the role system must be the first message of the session')
    }
    if (prefix === true) {
      if (role !== 'assistant' || index < input.length - 1) {
        throw new DOMException('`prefix` is only for a last message of the assistant', 'SyntaxError')
      }
      throw new DOMException('This model cannot continue a message: leave out `prefix`', 'NotSupportedError')
    }
    return { role, content: readContent(content) }
  })
}

function readContent(content: string | readonly MessagePart[]): string {
  if (!Array.isArray(content)) return String(content)
  return (content as readonly MessagePart[])
    .map(({ type, value }) => {
      if (type !== 'text') {
        throw new DOMException(
          `This model reads only text, but got content of the type ${describe(type)}`,
          'NotSupportedError',
        )
      }
      if (typeof value !== 'string') throw new TypeError(`\`value\` of a text must be a string, got ${describe(value)}`)
      return value
    })
    .join('')
}
