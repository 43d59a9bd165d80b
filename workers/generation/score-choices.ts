import { NlpError } from '../../src/errors.js'
import type { LabelScore } from '../../src/tasks.js'
import type { CausalModel } from './causal-model.js'
import type { Decoder } from './decoder.js'

/**
 * How likely the model holds each text for the whole of its answer. Nothing is written and nothing is drawn: every
 * choice gets its own probability, and what the model would rather have said does not count.
 */
export async function scoreChoices(
  { tokenizer, endTokens, contextWindow }: CausalModel,
  decoder: Decoder,
  prompt: readonly number[],
  choices: readonly string[],
  signal: AbortSignal,
): Promise<readonly LabelScore[]> {
  const encoded = choices.map((choice) => tokenizer.encode(choice, { add_special_tokens: false }))
  const longest = Math.max(...encoded.map((tokens) => tokens.length))
  if (prompt.length + longest > contextWindow) {
    const requested = prompt.length + longest
    throw new NlpError(
      'context-overflow',
      `Prompt and choices need ${requested} tokens, the model takes ${contextWindow}`,
      {
        details: { requested, contextWindow },
      },
    )
  }
  const known = await decoder.keepPrefix(prompt)
  const first = await decoder.advance(prompt.slice(known), signal)
  const totals: number[] = []
  for (const tokens of encoded) {
    let scores = first
    let total = 0
    for (const token of tokens) {
      signal.throwIfAborted()
      total += logProbability(scores, [token])
      scores = await decoder.advance([token], signal)
    }
    // Without its end, the beginning of a longer answer would always beat that answer.
    totals.push(total + logProbability(scores, [...endTokens]))
    await decoder.keepPrefix([...prompt, NO_TOKEN])
  }
  return normalised(choices, totals)
}

/** Agrees with no token: what comes after the prompt is forgotten. */
const NO_TOKEN = -1

/** Of any of these tokens to come next. */
function logProbability(scores: Float32Array, tokens: readonly number[]): number {
  if (tokens.length === 0) return 0
  let best = Number.NEGATIVE_INFINITY
  for (const score of scores) if (score > best) best = score
  let sum = 0
  for (const score of scores) sum += Math.exp(score - best)
  const wanted = tokens.reduce((all, token) => all + Math.exp((scores[token] as number) - best), 0)
  return Math.log(wanted / sum)
}

function normalised(choices: readonly string[], totals: readonly number[]): LabelScore[] {
  const best = Math.max(...totals)
  const weights = totals.map((total) => Math.exp(total - best))
  const sum = weights.reduce((all, weight) => all + weight, 0)
  return choices
    .map((label, index) => ({ label, score: (weights[index] as number) / sum }))
    .sort((a, b) => b.score - a.score)
}
