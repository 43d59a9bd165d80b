import { mergeEntities } from '../../../src/redact/findings/merge.js'
import type { Entity, Recognizer } from '../../../src/redact/findings/recognizer.js'
import { minScoreOf, type Strictness } from '../../../src/redact/shared/strictness.js'

/** What some recognizers find in a text, merged, as `redactor.detect` would report it. */
export async function valuesFound(
  recognizers: Recognizer | readonly Recognizer[],
  text: string,
  strictness: Strictness = 'balanced',
): Promise<string[]> {
  const entities: Entity[] = []
  for (const recognizer of [recognizers].flat()) entities.push(...(await recognizer.recognize(text)))
  const likely = entities.filter(({ score }) => score >= minScoreOf[strictness])
  return mergeEntities(text, likely).map(({ start, end }) => text.slice(start, end))
}
