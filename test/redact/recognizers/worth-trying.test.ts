import { describe, expect, test } from 'vitest'
import { namedInText } from '../../../src/redact/recognizers/parts/named-in-text.js'
import { patternRecognizer } from '../../../src/redact/recognizers/parts/pattern-recognizer.js'
import { readTextFacts } from '../../../src/redact/recognizers/parts/text-facts.js'
import { worthTrying } from '../../../src/redact/recognizers/parts/worth-trying.js'

describe('the facts of a text', () => {
  test.each([
    ['', 0, 0],
    ['١٢', 0, 2],
    ['a\nbb ccc', 0, 3],
    ['12:30 😀😀😀', 4, 6],
    ['4111-1111', 8, 9],
  ])('%j has %i digits and %i signs without a space', (text, digits, unbroken) => {
    expect(readTextFacts(text)).toMatchObject({ digits, unbroken })
  })
})

describe('lists with a word in a text', () => {
  const lists = [['born', 'd.o.b'], ['id card', 'né'], ['passi*'], ['生年月日'], ['№']]
  const namedIn = namedInText(lists)
  test.each([
    ['', [4]],
    ['reborn, newborn2', [4]],
    ['BORN', [0, 4]],
    ['born_on', [0, 4]],
    ['D.O.B', [0, 4]],
    ['an ID', [1, 4]],
    ['née, Né', [1, 4]],
    ['ne\u0301', [4]],
    ['passinumero', [2, 4]],
    ['Passi', [2, 4]],
    ['compassion', [4]],
    ['born 😀', [0, 4]],
    ['她的生年月日', [0, 1, 2, 3, 4]],
  ])('%j may name %j', (text, expected) => {
    const named = namedIn(text)
    expect(lists.flatMap((_, index) => (named[index] ? [index] : []))).toEqual(expected)
  })
})

describe('a recognizer is tried only where it may report something', () => {
  const badge = patternRecognizer({ name: 'badge', type: 'BADGE', pattern: /\d{4}/g, score: 0.3, context: ['badge'] })
  const own = { name: 'own', types: ['OWN'], recognize: () => [] }
  const isWorthTrying = worthTrying([badge, own], { badge: { digits: 4 } })
  test.each([
    ['badge 1234', 'balanced', [true, true]],
    ['badge 123', 'balanced', [false, true]],
    ['a thing 1234', 'balanced', [false, true]],
    ['a thing 1234', 'strict', [true, true]],
    ['badge 1234', 'relaxed', [false, true]],
  ] as const)('%j under %s', (text, strictness, expected) => {
    expect(isWorthTrying(text, { strictness })).toEqual(expected)
  })

  test('a word of the context counts, and without a strictness every score does', () => {
    expect(isWorthTrying('1234', { strictness: 'balanced', context: 'badge' })[0]).toBe(true)
    expect(isWorthTrying('1234', {})[0]).toBe(true)
  })
})
