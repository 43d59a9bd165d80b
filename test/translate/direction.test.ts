import { expect, test } from 'vitest'
import type { TextToText } from '../../src/shared/tasks.js'
import { directionOf } from '../../src/translate/direction.js'

const nothing: TextToText = { purposes: [], languageTokens: [] }
const tokens = {
  ...nothing,
  languageTokens: ['>>fra<<', '>>pt_BR<<', '>>por<<', '>>cmn_Hant<<', '>>cmn_Hans<<', '>>x_<<'],
}
const t5 = { ...nothing, purposes: ['summarization', 'translation_en_to_de', 'translation_en_to_fr'] }
const pair = { ...nothing, translates: { from: 'en', to: 'de' } }

const direct = (facts: TextToText, sourceLanguage: string, targetLanguage: string) =>
  directionOf(facts, { model: 'some/model', sourceLanguage, targetLanguage })

test.each([
  [t5, 'en', 'de', { purpose: 'translation_en_to_de', before: '' }],
  [t5, 'en-US', 'de-AT', { purpose: 'translation_en_to_de', before: '' }],
  [tokens, 'en', 'fr', { before: '>>fra<< ' }],
  [tokens, 'en', 'fr-CA', { before: '>>fra<< ' }],
  [tokens, 'en', 'pt-BR', { before: '>>pt_BR<< ' }],
  [tokens, 'en', 'pt', { before: '>>por<< ' }],
  [tokens, 'en', 'zh', { before: '>>cmn_Hans<< ' }],
  [tokens, 'en', 'zh-TW', { before: '>>cmn_Hant<< ' }],
  [pair, 'en', 'de', { before: '' }],
  [nothing, 'en', 'ro', { before: '' }],
])('%o is told %s to %s as %o', (facts, from, to, expected) => {
  expect(direct(facts, from, to)).toEqual(expected)
})

test.each([
  [
    t5,
    'de',
    'en',
    /does not translate from de to en: it knows en to de, en to fr\. Choose another model, or .*`prefix`/,
  ],
  [tokens, 'en', 'it', /it knows >>fra<< >>pt_BR<</],
  [pair, 'de', 'en', /it goes from en to de/],
])('%o does not go from %s to %s', (facts, from, to, message) => {
  expect(() => direct(facts, from, to)).toThrow(message)
})
