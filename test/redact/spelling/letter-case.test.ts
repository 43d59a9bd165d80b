import { expect, test } from 'vitest'
import { letterCase } from '../../../src/redact/spelling/letter-case.js'

test.each([
  ['', 0, 0, 0],
  ['Ann met the BBC in Köln', 6, 3, 1],
  ["I don't know O'Neill", 4, 2, 0],
  ['Émile, Ärger, élan', 3, 2, 0],
  ['ÉTÉ', 1, 1, 1],
  ['A 4x 12 --', 2, 1, 0],
  ['Иван и ОЛЬГА', 3, 2, 1],
  ['田中 صديق', 0, 0, 0],
  ['😀 ok \ud800', 1, 0, 0],
])('%j has %i words, %i with a capital, %i in capitals', (text, words, capitals, allCapitals) => {
  expect(letterCase(text)).toEqual({ words, capitals, allCapitals })
})
