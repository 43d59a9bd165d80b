import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fullBitmap } from '../../../src/store/shared/bitmap.js'
import { LexicalBuilder, readLexical, termsOf } from '../../../src/store/shared/lexical.js'
import { Top } from '../../../src/store/shared/top.js'
import { type LexicalQuery, searchLexical } from '../../../workers/store/lexical-search.js'

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
  searchLexical(parts, { text: '', language: 'en', prefix: false, typos: false, ...query }, top)
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
  const query = { text: 'rain', language: 'en', prefix: false, typos: false }
  searchLexical([{ words, firstRow: 0, allowed: fullBitmap(2) }], query, top)
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

describe('with typos', () => {
  const rowsOf = (texts: readonly string[], query: Partial<LexicalQuery>, limit?: number) =>
    search([texts], { typos: true, ...query }, true, limit).map(({ row }) => row)

  test.each<[string, string, Partial<LexicalQuery>, readonly string[], number[]]>([
    ['another letter', 'munech', {}, ['Munich is far', 'rain'], [0]],
    ['a missing letter', 'invoce', {}, ['rain', 'The invoice'], [1]],
    ['two letters swapped', 'reciept', {}, ['a receipt'], [0]],
    ['two typos in a long word', 'acommodaton', {}, ['accommodation for two'], [0]],
    ['no second typo in a short word', 'rxxn', {}, ['rain'], []],
    ['no typo in a word of three letters', 'tac', {}, ['tax'], []],
    ['no typo in a word whose ending leaves three letters', 'cats', {}, ['rats'], []],
    ['no other number', '2024', {}, ['in 2023', 'in 2024'], [1]],
    ['no other word of a script without spaces', '東京タワー', {}, ['東京タワ'], []],
    ['capitals and accents are no typos', 'CAFÉTERIA', {}, ['cafeteria', 'kafeteria'], [0, 1]],
    ['forms of a word with a typo', 'municipalty', {}, ['two municipalities'], [0]],
    ['the beginning of a word that is being written', 'weathr', { prefix: true }, ['rain', 'weathering it'], [1]],
    ['no beginning where the word is finished', 'weathr', {}, ['weatherproof'], []],
  ])('%s: %j', (_what, text, query, texts, expected) => {
    expect(rowsOf(texts, { text, ...query })).toEqual(expected)
  })

  test('rows with the exact words come first, in their order and with their scores', () => {
    const texts = ['ruin', 'rain and rain', 'a long text in which rain falls once', 'grain', 'sun']
    const exact = search([texts], { text: 'rain' }, true)
    const found = search([texts], { text: 'rain', typos: true }, true)
    expect(found.slice(0, exact.length)).toEqual(exact)
    expect(found.slice(exact.length).map(({ row }) => row)).toEqual([0, 3])
    expect(found[exact.length]!.score).toBeLessThan(exact.at(-1)!.score)
    expect(rowsOf(texts, { text: 'rain' }, 1)).toEqual([exact[0]!.row])
  })

  test('a word that no row has counts as the words like it, so the other words do not hide the rows', () => {
    const texts = ['the sun', 'the moon', 'the rain', 'Munich']
    expect(rowsOf(texts, { text: 'the municch' })[0]).toBe(3)
  })

  test('rows outside the bitmap stay out', () => {
    const top = new Top(10)
    const words = build(['rain', 'ruin', 'ruin'])
    const query = { text: 'rain', language: 'en', prefix: false, typos: true }
    searchLexical([{ words, firstRow: 0, allowed: fullBitmap(2) }], query, top)
    expect(top.sorted().map(({ row }) => row)).toEqual([0, 1])
  })

  test('whatever is searched, what is found without typos comes first', () => {
    const word = fc.constantFrom('rain', 'rains', 'ruin', 'grain', 'train', 'sun', 'city', 'cities', 'sunny')
    const text = fc.array(word, { maxLength: 5 }).map((words) => words.join(' '))
    fc.assert(
      fc.property(
        fc.array(text, { maxLength: 8 }),
        word,
        fc.boolean(),
        fc.boolean(),
        (texts, query, prefix, stored) => {
          const exact = search([texts, texts], { text: query, prefix }, stored)
          const found = search([texts, texts], { text: query, prefix, typos: true }, stored)
          expect(found.slice(0, exact.length)).toEqual(exact)
        },
      ),
    )
  })
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
  for (const stored of [false, true]) {
    expect(search([[text, 'rain']], { text, prefix: true, typos: true }, stored)).toHaveLength(1)
  }
})
