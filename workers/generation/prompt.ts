import type { PreTrainedTokenizer } from '@huggingface/transformers'
import { NlpError } from '../../src/shared/errors.js'
import type { GenerateInput, Message } from '../../src/shared/tasks.js'
import { applyTemplate, type TemplateMessage } from './chat-template.js'

/** The tokens that the model reads: the conversation in the model's chat template, or a bare text to continue. */
export function promptTokens(tokenizer: PreTrainedTokenizer, input: GenerateInput): number[] {
  const { messages, prompt, toolChoice, template = {} } = input
  const tools = toolChoice === 'none' ? [] : (input.tools ?? [])
  if (prompt !== undefined) return tokenizer.encode(prompt)
  const conversation = messages.map((message) => templateMessage(message, controlTokens(tokenizer)))
  if (!tokenizer.chat_template) {
    if (tools.length > 0) throw noPlaceForTools()
    // A model that only continues text gets the conversation as a text.
    const text = conversation.map(({ role, content }) => `${role}: ${content}\n`).join('')
    return tokenizer.encode(conversation.length === 1 ? (conversation[0]?.content ?? '') : `${text}assistant:`)
  }
  const options = { ...template, add_generation_prompt: true }
  if (tools.length === 0) return encodeForm(applyTemplate(tokenizer, conversation, options))
  const described = tools.map((tool) => ({ type: 'function', function: tool }))
  const text = applyTemplate(tokenizer, conversation, { ...options, tools: described })
  // A template without a place for tools drops them silently, and the model would answer as if there were none.
  if (text === applyTemplate(tokenizer, conversation, options)) throw noPlaceForTools()
  return encodeForm(text)

  function encodeForm(form: string): number[] {
    return tokenizer.encode(form, { add_special_tokens: false })
  }
}

const noPlaceForTools = () =>
  new NlpError(
    'unsupported',
    'The chat template of this model has no place for tools. Choose a model whose template takes tools, ' +
      'or ask for a value with object().',
  )

/**
 * Marks the place of a text in the model's chat template. The mark has no full stop, because some templates look at the
 * last character.
 */
const MARK = 'tacetmark'

/**
 * Finds where the text of the last message begins. `encode` gives the tokens of everything before this place and of a
 * text after it. The turn of that text is not ended, so the model can continue it.
 */
export function promptBefore(
  tokenizer: PreTrainedTokenizer,
  messages: readonly Message[],
): { readonly encode: (text: string) => number[] } {
  const controls = controlTokens(tokenizer)
  const earlier = messages.slice(0, -1).map((message) => templateMessage(message, controls))
  const { role = 'user' } = messages.at(-1) ?? {}
  if (!tokenizer.chat_template) {
    const turns = earlier.map((message) => `${message.role}: ${message.content}\n`).join('')
    const frame = turns === '' ? '' : `${turns}${role}: `
    return { encode: (text) => tokenizer.encode(frame + defuse(text, controls)) }
  }
  const conversation = [...earlier, { role, content: MARK }]
  const form = applyTemplate(tokenizer, conversation, { add_generation_prompt: false })
  const frame = form.slice(0, form.lastIndexOf(MARK))
  return { encode: (text) => tokenizer.encode(frame + defuse(text, controls), { add_special_tokens: false }) }
}

/** Throws an error with both sizes where the prompt is too long. */
export function requireRoom(requested: number, contextWindow: number): void {
  if (requested <= contextWindow) return
  throw new NlpError(
    'context-overflow',
    `The prompt needs ${requested} tokens and the model can take ${contextWindow}. Shorten it or leave out turns.`,
    { details: { requested, contextWindow } },
  )
}

/** The control signs that steer the model, for example the sign that ends a turn. */
function controlTokens(tokenizer: PreTrainedTokenizer): readonly string[] {
  return tokenizer.all_special_tokens
}

function templateMessage({ role, content, toolCalls }: Message, controls: readonly string[]): TemplateMessage {
  const calls = toolCalls?.map(({ name, arguments: text }) => ({
    type: 'function',
    function: { name, arguments: parse(text) },
  }))
  return { role, content: defuse(content, controls), ...(calls === undefined ? {} : { tool_calls: calls }) }
}

/**
 * The text of a user or a document must not end its turn and begin another, so a control sign in it becomes plain
 * letters.
 */
function defuse(text: string, controls: readonly string[]): string {
  let safe = text
  for (const control of controls) {
    if (control.length > 1) safe = safe.replaceAll(control, `${control[0]} ${control.slice(1)}`)
  }
  return safe
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
