import { describe, requireMethod } from '../calls/check-options.js'
import { inOrder } from '../calls/in-order.js'
import { mapMessageText, type TextVisitor } from './message-text.js'
import type { Redaction, Redactor } from './redactor.js'
import type { DetectOptions } from './redactor-options.js'
import { RememberedTexts } from './remembered-texts.js'
import { type RestoreOptions, restore } from './restore/restore.js'
import { checkVault, Vault } from './vault/vault.js'

/** How a conversation is redacted. */
export interface RedactMessagesOptions extends Pick<DetectOptions, 'signal'> {
  /** The conversation's vault. @default a new one */
  vault?: Vault | undefined
}

/**
 * Redacts the messages of a chat request in the shapes of OpenAI, Anthropic and the AI SDK: texts, names of speakers and files,
 * tool calls and tool results with their keys. Ids, roles, names of tools, contents of files and signed thinking stay as they are.
 * A value that one message reveals is hidden in all messages, also in earlier ones.
 *
 * @example
 * const { messages, vault } = await redactMessages(turns, redactor)
 * const completion = await client.chat.completions.create({ model: 'large', messages })
 * const [reply] = await restoreMessages([completion.choices[0]!.message], { vault })
 */
export async function redactMessages<T extends object>(
  messages: readonly T[],
  redactor: Redactor,
  { vault = new Vault(), signal }: RedactMessagesOptions = {},
): Promise<{ readonly messages: T[]; readonly vault: Vault }> {
  checkMessages(messages)
  requireMethod('redactor', redactor, 'redact', 'a redactor of createRedactor')
  checkVault(vault)
  const texts = new RememberedTexts<Redaction>(vault)
  const redactAll = () =>
    inOrder(messages, (message) => {
      // The assistant's text may hold placeholders that were never restored. All other text is the writer's own words.
      const existing = 'role' in message && message.role === 'assistant' ? 'keep' : 'escape'
      const visit: TextVisitor = async (text, format) => {
        const key = `${existing} ${format} ${text}`
        return (await texts.redact(key, format, () => redactor.redact(text, { vault, format, existing, signal }))).text
      }
      return mapMessageText(message, visit)
    })
  return { messages: await texts.settle(redactAll), vault }
}

/**
 * Puts the values back into messages, also into the arguments of tool calls, where the values are escaped for JSON.
 *
 * @example
 * const [reply] = await restoreMessages([completion.choices[0]!.message], { vault })
 * for (const call of reply?.tool_calls ?? []) if (call.type === 'function') show(call.function.arguments)
 */
export async function restoreMessages<T extends object>(
  messages: readonly T[],
  { vault }: { readonly vault: Vault },
  options: Omit<RestoreOptions, 'format'> = {},
): Promise<T[]> {
  checkMessages(messages)
  const visit: TextVisitor = async (text, format) => restore(text, { vault }, { ...options, format })
  return Promise.all(messages.map((message) => mapMessageText(message, visit)))
}

function checkMessages(messages: readonly object[]): void {
  if (!Array.isArray(messages)) throw new TypeError(`\`messages\` must be a list, got ${describe(messages)}`)
  for (const [index, message] of messages.entries()) {
    if (typeof message === 'object' && message !== null) continue
    throw new TypeError(`\`messages[${index}]\` must be an object, got ${describe(message)}`)
  }
}
