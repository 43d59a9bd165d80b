import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readCharsmap } from '../../../workers/tokens/charsmap.js'

const { charsmap, texts } = JSON.parse(
  readFileSync(new URL('../../fixtures/tokenizers/charsmap.json', import.meta.url), 'utf8'),
) as { readonly charsmap: string; readonly texts: readonly (readonly [text: string, normal: string])[] }

const normalize = readCharsmap(charsmap)

test.each(texts)('%j is read as its own library reads it', (text, normal) => {
  expect(normalize(text)).toBe(normal)
})

test.each([
  ['ﬁne ＡB\u00a0c', 'fine AB c'],
  ['Andre\u0301 and e\u0301\u0302', 'Andr\u00e9 and \u00e9'],
  ['zero\u200bwidth', 'zerowidth'],
  ['👩‍👩‍👧 王小明', '👩‍👩‍👧 王小明'],
  ['\ud800', '\ud800'],
  ['', ''],
])('%j becomes %j', (text, normal) => {
  expect(normalize(text)).toBe(normal)
})
