import type { Message } from '../../shared/tasks.js'
import type { LanguageModelSession, PromptMessage, Sampling } from './language-model-api.js'

/** A session of the browser's model, with the messages that it has processed: the session itself does not return them. */
export interface HeldConversation {
  readonly session: LanguageModelSession
  readonly said: readonly PromptMessage[]
  readonly sampling: Sampling
}

/** The messages that are new to a session that has processed `said`; undefined where the session cannot continue. */
export function continuation(
  said: readonly PromptMessage[],
  messages: readonly PromptMessage[],
): readonly PromptMessage[] | undefined {
  const heard = said.every(({ role, content }, index) => {
    const message = messages[index]
    return message?.role === role && message.content === content
  })
  const rest = messages.slice(said.length)
  return heard && rest.length > 0 && rest.at(-1)?.role === 'user' ? rest : undefined
}

/** The messages in the form of the browser's model. The model has no tools, so their results come from the user. */
export function toPrompts(messages: readonly Message[]): PromptMessage[] {
  return messages.map(({ role, content }) => ({ role: role === 'tool' ? 'user' : role, content }))
}
