import type { GenerateInput, LabelScore } from '../../src/shared/tasks.js'
import type { CausalModel } from './causal-model.js'
import { Decoder } from './decoder.js'
import { type LogProbabilities, logProbabilities } from './likelihood.js'
import { promptTokens, requireRoom } from './prompt.js'

/** So many choices are remembered: an app has one list of ready replies, or a few. */
const MOST_REMEMBERED = 2000

/**
 * What each choice is worth without any conversation. It is computed in a cache of its own, so that what is kept of the
 * conversation stays, and once a choice.
 */
export class Baseline {
  readonly #causal: CausalModel
  readonly #decoder: Decoder
  readonly #known = new Map<string, number>()

  constructor(causal: CausalModel) {
    this.#causal = causal
    this.#decoder = new Decoder(causal)
  }

  async of(choice: string, tokens: readonly number[], context: readonly number[], signal: AbortSignal) {
    const key = `${context.join()} ${choice}`
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const computed = await total(this.#causal, this.#decoder, context, tokens, signal)
    if (this.#known.size >= MOST_REMEMBERED) this.#known.clear()
    this.#known.set(key, computed)
    return computed
  }

  close(): Promise<void> {
    return this.#decoder.reset()
  }
}

/**
 * How well each text answers. Nothing is written and nothing is drawn: every choice gets its own probability, and what the
 * model would rather have said does not count. By itself that favours what is short and common in any conversation, so
 * what counts is by how much this conversation makes it likelier, unless the likelihood itself is asked for.
 */
export async function scoreChoices(
  causal: CausalModel,
  decoder: Decoder,
  baseline: Baseline,
  { prompt, input, signal }: { prompt: readonly number[]; input: GenerateInput; signal: AbortSignal },
): Promise<readonly LabelScore[]> {
  const { tokenizer, contextWindow } = causal
  const { choices = [], rankBy = 'fit' } = input
  const encoded = choices.map((choice) => tokenizer.encode(choice, { add_special_tokens: false }))
  requireRoom(prompt.length + Math.max(...encoded.map((tokens) => tokens.length)), contextWindow)
  const nothing = rankBy === 'fit' ? emptyPrompt(causal, prompt, input) : undefined
  const totals: number[] = []
  let first: Float32Array | undefined
  for (const [index, tokens] of encoded.entries()) {
    const after = await logProbabilities(decoder, prompt, tokens, { signal, ends: [...causal.endTokens], first })
    first = after.first
    const likelihood = wholeLog(after)
    const always = nothing && (await baseline.of(choices[index] as string, tokens, nothing, signal))
    totals.push(likelihood - (always ?? 0))
  }
  return normalised(choices, totals)
}

async function total(
  { endTokens }: CausalModel,
  decoder: Decoder,
  prompt: readonly number[],
  tokens: readonly number[],
  signal: AbortSignal,
): Promise<number> {
  return wholeLog(await logProbabilities(decoder, prompt, tokens, { signal, ends: [...endTokens] }))
}

/** Without its end, the beginning of a longer answer would always beat that answer. */
const wholeLog = ({ each, end }: LogProbabilities) => each.reduce((all, log) => all + log, end)

/** What the model reads where nothing has been said yet: the place of an answer to an empty message. */
function emptyPrompt(
  { tokenizer, endTokens }: CausalModel,
  prompt: readonly number[],
  input: GenerateInput,
): readonly number[] {
  const systems = input.messages.filter(({ role }) => role === 'system')
  const messages = [...systems, { role: 'user', content: '' } as const]
  let tokens: readonly number[] = []
  try {
    tokens = promptTokens(tokenizer, { ...input, messages })
  } catch {
    // Some templates refuse a message without a word.
  }
  if (tokens.length > 0 && tokens.at(-1) === prompt.at(-1)) return tokens
  // The choices go on with the user's own words, and no answer has begun: what counts is how such words begin.
  const [first = 0] = prompt
  return tokenizer.all_special_ids.includes(first) ? [first] : [...endTokens].slice(0, 1)
}

function normalised(choices: readonly string[], totals: readonly number[]): LabelScore[] {
  const best = Math.max(...totals)
  const weights = totals.map((total) => Math.exp(total - best))
  const sum = weights.reduce((all, weight) => all + weight, 0)
  return choices
    .map((label, index) => ({ label, score: (weights[index] as number) / sum }))
    .sort((a, b) => b.score - a.score)
}
