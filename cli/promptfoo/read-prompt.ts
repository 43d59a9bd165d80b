import type { Message } from '../../src/shared/tasks.js'

const ROLES: readonly unknown[] = ['system', 'user', 'assistant']

/** A prompt of promptfoo is a text, or a conversation as JSON. */
export function readPrompt(text: string): string | Message[] {
  if (!text.trimStart().startsWith('[')) return text
  let turns: unknown
  try {
    turns = JSON.parse(text)
  } catch {
    // A text may begin with a bracket.
    return text
  }
  return Array.isArray(turns) && turns.length > 0 && turns.every(isMessage) ? turns : text
}

function isMessage(turn: unknown): turn is Message {
  const { role, content } = Object(turn) as { role?: unknown; content?: unknown }
  return ROLES.includes(role) && typeof content === 'string'
}
