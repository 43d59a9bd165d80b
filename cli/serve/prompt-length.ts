import { NlpError } from '../../src/shared/errors.js'
import type { GenerateInput } from '../../src/shared/tasks.js'

/** The largest average number of characters that a tokenizer puts into a token, in any language. */
const CHARACTERS_PER_TOKEN = 8

/** Refuses a far too long prompt before it is split into tokens. Splitting a megabyte takes seconds, and all other requests would wait. */
export function requireFit(
  { messages, prompt = '', tools = [] }: GenerateInput,
  contextWindow: number | undefined,
): void {
  if (contextWindow === undefined) return
  const texts = messages.flatMap(({ content, toolCalls = [] }) => [
    content,
    ...toolCalls.map(({ name, arguments: text }) => name + text),
  ])
  const described = tools.length === 0 ? '' : JSON.stringify(tools)
  const characters = [prompt, described, ...texts].reduce((sum, { length }) => sum + length, 0)
  const requested = Math.ceil(characters / CHARACTERS_PER_TOKEN)
  if (requested <= contextWindow) return
  throw new NlpError(
    'context-overflow',
    `The prompt has ${characters} characters, at least ${requested} tokens, and the model can take ${contextWindow}. ` +
      'Shorten it or leave out turns.',
    { details: { requested, contextWindow } },
  )
}
