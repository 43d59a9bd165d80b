import type { GuardedCall } from '../calls/guard.js'
import type { AnswerPassage } from './passage.js'

/** The passages that a guard let in, as they stand in their documents. */
export interface Sources<P extends AnswerPassage> {
  readonly passages: readonly P[]
  /** The text of a passage that may be used: without what the guard has taken out. */
  usable(passage: AnswerPassage): string
}

/** Lets a guard choose among the passages. They keep the text of their documents, to which the offsets of citations belong. */
export async function guardedSources<P extends AnswerPassage>(
  found: readonly P[],
  call: GuardedCall | undefined,
): Promise<Sources<P>> {
  if (call === undefined) return { passages: found, usable: ({ text }) => text }
  const admitted = await call.passages(found)
  const texts = new Map<AnswerPassage, string>(admitted.map(({ passage, text }) => [passage, text]))
  return { passages: admitted.map(({ passage }) => passage), usable: (passage) => texts.get(passage) ?? '' }
}
