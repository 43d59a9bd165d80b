import type { Message, ToolCall } from '../../shared/tasks.js'
import type { AnswerStream } from './answer-stream.js'
import type { LanguageModelSession, PromptMessage, Sampling } from './language-model-api.js'
import type { ToolBroker } from './tool-broker.js'

/** A session of the browser's model, with the messages that it has processed: the session itself does not return them. */
export interface HeldConversation {
  readonly session: LanguageModelSession
  readonly said: readonly PromptMessage[]
  readonly sampling: Sampling
  readonly broker: ToolBroker
  /** The tools as JSON: a session keeps its tools for life. */
  readonly tools: string
}

/** An answer that waits for the results of tools. */
export interface WaitingAnswer {
  readonly conversation: HeldConversation
  readonly answer: AnswerStream
  /** The messages that the model was asked with. */
  readonly asked: readonly Message[]
  readonly toolCalls: readonly ToolCall[]
}

/**
 * The results for the calls of an answer, by the ids of the calls; undefined if the messages continue in another way.
 */
export function resultsFor(
  { asked, toolCalls }: WaitingAnswer,
  messages: readonly Message[],
): ReadonlyMap<string, string> | undefined {
  const isSame = asked.every((message, index) => JSON.stringify(message) === JSON.stringify(messages[index]))
  const [turn, ...answers] = messages.slice(asked.length)
  if (!isSame || turn?.role !== 'assistant' || turn.toolCalls?.length !== toolCalls.length) return undefined
  const results = new Map<string, string>()
  // The caller may have renamed the calls, but their order stays.
  for (const [index, { id }] of toolCalls.entries()) {
    const named = turn.toolCalls[index]?.id
    const answer = answers.find(({ role, toolCallId }) => role === 'tool' && toolCallId === named)
    if (answer === undefined) return undefined
    results.set(id, answer.content)
  }
  return answers.length === toolCalls.length ? results : undefined
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

/** The messages in the form of the browser's model. It takes no results of earlier tools, so these come from the user. */
export function toPrompts(messages: readonly Message[]): PromptMessage[] {
  return messages.map(({ role, content }) => ({ role: role === 'tool' ? 'user' : role, content }))
}
