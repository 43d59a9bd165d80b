import type {
  LanguageModelV3CallOptions,
  LanguageModelV3Content,
  LanguageModelV3FinishReason,
  LanguageModelV3Middleware,
  LanguageModelV3StreamPart,
  LanguageModelV3Usage,
} from '@ai-sdk/provider'
import { checkOptions, requireMethod } from '../calls/check-options.js'
import type { CallGuard, GuardedCall } from '../calls/guard.js'
import { allowedCall } from '../generate/guarded-calls.js'
import { NlpError } from '../shared/errors.js'
import { guardPrompt } from './guard-prompt.js'

/** Options of `guardMiddleware`. */
export interface GuardMiddlewareOptions {
  /**
   * Decides about a call of a tool that needs approval. The SDK runs tools by itself, so a call that is not approved is taken
   * out of the answer. @default nothing is approved
   */
  readonly approve?:
    | ((use: {
        readonly callId: string
        readonly name: string
        readonly values: unknown
      }) => boolean | Promise<boolean>)
    | undefined
}

/**
 * Puts a guard around any model of the AI SDK. It checks the texts of users and the results of tools, holds the answer
 * back until its sentences have passed, and takes out calls of tools that the guard refuses. With a
 * `redactionMiddleware`, list the redaction first: `middleware: [redactionMiddleware(redactor), guardMiddleware(guard)]`.
 *
 * @example
 * import { wrapLanguageModel } from 'ai'
 *
 * const model = wrapLanguageModel({ model: anyProvider('large'), middleware: guardMiddleware(guard) })
 */
export function guardMiddleware(guard: CallGuard, options: GuardMiddlewareOptions = {}): LanguageModelV3Middleware {
  requireMethod('guard', guard, 'open', 'a guard of createGuard()')
  checkOptions('guardMiddleware', options, { approve: 'function' })
  const { approve } = options
  /** The guarded call of each call, by its changed parameters, which are passed to the other half of the call. */
  const calls = new WeakMap<LanguageModelV3CallOptions, GuardedCall>()
  const callOf = (params: LanguageModelV3CallOptions): GuardedCall => {
    const call = calls.get(params)
    if (call !== undefined) return call
    throw new NlpError('policy-denied', 'Nothing was sent: the parameters of this call have not passed the guard.')
  }

  return {
    specificationVersion: 'v3',
    async transformParams({ params }) {
      const call = guard.open({ signal: params.abortSignal })
      const guarded = { ...params, prompt: await guardPrompt(call, params.prompt) }
      calls.set(guarded, call)
      return guarded
    },
    async wrapGenerate({ doGenerate, params }) {
      const call = callOf(params)
      if (call.ended !== undefined) {
        return { content: textOf(call.ended), finishReason: FILTERED, usage: NOTHING, warnings: [] }
      }
      const result = await doGenerate()
      const content: LanguageModelV3Content[] = []
      for (const part of result.content) {
        if (call.ended !== undefined) break
        const passed = await admitted(call, part, approve)
        if (passed !== undefined) content.push(passed)
      }
      return { ...result, content, finishReason: finishOf(call, result.finishReason) }
    },
    async wrapStream({ doStream, params }) {
      const call = callOf(params)
      if (call.ended !== undefined) return { stream: refusal(call.ended) }
      const result = await doStream()
      return { ...result, stream: result.stream.pipeThrough(guarding(call, approve)) }
    },
  }
}

const FILTERED: LanguageModelV3FinishReason = { unified: 'content-filter', raw: undefined }

const NOTHING: LanguageModelV3Usage = {
  inputTokens: { total: 0, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
  outputTokens: { total: 0, text: 0, reasoning: undefined },
}

const textOf = (text: string): LanguageModelV3Content[] => (text === '' ? [] : [{ type: 'text', text }])

const finishOf = (call: GuardedCall, reason: LanguageModelV3FinishReason): LanguageModelV3FinishReason =>
  call.ended === undefined ? reason : { ...FILTERED, raw: reason.raw }

/** A part of an answer as it may be seen, or undefined where it must not. */
async function admitted<Part extends LanguageModelV3Content | LanguageModelV3StreamPart>(
  call: GuardedCall,
  part: Part,
  approve: GuardMiddlewareOptions['approve'],
): Promise<Part | undefined> {
  if (part.type === 'text' || part.type === 'reasoning') {
    const text = await call.hold(undefined, () => {}).end(part.text)
    return text === '' ? undefined : { ...part, text }
  }
  if (part.type !== 'tool-call') return part
  const { toolCallId: id, toolName: name, input } = part
  const allowed = await allowedCall(call, { id, name, arguments: input }, approve)
  return allowed && { ...part, input: allowed.arguments }
}

function refusal(text: string): ReadableStream<LanguageModelV3StreamPart> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue({ type: 'stream-start', warnings: [] })
      for (const part of said('text', text)) controller.enqueue(part)
      controller.enqueue({ type: 'finish', finishReason: FILTERED, usage: NOTHING })
      controller.close()
    },
  })
}

const said = (id: string, text: string): LanguageModelV3StreamPart[] =>
  text === ''
    ? []
    : [
        { type: 'text-start', id },
        { type: 'text-delta', id, delta: text },
        { type: 'text-end', id },
      ]

/** Holds each text of a stream back. Calls of tools come in one piece, because only whole arguments can be checked. */
function guarding(
  call: GuardedCall,
  approve: GuardMiddlewareOptions['approve'],
): TransformStream<LanguageModelV3StreamPart, LanguageModelV3StreamPart> {
  const held = new Map<string, ReturnType<GuardedCall['hold']>>()
  return new TransformStream({
    async transform(part, controller) {
      const send = (next: LanguageModelV3StreamPart) => controller.enqueue(next)
      switch (part.type) {
        case 'text-start':
        case 'reasoning-start': {
          const type = part.type === 'text-start' ? 'text-delta' : 'reasoning-delta'
          const { id } = part
          held.set(
            id,
            call.hold(
              (delta) => send({ type, id, delta }),
              () => {},
            ),
          )
          return send(part)
        }
        case 'text-delta':
        case 'reasoning-delta':
          return held.get(part.id)?.push(part.delta)
        case 'text-end':
        case 'reasoning-end':
          await held.get(part.id)?.end('')
          held.delete(part.id)
          return send(part)
        case 'tool-input-start':
        case 'tool-input-delta':
        case 'tool-input-end':
          return
        case 'tool-call': {
          const passed = call.ended === undefined ? await admitted(call, part, approve) : undefined
          return passed && send(passed)
        }
        case 'finish':
          return send({ ...part, finishReason: finishOf(call, part.finishReason) })
        case 'stream-start':
        case 'response-metadata':
        case 'error':
          return send(part)
        default:
          // Files, sources and raw parts of an answer that was ended are parts of it.
          if (call.ended === undefined) send(part)
      }
    },
  })
}
