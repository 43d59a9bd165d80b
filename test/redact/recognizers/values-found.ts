import { expect } from 'vitest'
import { mergeEntities } from '../../../src/redact/findings/merge.js'
import type { Entity, Recognizer } from '../../../src/redact/findings/recognizer.js'
import { globalRecognizers } from '../../../src/redact/recognizers/global/global.js'
import { minScoreOf, type Strictness } from '../../../src/redact/shared/strictness.js'

/** The findings of some recognizers in a text, merged as by `redactor.detect`. */
export async function valuesFound(
  recognizers: Recognizer | readonly Recognizer[],
  text: string,
  strictness: Strictness = 'balanced',
): Promise<string[]> {
  const isLikely = ({ score }: Entity) => score >= minScoreOf[strictness]
  const likely: Entity[] = []
  for (const recognizer of [recognizers].flat()) {
    const found = (await recognizer.recognize(text)).filter(isLikely)
    likely.push(...found)
    // In a redactor a recognizer reads only the texts that may hold its values. That must lose no finding.
    const inRedactor = globalRecognizers.find(({ name }) => name === recognizer.name)
    const same = (await inRedactor?.recognize(text, { strictness }))?.filter(isLikely)
    expect(same ?? found, `${recognizer.name} in a redactor`).toEqual(found)
  }
  return mergeEntities(text, likely).map(({ start, end }) => text.slice(start, end))
}
