/** How the scores of one kind of judge become probabilities. */
export interface Calibration {
  /** The score of a text that has nothing in common with the question. */
  readonly unrelated: number
  /** How much the lead over the other sentences counts, where the score itself counts 1. */
  readonly lead: number
  /** The sum at which a sentence is as often the answer as a sentence beside the answer. */
  readonly even: number
  /** The steepness of the scale there. */
  readonly steepness: number
}

/**
 * The probability that a sentence is the answer, from its score and from its lead over the third-best sentence. Where the subject of a question
 * is that of the page but the fact is missing, many sentences score alike. The second-best does not count, because it may say the same.
 */
export function relevanceOf(
  scores: readonly number[],
  sentences: readonly string[],
  { unrelated, lead, even, steepness }: Calibration,
): number[] {
  // Passages overlap, so the same sentence may stand in two of them.
  const distinct = [...new Map(sentences.map((sentence, index) => [sentence, scores[index] as number])).values()]
  const third = Math.max(unrelated, distinct.sort((a, b) => b - a)[2] ?? unrelated)
  return scores.map((score) => {
    const sum = score + lead * (score - third)
    return 1 / (1 + Math.exp(-steepness * (sum - even)))
  })
}
