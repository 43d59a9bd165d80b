import { eachWord, foldWord } from '../store/shared/words.js'

/** The share of common words from which two passages count as the same: copies, boilerplate, overlaps. */
const SAME = 0.8

/** Groups passages with nearly the same words under the best of them. */
export function foldTwins<P extends { readonly text: string }>(
  passages: readonly P[],
  language: string,
): { readonly first: P; readonly twins: P[] }[] {
  const groups: { readonly first: P; readonly twins: P[]; readonly words: ReadonlySet<string> }[] = []
  for (const passage of passages) {
    const words = new Set<string>()
    eachWord(passage.text, language, (word) => words.add(foldWord(word)))
    const group = groups.find((candidate) => overlapOf(candidate.words, words) >= SAME)
    if (group === undefined) groups.push({ first: passage, twins: [], words })
    else group.twins.push(passage)
  }
  return groups
}

function overlapOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0
  for (const word of one) if (other.has(word)) shared += 1
  const all = one.size + other.size - shared
  return all === 0 ? 1 : shared / all
}
