import fc from 'fast-check'
import { expect, test } from 'vitest'
import { typosBetween } from '../../workers/store/typos.js'

/** The whole table of distances, as textbooks write it. */
function plain(word: string, term: string): number {
  const table = Array.from({ length: term.length + 1 }, () => new Array<number>(word.length + 1).fill(0))
  for (let row = 0; row <= term.length; row++) {
    for (let column = 0; column <= word.length; column++) {
      if (row === 0 || column === 0) table[row]![column] = row + column
      else {
        const change = term[row - 1] === word[column - 1] ? 0 : 1
        const swapped =
          row > 1 && column > 1 && term[row - 1] === word[column - 2] && term[row - 2] === word[column - 1]
        table[row]![column] = Math.min(
          table[row - 1]![column - 1]! + change,
          table[row - 1]![column]! + 1,
          table[row]![column - 1]! + 1,
          swapped ? table[row - 2]![column - 2]! + 1 : Number.POSITIVE_INFINITY,
        )
      }
    }
  }
  return table[term.length]![word.length]!
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 9 })
const most = fc.constantFrom(1, 2)

test('typos are counted as in the whole table, up to the most', () => {
  fc.assert(
    fc.property(word, word, most, (one, other, limit) => {
      const expected = Math.min(plain(one, other), limit + 1)
      expect(typosBetween(one, other, { most: limit, isUnfinished: false })).toBe(expected)
    }),
    { numRuns: 2000 },
  )
})

test('an unfinished word is compared with the nearest beginning of the term', () => {
  fc.assert(
    fc.property(word, word, most, (one, other, limit) => {
      const beginnings = Array.from({ length: other.length + 1 }, (_, length) => plain(one, other.slice(0, length)))
      const expected = Math.min(...beginnings, limit + 1)
      expect(typosBetween(one, other, { most: limit, isUnfinished: true })).toBe(expected)
    }),
    { numRuns: 2000 },
  )
})
