import type { LanguageModelV3Prompt, LanguageModelV3ToolResultPart } from '@ai-sdk/provider'
import type { GuardedCall } from '../calls/guard.js'
import type { Message } from '../shared/tasks.js'

/** The prompt of a call with each text of a user and each result of a tool as the guard lets it in. */
export async function guardPrompt(call: GuardedCall, prompt: LanguageModelV3Prompt): Promise<LanguageModelV3Prompt> {
  const entered = await call.enter(prompt.flatMap(messagesOf))
  let next = 0
  const take = () => entered[next++]?.content ?? ''
  const results = <Part extends { readonly type: string }>(parts: readonly Part[]): Part[] =>
    parts.map((part) => (isResult(part) ? readResult(part, take) : part))
  return prompt.map((turn): LanguageModelV3Prompt[number] => {
    if (turn.role === 'user') {
      const content = turn.content.map((part) => (part.type === 'text' ? { ...part, text: take() } : part))
      return { ...turn, content }
    }
    if (turn.role === 'tool') return { ...turn, content: results(turn.content) }
    // The model's own words are not checked again.
    next += 1
    return turn.role === 'system' ? turn : { ...turn, content: results(turn.content) }
  })
}

const isResult = <Part extends { readonly type: string }>(part: Part): part is Part & LanguageModelV3ToolResultPart =>
  part.type === 'tool-result'

function messagesOf(turn: LanguageModelV3Prompt[number]): Message[] {
  if (turn.role === 'system') return [{ role: 'system', content: turn.content }]
  if (turn.role === 'user') {
    return turn.content.flatMap((part): Message[] =>
      part.type === 'text' ? [{ role: 'user', content: part.text }] : [],
    )
  }
  const results = turn.content.flatMap((part): Message[] => {
    if (part.type !== 'tool-result') return []
    return textsOf(part).map((content) => ({ role: 'tool', content, toolCallId: part.toolCallId }))
  })
  if (turn.role === 'tool') return results
  const toolCalls = turn.content.flatMap((part) =>
    part.type === 'tool-call' ? [{ id: part.toolCallId, name: part.toolName, arguments: '' }] : [],
  )
  return [{ role: 'assistant', content: '', toolCalls }, ...results]
}

/** The texts of a result. Data are read as JSON. */
function textsOf({ output }: LanguageModelV3ToolResultPart): string[] {
  switch (output.type) {
    case 'text':
    case 'error-text':
      return [output.value]
    case 'json':
    case 'error-json':
      return [JSON.stringify(output.value)]
    case 'content':
      return output.value.flatMap((part) => (part.type === 'text' ? [part.text] : []))
    default:
      return []
  }
}

function readResult<Part extends LanguageModelV3ToolResultPart>(part: Part, take: () => string): Part {
  const { output } = part
  switch (output.type) {
    case 'text':
    case 'error-text':
      return { ...part, output: { ...output, value: take() } }
    case 'json':
    case 'error-json': {
      const text = take()
      // The text that the guard changed may not be valid JSON.
      return text === JSON.stringify(output.value) ? part : { ...part, output: { type: 'text', value: text } }
    }
    case 'content':
      return {
        ...part,
        output: {
          ...output,
          value: output.value.map((each) => (each.type === 'text' ? { ...each, text: take() } : each)),
        },
      }
    default:
      return part
  }
}
