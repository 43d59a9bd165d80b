import type { Message } from '../../shared/tasks.js'
import type { LanguageModelSession, PromptMessage, Sampling } from './language-model-api.js'

/** A session of the browser's model remembers what was said; this remembers what that was. */
export interface HeldConversation {
  readonly session: LanguageModelSession
  readonly said: readonly PromptMessage[]
  readonly sampling: Sampling
}

/** What is new in these messages to a session that has heard `said`, if it can go on from there at all. */
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

/** The messages as the browser's model takes them: it has no tools, so their results are told by the user. */
export function toPrompts(messages: readonly Message[]): PromptMessage[] {
  return messages.map(({ role, content }) => ({ role: role === 'tool' ? 'user' : role, content }))
}
