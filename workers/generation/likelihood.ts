import type { Likelihood } from '../../src/shared/tasks.js'
import type { CausalModel } from './causal-model.js'
import type { Decoder } from './decoder.js'
import { requireRoom } from './prompt.js'
import { Detokenizer } from './text-output.js'
import { vocabularyOf } from './vocabulary.js'

/** The logarithm of the probability that any of these tokens comes next. */
function logProbability(scores: Float32Array, tokens: readonly number[]): number {
  if (tokens.length === 0) return 0
  let best = Number.NEGATIVE_INFINITY
  for (const score of scores) if (score > best) best = score
  let sum = 0
  for (const score of scores) sum += Math.exp(score - best)
  const wanted = tokens.reduce((all, token) => all + Math.exp((scores[token] as number) - best), 0)
  return Math.log(wanted / sum)
}

export interface LogProbabilities {
  readonly each: readonly number[]
  readonly end: number
  /**
   * The scores of the first token after the prompt. With them, the next text after the same prompt need not read the
   * prompt again.
   */
  readonly first: Float32Array
}

/**
 * The logarithm of the probability of each token after the tokens before it, and of any of the ends after the last
 * token. `prompt` must not be empty.
 */
export async function logProbabilities(
  decoder: Decoder,
  prompt: readonly number[],
  tokens: readonly number[],
  {
    signal,
    ends = [],
    first: known,
  }: { readonly signal: AbortSignal; readonly ends?: readonly number[]; readonly first?: Float32Array | undefined },
): Promise<LogProbabilities> {
  const first = known !== undefined && (await decoder.returnTo(prompt)) ? known : await readPrompt()
  const each = tokens.length === 0 ? [] : [logProbability(first, [tokens[0] as number])]
  let end = tokens.length === 0 ? logProbability(first, ends) : 0
  // The last token need not be read where the caller does not ask for the end.
  const read = ends.length === 0 ? tokens.slice(0, -1) : tokens
  await decoder.advanceThrough(read, signal, (scores, position) => {
    const next = tokens[position + 1]
    if (next === undefined) end = logProbability(scores, ends)
    else each.push(logProbability(scores, [next]))
  })
  return { each, end, first }

  async function readPrompt(): Promise<Float32Array> {
    const read = await decoder.keepReproducible(prompt)
    // The scores are copied, because the next run may use the same memory.
    return (await decoder.advance(prompt.slice(read), signal)).slice()
  }
}

/**
 * Computes how likely a text is. A text longer than the model's window is read in windows that overlap by half, so that
 * every piece except the first ones is predicted from at least half a window.
 */
export async function likelihoodOf(
  causal: CausalModel,
  decoder: Decoder,
  { text, prompt }: { readonly text: string; readonly prompt: readonly number[] },
  signal: AbortSignal,
): Promise<Likelihood> {
  const { tokenizer, contextWindow } = causal
  const alone = prompt.length === 0
  const own = tokenizer.encode(text, { add_special_tokens: alone })
  if (!alone) requireRoom(prompt.length + own.length, contextWindow)
  const all = [...prompt, ...own]
  const scoredFrom = alone ? 1 : prompt.length
  const logs: number[] = []
  for (let from = scoredFrom; from < all.length; ) {
    const start = from === scoredFrom ? 0 : from - (contextWindow >> 1)
    const end = Math.min(all.length, start + contextWindow)
    const { each } = await logProbabilities(decoder, all.slice(start, from), all.slice(from, end), { signal })
    logs.push(...each)
    from = end
  }
  const { bytesOf } = vocabularyOf(causal)
  const decode = (tokens: readonly number[]) =>
    tokenizer.decode([...tokens], { skip_special_tokens: true, clean_up_tokenization_spaces: false })
  const detokenizer = new Detokenizer(decode)
  const scored = all.slice(scoredFrom)
  return {
    tokens: scored.map((token, index) => ({ text: detokenizer.push(token), logProbability: logs[index] as number })),
    logProbability: logs.reduce((sum, log) => sum + log, 0),
    bytes: scored.reduce((sum, token) => sum + (bytesOf(token)?.length ?? 0), 0),
  }
}
