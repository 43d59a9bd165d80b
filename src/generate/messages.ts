import type { PromptOrigin } from '../calls/prompt-origin.js'
import type { Message } from '../shared/tasks.js'
import type { PromptSettings, RenderedPrompt } from './rendered-prompt.js'

/** A question, a whole conversation, or a prompt of `tacet/release` with its variables filled in. */
export type Prompt = string | readonly Message[] | RenderedPrompt

/** A prompt as calls use it. */
export interface ReadPrompt {
  readonly messages: readonly Message[]
  readonly origin?: PromptOrigin | undefined
  readonly settings?: PromptSettings | undefined
}

const ROLES: readonly string[] = ['system', 'user', 'assistant', 'tool']

/** The messages of a prompt, where it comes from, and its settings. */
export function readPrompt(prompt: Prompt): ReadPrompt {
  if (!isRendered(prompt)) return { messages: toMessages(prompt) }
  return { messages: toMessages(prompt.messages), origin: prompt.prompt, settings: prompt.options }
}

const isRendered = (prompt: Prompt): prompt is RenderedPrompt =>
  typeof prompt === 'object' && prompt !== null && 'messages' in prompt && 'prompt' in prompt

/** Checks a conversation. An error names the field and its position. */
export function toMessages(prompt: Prompt): readonly Message[] {
  if (isRendered(prompt)) return toMessages(prompt.messages)
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
