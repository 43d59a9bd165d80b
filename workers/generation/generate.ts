import { NlpError } from '../../src/shared/errors.js'
import type { GenerateInput, GenerateOutput } from '../../src/shared/tasks.js'
import type { CausalModel } from './causal-model.js'
import { constraintEngine } from './constraint/constraint-engines.js'
import { GuessingContinuation, plainContinuation } from './continuation.js'
import type { Decoder } from './decoder.js'
import { ReasoningFilter } from './reasoning.js'
import { createSampler, penalize } from './sampler.js'
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
  /** The time of the call, before the prompt was turned into tokens. */
  readonly startedAt: number
}

/**
 * Reads the prompt and writes the answer token by token, until the model ends it, a stop string comes or the room is
 * used up.
 */
export async function generate(
  causal: CausalModel,
  decoder: Decoder,
  { prompt, input, startedAt }: Beginning,
  { signal, emit }: GenerateContext,
): Promise<GenerateOutput> {
  const { tokenizer, contextWindow, endTokens } = causal
  const choose = createSampler(input)
  const constraint = input.schema === undefined ? undefined : await createConstraint(causal, input.schema, input)
  const output = createOutput(tokenizer, { prompt, input }, emit)
  const limit = Math.min(input.maxTokens, contextWindow - prompt.length)
  const generated: number[] = []
  let firstTokenAt: number | undefined
  let ended = false

  // Guesses would mostly be wrong for sampled tokens, which are often not the likeliest, and for a schema, which forces
  // tokens.
  const guesses = causal.sameInPieces && input.temperature === 0 && constraint === undefined
  const continuation = guesses ? new GuessingContinuation(decoder, prompt) : plainContinuation(decoder)
  const known = await decoder.keepReproducible(prompt)
  let scores = limit > 0 ? await decoder.advance(prompt.slice(known), signal) : new Float32Array()
  while (generated.length < limit) {
    signal.throwIfAborted()
    checkScores(scores)
    penalize(scores, generated, input.repetitionPenalty)
    constraint?.apply(generated, scores)
    let token = choose(scores)
    while (constraint?.accepts(token) === false) {
      scores[token] = Number.NEGATIVE_INFINITY
      token = choose(scores)
      if (scores[token] === Number.NEGATIVE_INFINITY) {
        throw new NlpError('invalid-output', 'The schema left the model no token to continue with')
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
    const left = limit - generated.length
    if (left > 0) scores = await continuation.after(token, left - 1, signal)
  }
  const { text, reasoning, toolCalls } = output.end()
  const now = performance.now()
  const seconds = (now - (firstTokenAt ?? now)) / 1000
  return {
    text,
    ...(reasoning === undefined ? {} : { reasoning }),
    finishReason: toolCalls.length > 0 ? 'tool-calls' : ended ? 'stop' : 'length',
    ...(toolCalls.length === 0 ? {} : { toolCalls }),
    usage: { inputTokens: prompt.length, outputTokens: generated.length, cachedTokens: known },
    timings: {
      firstTokenMs: (firstTokenAt ?? now) - startedAt,
      // The first token is computed with the prompt, so the speed counts only the time between tokens.
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

/**
 * Turns tokens into text. The text has whole characters only and nothing after a stop string; thoughts and tool calls
 * are kept apart.
 */
function createOutput(
  tokenizer: CausalModel['tokenizer'],
  { prompt, input: { stop, tools, schema, prompt: bare } }: Pick<Beginning, 'prompt' | 'input'>,
  emit: (text: string) => void,
) {
  const decode = (tokens: readonly number[]) =>
    tokenizer.decode([...tokens], { skip_special_tokens: true, clean_up_tokenization_spaces: false })
  const detokenizer = new Detokenizer(decode)
  const stops = new StopStrings(stop)
  // Neither the continuation of a text nor a value of a schema begins with a thought.
  const thoughts =
    schema === undefined && bare === undefined ? new ReasoningFilter({ begun: endsInThought() }) : undefined
  const calls = tools === undefined || tools.length === 0 ? undefined : new ToolCallFilter()
  let whole = ''
  const show = (text: string) => {
    if (text === '') return
    whole += text
    emit(text)
  }
  const pass = (text: string) => show(calls === undefined ? text : calls.push(text))
  const weigh = (text: string) => pass(thoughts === undefined ? text : thoughts.push(text))
  return {
    get stopped() {
      return stops.stopped
    },
    push: (token: number) => weigh(stops.push(detokenizer.push(token))),
    end() {
      weigh(stops.push(detokenizer.end()))
      weigh(stops.end())
      pass(thoughts?.end() ?? '')
      const rest = calls?.end() ?? { text: '', toolCalls: [] }
      show(rest.text)
      return { text: whole, reasoning: thoughts?.reasoning, toolCalls: rest.toolCalls }
    },
  }

  function endsInThought(): boolean {
    const end = prompt.slice(-8)
    return (
      end.length > 0 &&
      tokenizer
        .decode([...end], { skip_special_tokens: false })
        .trimEnd()
        .endsWith('<think>')
    )
  }
}

function checkScores(scores: Float32Array): void {
  // One score is enough to check, because a faulty device spoils all of them.
  if (!Number.isNaN(scores[0])) return
  throw new NlpError('invalid-output', 'The model computed scores that are not numbers. Try another device.')
}
