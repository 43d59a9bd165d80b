import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fullBitmap } from '../../../src/store/shared/bitmap.js'
import {
  LexicalBuilder,
  type LexicalQuery,
  readLexical,
  searchLexical,
  termsOf,
} from '../../../src/store/shared/lexical.js'
import { Top } from '../../../src/store/shared/top.js'

const WORDS = ['rain', 'rains', 'city', 'cities', 'Über', 'the', 'x', '', '東京タワー', "it's"]

function build(texts: readonly string[]) {
  const builder = new LexicalBuilder('en')
  for (const text of texts) builder.add(text)
  return builder
}

function search(segments: readonly (readonly string[])[], query: Partial<LexicalQuery>, stored: boolean, limit = 100) {
  const top = new Top(limit)
  const parts = segments.map((texts, index) => {
    const builder = build(texts)
    const words = stored ? readLexical(builder.finish()) : builder
    return { words, firstRow: index * 4096, allowed: undefined }
  })
  searchLexical(parts, { text: '', language: 'en', prefix: false, ...query }, top)
  return top.sorted()
}

/** BM25 as the papers write it. */
function plain(segments: readonly (readonly string[])[], text: string) {
  const documents = segments.flatMap((texts, index) =>
    texts.map((content, row) => ({ row: index * 4096 + row, terms: termsOf(content, 'en') })),
  )
  const average = documents.reduce((sum, { terms }) => sum + terms.length, 0) / documents.length
  return documents
    .map(({ row, terms }) => {
      let score = 0
      for (const term of new Set(termsOf(text, 'en'))) {
        const count = terms.filter((other) => other === term).length
        const having = documents.filter((document) => document.terms.includes(term)).length
        const rarity = Math.log(1 + (documents.length - having + 0.5) / (having + 0.5))
        score += (rarity * count * 2.2) / (count + 1.2 * (0.25 + (0.75 * terms.length) / average))
      }
      return { row, score: Number.isNaN(score) ? 0 : score }
    })
    .filter(({ score }) => score > 0)
}

test('scores as BM25 does, over any segments, stored or still growing', () => {
  const texts = fc.array(
    fc.array(fc.constantFrom(...WORDS), { maxLength: 8 }).map((words) => words.join(' ')),
    {
      maxLength: 8,
    },
  )
  const segments = fc.array(texts, { minLength: 1, maxLength: 3 })
  fc.assert(
    fc.property(segments, fc.array(fc.constantFrom(...WORDS)), fc.boolean(), (content, words, stored) => {
      const found = search(content, { text: words.join(' ') }, stored)
      const expected = plain(content, words.join(' '))
      expect(found.map(({ row }) => row).sort()).toEqual(expected.map(({ row }) => row).sort())
      for (const { row, score } of found) {
        expect(score).toBeCloseTo(expected.find((entry) => entry.row === row)!.score, 9)
      }
    }),
  )
})

test.each([true, false])('an unfinished last word finds its completions, the closest first (stored: %s)', (stored) => {
  const texts = ['weatherman', 'weathering', 'other', 'we']
  expect(search([texts], { text: 'weath', prefix: true }, stored).map(({ row }) => row)).toEqual([1, 0])
  expect(search([texts], { text: 'weath' }, stored)).toEqual([])
  expect(search([texts], { text: 'wea other', prefix: true }, stored).map(({ row }) => row)).toEqual([2])
})

test('rows outside the bitmap are left out', () => {
  const top = new Top(10)
  const words = build(['rain', 'rain', 'rain'])
  searchLexical([{ words, firstRow: 0, allowed: fullBitmap(2) }], { text: 'rain', language: 'en', prefix: false }, top)
  expect(top.sorted().map(({ row }) => row)).toEqual([0, 1])
})

test('a word more than 255 times in one text is counted as 255', () => {
  const found = search([['rain '.repeat(1000), 'sun']], { text: 'rain' }, true)
  expect(found).toHaveLength(1)
})

test('a query without words, and a store without texts, find nothing', () => {
  expect(search([['rain']], { text: '…', prefix: true }, true)).toEqual([])
  expect(search([[]], { text: 'rain' }, true)).toEqual([])
  expect(search([], { text: 'rain' }, true)).toEqual([])
})

const MEGABYTE = 1_000_000
const hostile = {
  'one word of vowels': 'a'.repeat(MEGABYTE),
  'one word that ends like a verb': `${'ae'.repeat(MEGABYTE / 2)}ing`,
  'marks in the worst order': `a${'\u0315'.repeat(MEGABYTE / 2)}${'\u0316'.repeat(MEGABYTE / 2)}`,
  'a script without spaces': '東'.repeat(MEGABYTE),
  'letters that unfold': '\ufdfa'.repeat(MEGABYTE),
  apostrophes: "a'".repeat(MEGABYTE / 2),
}

// Each would take minutes if the work grew with the square of the length.
test.each(Object.entries(hostile))('a megabyte of %s is indexed and searched', (_what, text) => {
  const terms = termsOf(text, 'en')
  expect(Math.max(...terms.slice(0, 100).map((term) => term.length))).toBeLessThan(4000)
  for (const stored of [false, true]) expect(search([[text, 'rain']], { text, prefix: true }, stored)).toHaveLength(1)
})
