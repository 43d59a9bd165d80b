import type { Message } from '../shared/tasks.js'

/** A question, or a whole conversation. */
export type Prompt = string | readonly Message[]

const ROLES: readonly string[] = ['system', 'user', 'assistant', 'tool']

/** Checks a conversation. An error names the field and its position. */
export function toMessages(prompt: Prompt): readonly Message[] {
  if (typeof prompt === 'string') return [{ role: 'user', content: prompt }]
  if (!Array.isArray(prompt))
    throw new TypeError(`\`prompt\` must be a string or a list of messages, got ${typeof prompt}`)
  if (prompt.length === 0) throw new TypeError('`prompt` must have at least one message, got none')
  for (const [index, message] of (prompt as readonly Partial<Message>[]).entries()) {
    if (!ROLES.includes(message?.role as string)) {
      throw new TypeError(`\`prompt[${index}].role\` must be one of ${ROLES.join(', ')}, got ${String(message?.role)}`)
    }
    if (typeof message.content !== 'string') {
      throw new TypeError(`\`prompt[${index}].content\` must be a string, got ${typeof message.content}`)
    }
  }
  return prompt
}
