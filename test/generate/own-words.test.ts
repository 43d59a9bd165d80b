import { expect, test } from 'vitest'
import { OwnWords } from '../../src/generate/own-words.js'

const options = { words: 4, threshold: 0.3 }

function knowing(...texts: string[]) {
  const own = new OwnWords()
  for (const text of texts) for (let times = 0; times < 4; times += 1) own.learn(text)
  return (text: string, more = {}) =>
    own
      .suggest(text, { ...options, ...more })
      .map(({ text: each }) => each)
      .join('')
}

const GREETING = 'Kind regards from the workshop\nMaria'

test.each([
  ['Kind ', 'regards from the workshop'],
  ['Kind', ' regards from the workshop'],
  ['Hello there\nKind reg', 'ards from the workshop'],
  ['Kind regards from the ', 'workshop'],
  ['Kind regards from the workshop', ''],
  ['Kind regards from the workshop ', ''],
  ['', 'Kind regards from the'],
  ['Kind 👋 ', ''],
  ['Xylophone', ''],
  ['reg', 'ards from the workshop'],
])('after %j comes %j', (text, expected) => {
  expect(knowing(GREETING)(text, { threshold: 0.05 })).toBe(expected)
})

test('what was met once is not certain, what was met often nearly is', () => {
  const own = new OwnWords()
  own.learn('see you tomorrow')
  const [once] = own.suggest('see you ', { words: 1, threshold: 0.01 })
  for (let times = 0; times < 20; times += 1) own.learn('see you tomorrow')
  const [often] = own.suggest('see you ', { words: 1, threshold: 0.01 })
  expect(once?.confidence).toBeLessThanOrEqual(0.5)
  expect(often?.confidence).toBeGreaterThan(0.8)
})

test('a number ends a suggestion', () => {
  expect(knowing('our order 4711 is late')('our ', { threshold: 0.05 })).toBe('order')
})

test('a word that is rarely followed by the same one is not sure enough', () => {
  const suggest = knowing('the red', 'the blue', 'the green', 'the grey', 'the pink')
  expect(suggest('the ')).toBe('')
  expect(suggest('the bl')).toBe('ue')
})

test('what is forgotten is gone', () => {
  const own = new OwnWords()
  own.learn(GREETING)
  own.forget()
  expect(own.suggest('Kind ', { words: 4, threshold: 0.001 })).toEqual([])
})

test('a whole book is kept within bounds, the newest of it', () => {
  const own = new OwnWords()
  for (let page = 0; page < 600; page += 1) {
    own.learn(
      Array.from({ length: 40 }, (_, at) => `w${page}x${at}a`.replaceAll(/\d/g, (digit) => 'abcdefghij'[+digit]!)).join(
        ' ',
      ),
    )
  }
  const [word] = own.suggest('wfjjxaa ', { words: 1, threshold: 0.01 })
  expect(word?.text).toBe('wfjjxba')
  expect(own.suggest('waxaa ', { words: 1, threshold: 0.3 })).toEqual([])
})
