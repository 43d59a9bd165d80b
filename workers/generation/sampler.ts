import { seededRandom } from './seeded-random.js'

export interface Sampling {
  /** 0 always takes the likeliest token. */
  readonly temperature: number
  readonly topP?: number | undefined
  readonly topK?: number | undefined
  readonly seed?: number | undefined
}

/** Chooses the next token by the scores of all tokens. The same seed makes the same choices. */
export function createSampler({ temperature, topP = 1, topK = 0, seed }: Sampling): (logits: Float32Array) => number {
  if (temperature === 0) return likeliest
  const random = seededRandom(seed ?? crypto.getRandomValues(new Uint32Array(1))[0] ?? 0)
  return (logits) => {
    const best = logits[likeliest(logits)] as number
    const weights = new Float32Array(logits.length)
    let sum = 0
    for (let token = 0; token < logits.length; token += 1) {
      const weight = Math.exp(((logits[token] as number) - best) / temperature)
      weights[token] = weight
      sum += weight
    }
    if (topK > 0 || topP < 1) return pick(candidates(weights, sum, topK, topP), weights, random)
    return pick(undefined, weights, random, sum)
  }
}

/** Lowers the scores of tokens that are already in the answer. Each token counts once, however often it occurs. */
export function penalize(scores: Float32Array, answer: readonly number[], penalty = 1): void {
  if (penalty === 1) return
  for (const token of new Set(answer)) {
    const score = scores[token] as number
    scores[token] = score > 0 ? score / penalty : score * penalty
  }
}

function likeliest(logits: Float32Array): number {
  let best = 0
  for (let token = 1; token < logits.length; token += 1) {
    if ((logits[token] as number) > (logits[best] as number)) best = token
  }
  return best
}

/** The likeliest tokens, best first, as many as both limits allow. */
function candidates(weights: Float32Array, sum: number, topK: number, topP: number): number[] {
  // A token with less weight than this can never be among those that make up `topP`. Leaving such tokens out spares
  // sorting a large vocabulary.
  const least = topP < 1 ? ((1 - topP) * sum) / weights.length : 0
  const tokens: number[] = []
  for (let token = 0; token < weights.length; token += 1) {
    if ((weights[token] as number) > least) tokens.push(token)
  }
  tokens.sort((a, b) => (weights[b] as number) - (weights[a] as number))
  if (topK > 0) tokens.length = Math.min(tokens.length, topK)
  let mass = 0
  const end = tokens.findIndex((token) => {
    mass += weights[token] as number
    return mass >= topP * sum
  })
  if (end !== -1) tokens.length = end + 1
  return tokens
}

function pick(tokens: readonly number[] | undefined, weights: Float32Array, random: () => number, total?: number) {
  const count = tokens?.length ?? weights.length
  const at = (index: number) => tokens?.[index] ?? index
  let sum = total ?? 0
  if (total === undefined) for (let index = 0; index < count; index += 1) sum += weights[at(index)] as number
  let left = random() * sum
  let last = 0
  for (let index = 0; index < count; index += 1) {
    const weight = weights[at(index)] as number
    if (weight === 0) continue
    last = at(index)
    left -= weight
    if (left < 0) return last
  }
  // Only a rounding error leads here.
  return last
}
