import type { PreTrainedTokenizer } from '@huggingface/transformers'
import { NlpError } from '../../src/errors.js'
import type { GenerateInput, Message } from '../../src/tasks.js'

/** The tokens that the model reads: the conversation in the model's own form, or a bare text to continue. */
export function promptTokens(tokenizer: PreTrainedTokenizer, { messages, prompt, tools }: GenerateInput): number[] {
  if (prompt !== undefined) return tokenizer.encode(prompt)
  const conversation = messages.map((message) => templateMessage(message, controlTokens(tokenizer)))
  if (!tokenizer.chat_template) {
    // A model that only continues text gets the conversation as one.
    const text = conversation.map(({ role, content }) => `${role}: ${content}\n`).join('')
    return tokenizer.encode(conversation.length === 1 ? (conversation[0]?.content ?? '') : `${text}assistant:`)
  }
  try {
    const text = tokenizer.apply_chat_template(conversation, {
      tokenize: false,
      add_generation_prompt: true,
      ...(tools === undefined || tools.length === 0
        ? {}
        : { tools: tools.map((tool) => ({ type: 'function', function: tool })) }),
    })
    return tokenizer.encode(text as unknown as string, { add_special_tokens: false })
  } catch (cause) {
    throw new NlpError('invalid-data', "The model's own chat template refuses this order of messages", { cause })
  }
}

/** Signs that steer the model, such as the one that ends a turn. */
function controlTokens(tokenizer: PreTrainedTokenizer): readonly string[] {
  return tokenizer.all_special_tokens
}

interface TemplateMessage {
  readonly role: string
  readonly content: string
}

function templateMessage({ role, content, toolCalls }: Message, controls: readonly string[]): TemplateMessage {
  const calls = toolCalls?.map(({ name, arguments: text }) => ({
    type: 'function',
    function: { name, arguments: parse(text) },
  }))
  return { role, content: defuse(content, controls), ...(calls === undefined ? {} : { tool_calls: calls }) }
}

/** Text of a user or a document must not end its turn and begin another: a control sign in it becomes plain letters. */
export function defuse(text: string, controls: readonly string[]): string {
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
