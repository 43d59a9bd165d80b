import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alignTokens, toByteLevel } from '../../workers/offsets.js'
import { cutWindows, joinTokens } from '../../workers/tasks/label.js'

const plain = (text: string) => text
const bert = (text: string) =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')

describe('tokens are found where they came from', () => {
  test.each([
    ['Zoë’s café', ['zoe', '’', 's', 'caf', '##e'], bert, ['Zoë', '’', 's', 'caf', 'é']],
    ['José met Andre\u0301', ['jose', 'met', 'andre'], bert, ['José', 'met', 'Andre\u0301']],
    ['a 👩‍👩‍👧 b', ['a', '[UNK]', 'b'], bert, ['a', '👩‍👩‍👧', 'b']],
    ['unaffable', ['una', '##ffa', '##ble'], bert, ['una', 'ffa', 'ble']],
    ['Hello  world', ['▁Hello', '▁world'], plain, ['Hello', 'world']],
    ['héllo wörld', ['hÃ©', 'llo', 'ĠwÃ¶r', 'ld'], toByteLevel, ['hé', 'llo', 'wör', 'ld']],
    ['same same same', ['same', 'same', 'same'], bert, ['same', 'same', 'same']],
    ['', [], bert, []],
  ])('%j', (text, tokens, normalize, expected) => {
    const offsets = alignTokens(text, tokens, normalize)
    expect(offsets.map(({ start, end }) => text.slice(start, end))).toEqual(expected)
  })

  test('whatever the text and the tokens, offsets go forward and stay inside', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.string()), (text, tokens) => {
        let last = 0
        for (const { start, end } of alignTokens(text, tokens, bert)) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThanOrEqual(start)
          expect(end).toBeLessThanOrEqual(text.length)
          last = end
        }
      }),
    )
  })
})

test('every token of a long text is decided by exactly one window', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 8, max: 510 }), (length, room) => {
      const windows = cutWindows(length, room)
      const decided = windows.flatMap(({ keepFrom, keepTo }) => [keepFrom, keepTo])
      expect(decided[0] ?? 0).toBe(0)
      expect(decided.at(-1) ?? 0).toBe(length)
      for (const [index, { from, to, keepFrom, keepTo }] of windows.entries()) {
        expect(to - from).toBeLessThanOrEqual(room)
        expect(keepFrom).toBeGreaterThanOrEqual(from)
        expect(keepTo).toBeLessThanOrEqual(to)
        expect(keepFrom).toBe(windows[index - 1]?.keepTo ?? 0)
      }
    }),
  )
})

describe('tokens become spans', () => {
  const text = 'Ada Lovelace met Babbage'
  const guess = (start: number, end: number, label: string) => ({ start, end, label, score: 0.9 })
  test.each([
    ['B and I join', [guess(0, 3, 'B-PER'), guess(4, 12, 'I-PER'), guess(13, 16, 'O')], ['Ada Lovelace']],
    ['a new B starts anew', [guess(0, 3, 'B-PER'), guess(4, 12, 'B-PER')], ['Ada', 'Lovelace']],
    ['labels without B and I join', [guess(0, 3, 'PER'), guess(4, 12, 'PER')], ['Ada Lovelace']],
    ['the first piece of a word speaks for it', [guess(4, 8, 'B-PER'), guess(8, 12, 'O')], ['Lovelace']],
    ['a piece alone does not start a span', [guess(4, 8, 'O'), guess(8, 12, 'B-PER')], []],
    ['another type ends it', [guess(0, 3, 'B-PER'), guess(4, 12, 'I-LOC')], ['Ada', 'Lovelace']],
    ['an I without a B starts one', [guess(17, 24, 'I-PER')], ['Babbage']],
  ])('%s', (_name, guesses, expected) => {
    expect(joinTokens(text, guesses).map(({ start, end }) => text.slice(start, end))).toEqual(expected)
  })
})
