import { randomUUID } from 'node:crypto'
import type { GenerateOutput, TaskMap, TokenUsage, ToolCall } from '../../src/shared/tasks.js'

/** Writes the responses to one request in the form of the OpenAI protocol. */
export interface Writer {
  /** The first event of a stream. */
  start(): object
  delta(text: string): object
  /** The last events of a stream: the reason why it ended, and the calls of tools. */
  finish(output: GenerateOutput): readonly object[]
  usage(output: GenerateOutput): object
  whole(output: GenerateOutput): object
}

export function chatWriter(model: string): Writer {
  const frame = frameOf('chat.completion', model)
  const chunk = (delta: object, finish: string | null = null) =>
    frame('.chunk', [{ index: 0, delta, logprobs: null, finish_reason: finish }])
  return {
    start: () => chunk({ role: 'assistant', content: '' }),
    delta: (content) => chunk({ content }),
    finish(output) {
      const calls = wireCalls(output.toolCalls)?.map((call, index) => ({ index, ...call }))
      return [...(calls ? [chunk({ tool_calls: calls })] : []), chunk({}, finishReason(output))]
    },
    usage: ({ usage }) => ({ ...frame('.chunk', []), usage: wireUsage(usage) }),
    whole(output) {
      const calls = wireCalls(output.toolCalls)
      const message = { role: 'assistant', content: output.text, refusal: null, ...(calls && { tool_calls: calls }) }
      const choice = { index: 0, message, logprobs: null, finish_reason: finishReason(output) }
      return { ...frame('', [choice]), usage: wireUsage(output.usage) }
    },
  }
}

export function completionWriter(model: string): Writer {
  const frame = frameOf('text_completion', model)
  const choice = (text: string, finish: string | null = null) => [
    { index: 0, text, logprobs: null, finish_reason: finish },
  ]
  return {
    start: () => frame('', choice('')),
    delta: (text) => frame('', choice(text)),
    finish: (output) => [frame('', choice('', finishReason(output)))],
    usage: ({ usage }) => ({ ...frame('', []), usage: wireUsage(usage) }),
    whole: (output) => ({ ...frame('', choice(output.text, finishReason(output))), usage: wireUsage(output.usage) }),
  }
}

export function embeddingsReply(
  model: string,
  { vectors, dimensions }: TaskMap['embed']['output'],
  { base64, tokens }: { base64: boolean; tokens: number },
): object {
  const count = dimensions === 0 ? 0 : vectors.length / dimensions
  const data = Array.from({ length: count }, (_, index) => {
    const row = vectors.slice(index * dimensions, (index + 1) * dimensions)
    const embedding = base64 ? Buffer.from(row.buffer, row.byteOffset, row.byteLength).toString('base64') : [...row]
    return { object: 'embedding', index, embedding }
  })
  return { object: 'list', model, data, usage: { prompt_tokens: tokens, total_tokens: tokens } }
}

export function modelsReply(models: readonly string[]): object {
  return { object: 'list', data: models.map((id) => ({ id, object: 'model', created: 0, owned_by: 'tacet' })) }
}

export function errorReply(message: string, type: string, code: string | null, facts: object = {}): object {
  return { error: { message, type, code, param: null, ...facts } }
}

function frameOf(kind: string, model: string) {
  const id = `chatcmpl-${randomUUID()}`
  const created = Math.floor(Date.now() / 1000)
  return (suffix: string, choices: readonly object[]) => ({ id, object: `${kind}${suffix}`, created, model, choices })
}

const finishReason = ({ finishReason: reason }: GenerateOutput) => (reason === 'tool-calls' ? 'tool_calls' : reason)

const wireCalls = (calls: readonly ToolCall[] | undefined) =>
  calls?.map(({ id, name, arguments: text }) => ({ id, type: 'function', function: { name, arguments: text } }))

const wireUsage = ({ inputTokens, outputTokens }: TokenUsage) => ({
  prompt_tokens: inputTokens,
  completion_tokens: outputTokens,
  total_tokens: inputTokens + outputTokens,
})
