import {
  AIMessage,
  AIMessageChunk,
  type AIMessageFields,
  type StandardMessageStructure,
  type UsageMetadata,
} from '@langchain/core/messages'
import { type ChatGeneration, ChatGenerationChunk } from '@langchain/core/outputs'
import type { GuardOutcome } from '../calls/guard.js'
import { namedCall } from '../generate/named-call.js'
import type { Routed } from '../generate/targets.js'
import type { GenerateOutput, TokenUsage, ToolCall } from '../shared/tasks.js'

/** An answer, with the findings of the guard if there is one. */
export interface CheckedAnswer extends Routed {
  readonly guard?: GuardOutcome | undefined
}

/** A whole answer. */
export function toGeneration(routed: CheckedAnswer): ChatGeneration {
  const { text, toolCalls = [] } = routed.output
  const calls = toolCalls.map(namedCall).map((call) => ({ call, args: readArguments(call) }))
  const message = new AIMessage<StandardMessageStructure>({
    content: text,
    tool_calls: calls.flatMap(({ call: { id, name }, args }) =>
      args === undefined ? [] : [{ type: 'tool_call' as const, id, name, args }],
    ),
    invalid_tool_calls: calls.flatMap(({ call: { id, name, arguments: written }, args }) =>
      args === undefined
        ? [
            {
              type: 'invalid_tool_call' as const,
              id,
              name,
              args: written,
              error: 'The arguments are not a JSON object.',
            },
          ]
        : [],
    ),
    ...endOf(routed),
  })
  return { text, message }
}

/** A piece of an answer's text. */
export const textChunk = (text: string): ChatGenerationChunk =>
  new ChatGenerationChunk({ text, message: new AIMessageChunk({ content: text }) })

/** The last piece of an answer, with the facts that are known only at its end. */
export function lastChunk(routed: CheckedAnswer): ChatGenerationChunk {
  const { toolCalls = [] } = routed.output
  const message = new AIMessageChunk<StandardMessageStructure>({
    content: '',
    tool_call_chunks: toolCalls
      .map(namedCall)
      .map(({ id, name, arguments: args }, index) => ({ type: 'tool_call_chunk' as const, id, name, args, index })),
    ...endOf(routed),
  })
  return new ChatGenerationChunk({ text: '', message })
}

function readArguments({ arguments: written }: ToolCall): Record<string, unknown> | undefined {
  try {
    const args: unknown = JSON.parse(written)
    return typeof args === 'object' && args !== null && !Array.isArray(args) ? { ...args } : undefined
  } catch {
    return undefined
  }
}

function endOf({
  output,
  engine,
  model,
  reason,
  attempts,
  guard,
}: CheckedAnswer): AIMessageFields<StandardMessageStructure> {
  const { reasoning, finishReason, served, usage } = output
  return {
    additional_kwargs: reasoning === undefined ? {} : { reasoning_content: reasoning },
    usage_metadata: usageOf(usage),
    response_metadata: {
      model_provider: 'tacet',
      model,
      model_name: model,
      finish_reason: FINISH[finishReason],
      engine,
      reason,
      attempts,
      redacted: served?.redacted ?? false,
      ...(guard === undefined ? {} : { guard }),
    },
  }
}

/** The words for the end of an answer that LangChain's other models use. */
const FINISH: Readonly<Record<GenerateOutput['finishReason'], string>> = {
  stop: 'stop',
  length: 'length',
  'tool-calls': 'tool_calls',
  'content-filter': 'content_filter',
}

function usageOf({ inputTokens, outputTokens, cachedTokens }: TokenUsage): UsageMetadata {
  return {
    input_tokens: inputTokens,
    output_tokens: outputTokens,
    total_tokens: inputTokens + outputTokens,
    ...(cachedTokens === undefined ? {} : { input_token_details: { cache_read: cachedTokens } }),
  }
}
