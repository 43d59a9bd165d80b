import { asyncDispose } from '../../calls/dispose.js'
import type { EngineSession, OpenOptions } from '../../calls/engine.js'
import { NlpError } from '../../shared/errors.js'
import type { GenerateInput, GenerateOutput } from '../../shared/tasks.js'
import { untilAborted } from '../../shared/until-aborted.js'
import { estimateTokens } from '../server/estimate.js'
import { continuation, type HeldConversation, toPrompts } from './conversation.js'
import { describeFailure } from './failure.js'
import type { LanguageModelApi, LanguageModelSession } from './language-model-api.js'
import { monitorFor } from './monitor.js'
import { sameSampling, samplingFor } from './sampling.js'

const SUBJECT = "The browser's model"

/** Opens the browser's language model for conversations. */
export async function openLanguageModel(
  api: LanguageModelApi,
  expectations: object,
  { signal: opening, onProgress }: OpenOptions,
): Promise<EngineSession> {
  const create = async (given: object, signal: AbortSignal | undefined): Promise<LanguageModelSession> => {
    try {
      return await api.create({ ...expectations, ...given, signal })
    } catch (error) {
      throw signal?.aborted ? signal.reason : describeFailure(error, SUBJECT)
    }
  }
  // The session has the default sampling of this package, so the first conversation can use it.
  const usual = await samplingFor(api, { temperature: 0, topK: undefined })
  const first = await create({ monitor: monitorFor(onProgress), ...usual }, opening)
  const contextWindow = first.contextWindow ?? first.inputQuota
  let conversation: HeldConversation | undefined = { session: first, said: [], sampling: usual }
  const closing = new AbortController()
  let turn: Promise<unknown> = Promise.resolve()

  /** Continues the session that has the beginning of this conversation, or starts another one with the earlier messages. */
  async function prepare(input: GenerateInput, signal: AbortSignal) {
    const messages = toPrompts(input.messages)
    const sampling = await samplingFor(api, input)
    const rest = conversation && continuation(conversation.said, messages)
    const drawn = conversation !== undefined && sameSampling(conversation.sampling, sampling)
    // A system prompt is only possible at the beginning of a session.
    if (drawn && conversation !== undefined && rest !== undefined && !rest.some(({ role }) => role === 'system')) {
      return { session: conversation.session, prompt: rest, messages, sampling }
    }
    conversation?.session.destroy()
    conversation = undefined
    const session = await create({ initialPrompts: messages.slice(0, -1), ...sampling }, signal)
    return { session, prompt: messages.slice(-1), messages, sampling }
  }

  async function generate(input: GenerateInput, signal: AbortSignal, emit: (text: string) => void) {
    if (input.likelihoodOf !== undefined || input.suggest !== undefined) {
      throw new NlpError('unsupported', "The browser's model does not tell how likely a text is")
    }
    if (input.tools !== undefined && input.tools.length > 0) {
      throw new NlpError('unsupported', "The browser's model cannot use tools")
    }
    const startedAt = performance.now()
    const given =
      input.prompt === undefined ? input : { ...input, messages: [{ role: 'user', content: input.prompt }] as const }
    const { session, prompt, messages, sampling } = await prepare(given, signal)
    const before = usageOf(session)
    let answer: Awaited<ReturnType<typeof readAnswer>>
    try {
      answer = await readAnswer(session, prompt, input, { signal, emit })
    } catch (error) {
      // We cannot know how much of this turn the session processed, so we discard it.
      session.destroy()
      conversation = undefined
      throw signal.aborted ? signal.reason : describeFailure(error, SUBJECT)
    }
    const { text, finishReason, whole, firstTokenAt } = answer
    conversation = whole ? { session, said: [...messages, { role: 'assistant', content: text }], sampling } : undefined
    if (!whole) session.destroy()
    const outputTokens = estimateTokens(text)
    const now = performance.now()
    const inputTokens =
      before === undefined
        ? estimateTokens(prompt.map(({ content }) => content).join('\n'))
        : Math.max(0, (usageOf(session) ?? 0) - before - outputTokens)
    const seconds = (now - firstTokenAt) / 1000
    return {
      text,
      finishReason,
      usage: { inputTokens, outputTokens },
      timings: { firstTokenMs: firstTokenAt - startedAt, tokensPerSecond: seconds > 0 ? outputTokens / seconds : 0 },
    } satisfies GenerateOutput
  }

  const session: EngineSession = {
    engine: 'builtin',
    model: 'builtin',
    contextWindow,
    run(task, input, { signal: own, onEvent } = {}) {
      const signal = own === undefined ? closing.signal : AbortSignal.any([own, closing.signal])
      const result = turn.then(() => {
        signal.throwIfAborted()
        if (task !== 'generate') throw new NlpError('unsupported', `The browser's model generates and does not ${task}`)
        return generate(input as GenerateInput, signal, (onEvent as ((text: string) => void) | undefined) ?? (() => {}))
      })
      turn = result.catch(() => {})
      // The output belongs to the task, but the compiler cannot see this after the comparison.
      return untilAborted(result, signal) as ReturnType<typeof session.run<typeof task>>
    },
    async close() {
      if (closing.signal.aborted) return
      closing.abort(new NlpError('closed', "The browser's model was closed"))
      conversation?.session.destroy()
      conversation = undefined
    },
    [asyncDispose]() {
      return this.close()
    },
  }
  return session
}

/** Reads until the model ends, a stop string appears, or the answer has about `maxTokens` tokens. */
async function readAnswer(
  session: LanguageModelSession,
  prompt: Parameters<LanguageModelSession['promptStreaming']>[0],
  { schema, stop, maxTokens }: GenerateInput,
  { signal, emit }: { signal: AbortSignal; emit: (text: string) => void },
) {
  const enough = new AbortController()
  const constraint = schema === undefined ? {} : { responseConstraint: schema }
  const stream = session.promptStreaming(prompt, { signal: AbortSignal.any([signal, enough.signal]), ...constraint })
  const reader = stream.getReader()
  const held = Math.max(0, ...stop.map((text) => text.length - 1))
  let text = ''
  let shown = 0
  let firstTokenAt: number | undefined
  /** The end without half of a surrogate pair. The other half comes with the next piece, or never. */
  const complete = (end: number) => (isHighSurrogate(text.charCodeAt(end - 1)) ? end - 1 : end)
  const show = (to: number) => {
    const end = complete(to)
    if (end > shown) emit(text.slice(shown, end))
    shown = Math.max(shown, end)
  }
  const finish = (end: number, finishReason: 'stop' | 'length', whole: boolean) => {
    text = text.slice(0, complete(end))
    show(text.length)
    return { text, finishReason, whole, firstTokenAt: firstTokenAt ?? performance.now() }
  }
  try {
    for (;;) {
      const { done, value } = await reader.read()
      signal.throwIfAborted()
      if (done) return finish(text.length, 'stop', true)
      firstTokenAt ??= performance.now()
      text += value
      const stops = stop.map((each) => text.indexOf(each)).filter((at) => at !== -1)
      if (stops.length > 0) return finish(Math.min(...stops), 'stop', false)
      if (estimateTokens(text) > maxTokens) return finish(text.length, 'length', false)
      show(text.length - held)
    }
  } finally {
    enough.abort()
    await reader.cancel().catch(() => {})
  }
}

const usageOf = (session: LanguageModelSession) => session.contextUsage ?? session.inputUsage

const isHighSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdbff
