import type {
  LanguageModelV3,
  LanguageModelV3Content,
  LanguageModelV3FinishReason,
  LanguageModelV3StreamPart,
  LanguageModelV3Usage,
} from '@ai-sdk/provider'
import type { Routed, Targets } from '../generate/targets.js'
import type { ToolCall } from '../shared/tasks.js'
import { untilAborted } from '../shared/until-aborted.js'
import { readCall } from './prompt.js'

/** A language model of the AI SDK over the engines of this package. */
export function languageModel(modelId: string, targets: () => Promise<Targets>): LanguageModelV3 {
  let unnamed = 0
  /** The SDK distinguishes results by the id of their call, and not every model gives an id. */
  const toolCallPart = ({ id, name, arguments: input }: ToolCall) =>
    ({ type: 'tool-call', toolCallId: id || `call_${++unnamed}`, toolName: name, input }) as const

  return {
    specificationVersion: 'v3',
    provider: 'tacet',
    modelId,
    supportedUrls: {},
    async doGenerate(options) {
      const { input, warnings } = readCall(options)
      const opened = await untilAborted(targets(), options.abortSignal)
      const routed = await opened.run(input, { signal: options.abortSignal, emit: undefined })
      const { text, toolCalls = [] } = routed.output
      const content: LanguageModelV3Content[] = text === '' ? [] : [{ type: 'text', text }]
      return { content: [...content, ...toolCalls.map(toolCallPart)], ...endOf(routed), warnings }
    },
    async doStream(options) {
      const { input, warnings } = readCall(options)
      const opened = await untilAborted(targets(), options.abortSignal)
      const stop = new AbortController()
      const signal = options.abortSignal ? AbortSignal.any([options.abortSignal, stop.signal]) : stop.signal
      const id = 'text'
      let begun = false
      const stream = new ReadableStream<LanguageModelV3StreamPart>({
        start(controller) {
          const send = (part: LanguageModelV3StreamPart) => controller.enqueue(part)
          const emit = (delta: string) => {
            if (signal.aborted) return
            if (!begun) send({ type: 'text-start', id })
            begun = true
            send({ type: 'text-delta', id, delta })
          }
          send({ type: 'stream-start', warnings })
          opened.run(input, { signal, emit }).then(
            (routed) => {
              if (stop.signal.aborted) return
              if (begun) send({ type: 'text-end', id })
              send({ type: 'response-metadata', modelId: routed.model })
              for (const call of routed.output.toolCalls ?? []) send(toolCallPart(call))
              send({ type: 'finish', ...endOf(routed) })
              controller.close()
            },
            (error: unknown) => {
              if (stop.signal.aborted) return
              // By the protocol, an error is a part of the stream and the stream then closes. Only an abort fails the
              // stream.
              if (options.abortSignal?.aborted) controller.error(error)
              else {
                send({ type: 'error', error })
                controller.close()
              }
            },
          )
        },
        cancel: (reason) => stop.abort(reason),
      })
      return { stream }
    },
  }
}

function endOf({ output, engine, model, reason, attempts }: Routed) {
  const { inputTokens, outputTokens } = output.usage
  const { finishReason: raw, served } = output
  const usage: LanguageModelV3Usage = {
    inputTokens: { total: inputTokens, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
    outputTokens: { total: outputTokens, text: outputTokens, reasoning: undefined },
  }
  const finishReason: LanguageModelV3FinishReason = { unified: raw, raw }
  const redacted = served?.redacted ?? false
  return { usage, finishReason, providerMetadata: { tacet: { engine, model, reason, attempts, redacted } } }
}
