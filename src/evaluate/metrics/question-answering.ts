import { countTokens, overlapOf } from './tokens.js'

/**
 * 1 if the answer equals a reference after normalizing (case, punctuation, English articles, spaces). A question without references is
 * right when the answer is empty.
 *
 * @example
 * exactMatch('The Eiffel Tower.', ['eiffel tower']) // 1
 */
export function exactMatch(answer: string, references: readonly string[]): number {
  const given = normalizeAnswer(answer)
  return Math.max(...orEmpty(references).map((reference) => (normalizeAnswer(reference) === given ? 1 : 0)))
}

/**
 * The share of words that the answer has in common with the best reference, as F1.
 *
 * @example
 * tokenF1('the tower in Paris', ['tower in Paris']) // 1
 */
export function tokenF1(answer: string, references: readonly string[]): number {
  const given = words(answer)
  return Math.max(
    ...orEmpty(references).map((reference) => {
      const wanted = words(reference)
      // With no words on one side, nothing can be shared: the answer is right only if both sides are empty.
      if (given.length === 0 || wanted.length === 0) return given.length === wanted.length ? 1 : 0
      return (2 * overlapOf(countTokens(given), countTokens(wanted))) / (given.length + wanted.length)
    }),
  )
}

const orEmpty = (references: readonly string[]): readonly string[] => (references.length === 0 ? [''] : references)

/** The normalized form in which answers are compared. */
function normalizeAnswer(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[!-/:-@[-`{-~]/g, '')
    .replaceAll(/\b(?:a|an|the)\b/g, ' ')
    .trim()
    .replaceAll(/\s+/g, ' ')
}

const words = (text: string): string[] => normalizeAnswer(text).split(' ').filter(Boolean)
