import { expect, test } from 'vitest'
import { languageOf, wordsOf } from '../../../src/redact/words/text-language.js'

test.each([
  ['', undefined],
  ['hai', undefined],
  ['kal meeting hai aur mujhe order cancel karna hai', 'hi'],
  ['Sir please mera refund abhi tak nahi aaya', 'hi'],
  ['MERA ORDER NAHI AAYA', 'hi'],
  // Words of other languages that look like words of Hindi.
  ['Raha on meri, ja tuli on kova', undefined],
  ['To se ke mně koná', undefined],
  ['Bunu ki kim ne derse o olur', undefined],
  ['mein Hut der hat drei Ecken, und das ist nicht neu', 'de'],
  ['the meeting is tomorrow and I have not been told', undefined],
])('%j: %s', (text, language) => {
  expect(languageOf(wordsOf(text))).toBe(language)
})
