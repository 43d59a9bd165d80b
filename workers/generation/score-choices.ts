import type { GenerateInput, LabelScore } from '../../src/shared/tasks.js'
import type { CausalModel } from './causal-model.js'
import { Decoder } from './decoder.js'
import { type LogProbabilities, logProbabilities } from './likelihood.js'
import { promptTokens, requireRoom } from './prompt.js'

/** The most choices that are remembered. An app has one list of ready replies, or a few. */
const MOST_REMEMBERED = 2000

/**
 * The probability of each choice without any conversation. It is computed once per choice, with its own decoder,
 * so that the tokens kept for the conversation stay.
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
 * Scores how well each choice answers. The model writes and draws nothing: every choice gets its own probability, and
 * the answer that the model itself would prefer does not count. Plain probability favours texts that are short and
 * common in any conversation. So the score says how much this conversation raises the likelihood of a choice, unless
 * the caller asks for the likelihood itself.
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

/** The end counts too: without it, the beginning of a longer answer would always beat that answer. */
const wholeLog = ({ each, end }: LogProbabilities) => each.reduce((all, log) => all + log, end)

/** The prompt of an empty conversation: the place of an answer to an empty message. */
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
    // Some templates refuse an empty message.
  }
  if (tokens.length > 0 && tokens.at(-1) === prompt.at(-1)) return tokens
  // Here the choices continue the user's own text and no answer has begun. The baseline is how likely the choices are
  // at the start of a text.
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
