import { NlpError } from '../../src/errors.js'
import type { GenerateInput, GenerateOutput } from '../../src/tasks.js'
import type { CausalModel } from './causal-model.js'
import { constraintEngine } from './constraint-engines.js'
import type { Decoder } from './decoder.js'
import { createSampler } from './sampler.js'
import { Detokenizer, StopStrings } from './text-output.js'
import { ToolCallFilter } from './tool-calls.js'
import { vocabularyOf } from './vocabulary.js'

export interface GenerateContext {
  readonly signal: AbortSignal
  readonly emit: (text: string) => void
}

interface Beginning {
  readonly prompt: readonly number[]
  readonly input: GenerateInput
  /** When the call came, before the prompt was made into tokens. */
  readonly startedAt: number
}

/** Reads the prompt and writes the answer token by token, until the model ends it, a stop string comes or room runs out. */
export async function generate(
  causal: CausalModel,
  decoder: Decoder,
  { prompt, input, startedAt }: Beginning,
  { signal, emit }: GenerateContext,
): Promise<GenerateOutput> {
  const { tokenizer, contextWindow, endTokens } = causal
  const choose = createSampler(input)
  const constraint = input.schema === undefined ? undefined : await createConstraint(causal, input.schema, input)
  const output = createOutput(tokenizer, input, emit)
  const limit = Math.min(input.maxTokens, contextWindow - prompt.length)
  const generated: number[] = []
  let firstTokenAt: number | undefined
  let ended = false

  const known = await decoder.keepPrefix(prompt)
  let scores = limit > 0 ? await decoder.advance(prompt.slice(known), signal) : new Float32Array()
  while (generated.length < limit) {
    signal.throwIfAborted()
    checkScores(scores)
    constraint?.apply(generated, scores)
    let token = choose(scores)
    while (constraint?.accepts(token) === false) {
      scores[token] = Number.NEGATIVE_INFINITY
      token = choose(scores)
      if (scores[token] === Number.NEGATIVE_INFINITY) {
        throw new NlpError('invalid-output', 'The schema left the model no way to go on')
      }
    }
    firstTokenAt ??= performance.now()
    if (endTokens.has(token)) {
      ended = true
      break
    }
    generated.push(token)
    output.push(token)
    if (output.stopped) {
      ended = true
      break
    }
    if (generated.length < limit) scores = await decoder.advance([token], signal)
  }
  const { text, toolCalls } = output.end()
  const now = performance.now()
  const seconds = (now - (firstTokenAt ?? now)) / 1000
  return {
    text,
    finishReason: toolCalls.length > 0 ? 'tool-calls' : ended ? 'stop' : 'length',
    ...(toolCalls.length === 0 ? {} : { toolCalls }),
    usage: { inputTokens: prompt.length, outputTokens: generated.length },
    timings: {
      firstTokenMs: (firstTokenAt ?? now) - startedAt,
      // The first token came with the prompt: what is measured is the time between tokens.
      tokensPerSecond: seconds > 0 && generated.length > 1 ? (generated.length - 1) / seconds : 0,
    },
  }
}

async function createConstraint(causal: CausalModel, schema: object, { constraintEngine: url }: GenerateInput) {
  const engine = await constraintEngine(url)
  try {
    return await engine.create({ schema, vocabulary: vocabularyOf(causal), tokenizer: causal.tokenizer })
  } catch (cause) {
    if (NlpError.is(cause)) throw cause
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new NlpError('invalid-data', `The schema cannot be used for decoding: ${reason}`, { cause })
  }
}

/** Tokens in, text out: whole characters, nothing behind a stop string, calls of tools kept apart. */
function createOutput(
  tokenizer: CausalModel['tokenizer'],
  { stop, tools }: GenerateInput,
  emit: (text: string) => void,
) {
  const decode = (tokens: readonly number[]) =>
    tokenizer.decode([...tokens], { skip_special_tokens: true, clean_up_tokenization_spaces: false })
  const detokenizer = new Detokenizer(decode)
  const stops = new StopStrings(stop)
  const calls = tools === undefined || tools.length === 0 ? undefined : new ToolCallFilter()
  let whole = ''
  const show = (text: string) => {
    if (text === '') return
    whole += text
    emit(text)
  }
  const pass = (text: string) => show(calls === undefined ? text : calls.push(text))
  return {
    get stopped() {
      return stops.stopped
    },
    push: (token: number) => pass(stops.push(detokenizer.push(token))),
    end() {
      pass(stops.push(detokenizer.end()))
      pass(stops.end())
      const rest = calls?.end() ?? { text: '', toolCalls: [] }
      show(rest.text)
      return { text: whole, toolCalls: rest.toolCalls }
    },
  }
}

function checkScores(scores: Float32Array): void {
  // One look at one score: a device that computes nonsense spoils all of them.
  if (!Number.isNaN(scores[0])) return
  throw new NlpError('invalid-output', 'The model computed scores that are not numbers. Try another device.')
}
