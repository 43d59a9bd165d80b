import { asyncDispose } from '../../calls/dispose.js'
import type { EngineSession, OpenOptions } from '../../calls/engine.js'
import { NlpError } from '../../shared/errors.js'
import type { GenerateInput, GenerateOutput } from '../../shared/tasks.js'
import { untilAborted } from '../../shared/until-aborted.js'
import { estimateTokens } from '../server/estimate.js'
import { type AnswerPart, AnswerStream } from './answer-stream.js'
import { continuation, type HeldConversation, resultsFor, toPrompts, type WaitingAnswer } from './conversation.js'
import { duringCreation } from './creation-signal.js'
import { describeFailure } from './failure.js'
import type { LanguageModelApi, LanguageModelSession } from './language-model-api.js'
import { monitorFor } from './monitor.js'
import { sameSampling, samplingFor } from './sampling.js'
import { ToolBroker } from './tool-broker.js'

const SUBJECT = "The browser's model"

/** The languages that a session reads and writes. */
export interface Expectations {
  readonly expectedInputs: readonly object[]
  readonly expectedOutputs: readonly object[]
}

/** Opens the browser's language model for conversations. */
export async function openLanguageModel(
  api: LanguageModelApi,
  expectations: Expectations,
  { signal: opening, onProgress }: OpenOptions,
): Promise<EngineSession> {
  const create = (given: object, caller: AbortSignal | undefined): Promise<LanguageModelSession> =>
    duringCreation(caller, async (signal) => {
      try {
        return await untilAborted(api.create({ ...expectations, ...given, signal }), signal)
      } catch (error) {
        throw signal.aborted ? signal.reason : describeFailure(error, SUBJECT)
      }
    })
  // The session has the default sampling of this package, so the first conversation can use it.
  const usual = await samplingFor(api, { temperature: 0, topK: undefined })
  const first = await create({ monitor: monitorFor(onProgress), ...usual }, opening)
  const contextWindow = first.contextWindow ?? first.inputQuota
  let held: HeldConversation | undefined = {
    session: first,
    said: [],
    sampling: usual,
    broker: new ToolBroker([]),
    tools: NO_TOOLS,
  }
  let waiting: WaitingAnswer | undefined
  const closing = new AbortController()
  let turn: Promise<unknown> = Promise.resolve()

  /** Continues the session that has the beginning of this conversation, or starts another one with the earlier messages. */
  async function prepare(input: GenerateInput, signal: AbortSignal) {
    const messages = toPrompts(input.messages)
    const sampling = await samplingFor(api, input)
    const definitions = toolsOf(input)
    const tools = JSON.stringify(definitions)
    const rest = held && continuation(held.said, messages)
    const fits = held !== undefined && sameSampling(held.sampling, sampling) && held.tools === tools
    // A system prompt is only possible at the beginning of a session.
    if (fits && held !== undefined && rest !== undefined && !rest.some(({ role }) => role === 'system')) {
      return { conversation: held, prompt: rest }
    }
    held?.session.destroy()
    held = undefined
    const broker = new ToolBroker(definitions)
    const withTools = definitions.length === 0 ? {} : { tools: broker.tools, ...(await expectTools(api, expectations)) }
    const session = await create({ initialPrompts: messages.slice(0, -1), ...sampling, ...withTools }, signal)
    return { conversation: { session, said: [], sampling, broker, tools }, prompt: messages.slice(-1) }
  }

  /** Continues the answer that waits for these results, or begins another one. */
  async function begin(input: GenerateInput, signal: AbortSignal) {
    const before = waiting
    waiting = undefined
    const results = before && resultsFor(before, input.messages)
    if (before !== undefined && results !== undefined) {
      const { conversation, answer } = before
      const usage = usageOf(conversation.session)
      conversation.broker.answer(results)
      const prompt = toPrompts(input.messages.slice(before.asked.length + 1))
      return { conversation, answer, prompt, usage }
    }
    if (before !== undefined) {
      await before.answer.end()
      before.conversation.session.destroy()
    }
    const { conversation, prompt } = await prepare(input, signal)
    const { session, broker } = conversation
    const usage = usageOf(session)
    const start = () => new AnswerStream(session, prompt, { schema: input.schema, broker })
    return { conversation, answer: failing(start, session), prompt, usage }
  }

  function failing<T>(work: () => T, session: LanguageModelSession): T {
    try {
      return work()
    } catch (error) {
      session.destroy()
      held = undefined
      throw describeFailure(error, SUBJECT)
    }
  }

  async function generate(asked: GenerateInput, signal: AbortSignal, emit: (text: string) => void) {
    if (asked.likelihoodOf !== undefined || asked.suggest !== undefined) {
      throw new NlpError('unsupported', "The browser's model cannot score a text")
    }
    if (asked.toolChoice === 'required') {
      throw new NlpError('unsupported', "The browser's model decides by itself whether it calls a tool")
    }
    const startedAt = performance.now()
    const input =
      asked.prompt === undefined ? asked : { ...asked, messages: [{ role: 'user', content: asked.prompt }] as const }
    const { conversation, answer, prompt, usage } = await begin(input, signal)
    const { session } = conversation
    const overflow = watchOverflow(session)
    let part: AnswerPart
    try {
      part = await answer.readPart(input, { signal: AbortSignal.any([signal, overflow.signal]), emit })
    } catch (error) {
      // We cannot know how much of this turn the session processed, so we discard it.
      session.destroy()
      held = undefined
      throw signal.aborted ? signal.reason : describeFailure(error, SUBJECT)
    } finally {
      overflow.end()
    }
    const { text, finishReason, whole, firstTokenAt, toolCalls } = part
    held = undefined
    if (finishReason === 'tool-calls') {
      // The caller may add the results to the same list.
      waiting = { conversation, answer, asked: [...input.messages], toolCalls }
    } else if (whole) {
      held = { ...conversation, said: [...toPrompts(input.messages), { role: 'assistant', content: text }] }
    } else session.destroy()
    const outputTokens = estimateTokens(text)
    const now = performance.now()
    const inputTokens =
      usage === undefined
        ? estimateTokens(prompt.map(({ content }) => content).join('\n'))
        : Math.max(0, (usageOf(session) ?? 0) - usage - outputTokens)
    const seconds = (now - firstTokenAt) / 1000
    return {
      text,
      finishReason,
      ...(toolCalls.length === 0 ? {} : { toolCalls }),
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
      held?.session.destroy()
      held = undefined
      const { answer, conversation } = waiting ?? {}
      waiting = undefined
      await answer?.end()
      conversation?.session.destroy()
    },
    [asyncDispose]() {
      return this.close()
    },
  }
  return session
}

const NO_TOOLS = '[]'

const toolsOf = ({ tools = [], toolChoice }: GenerateInput) => (toolChoice === 'none' ? [] : tools)

/**
 * The inputs and outputs of a session with tools. A browser without tools rejects these values, or says that it does
 * not support them.
 */
async function expectTools(api: LanguageModelApi, { expectedInputs, expectedOutputs }: Expectations) {
  const expected = {
    expectedInputs: [...expectedInputs, { type: 'tool-response' }],
    expectedOutputs: [...expectedOutputs, { type: 'tool-call' }],
  }
  const word = await api.availability(expected).catch(() => 'unavailable')
  if (word === 'unavailable') throw new NlpError('unsupported', "The browser's model cannot use tools in this browser")
  return expected
}

/**
 * Watches whether the browser forgets turns: a full session drops its oldest turns by itself. An answer without them
 * would be wrong, and the caller would not notice.
 */
function watchOverflow(session: LanguageModelSession): { readonly signal: AbortSignal; end(): void } {
  const found = new AbortController()
  const report = () => {
    const contextWindow = session.contextWindow ?? session.inputQuota ?? -1
    const message = `${SUBJECT} cannot take a conversation of this length: it would forget the oldest turns`
    found.abort(new NlpError('context-overflow', message, { details: { contextWindow } }))
  }
  for (const name of OVERFLOWS) session.addEventListener?.(name, report)
  return {
    signal: found.signal,
    end() {
      for (const name of OVERFLOWS) session.removeEventListener?.(name, report)
    },
  }
}

/** The event, and its earlier name. */
const OVERFLOWS = ['contextoverflow', 'quotaoverflow']

const usageOf = (session: LanguageModelSession) => session.contextUsage ?? session.inputUsage
