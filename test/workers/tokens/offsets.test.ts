import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NlpError } from '../../../src/shared/errors.js'
import { cutWindows } from '../../../workers/tasks/cut-windows.js'
import { hasPrefixes, joinTokens } from '../../../workers/tasks/label.js'
import { alignTokens, type Placement } from '../../../workers/tokens/offsets.js'
import type { TokenSpelling } from '../../../workers/tokens/token-spelling.js'

const encoder = new TextEncoder()

/** A tokenizer that writes its pieces with the marks of WordPiece and SentencePiece, for text in this form. */
const spelling = (normalize: (text: string) => string, unknownIsWord = true): TokenSpelling => ({
  normalize,
  unknownIsWord,
  bytesOf: (token) => (token === '[UNK]' ? undefined : encoder.encode(token.replace(/^##|▁/g, ''))),
})

const plain = spelling((text) => text)
const characters = spelling((text) => text, false)
const bert = spelling((text) =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, ''),
)

describe('tokens are found where they came from', () => {
  test.each([
    ['Zoë’s café', ['zoe', '’', 's', 'caf', '##e'], bert, ['Zoë', '’', 's', 'caf', 'é']],
    ['José met Andre\u0301', ['jose', 'met', 'andre'], bert, ['José', 'met', 'Andre\u0301']],
    ['a 👩‍👩‍👧 b', ['a', '[UNK]', 'b'], bert, ['a', '👩‍👩‍👧', 'b']],
    ['two unknown words', ['[UNK]', '[UNK]', 'words'], bert, ['two', 'unknown', 'words']],
    ['unaffable', ['una', '##ffa', '##ble'], bert, ['una', 'ffa', 'ble']],
    ['ΟΔΟΣ', ['οδος'], bert, ['ΟΔΟΣ']],
    ['Hello  world', ['▁Hello', '▁world'], plain, ['Hello', 'world']],
    ['one\n\ntwo', ['▁one', '▁', '▁', '▁two'], plain, ['one', '', '', 'two']],
    ['ab漢字cd', ['ab', '[UNK]', 'cd'], characters, ['ab', '漢字', 'cd']],
    ['ab漢字cd', ['ab', '[UNK]', '[UNK]', 'cd'], characters, ['ab', '漢', '字', 'cd']],
    ['same same same', ['same', 'same', 'same'], bert, ['same', 'same', 'same']],
    ['', [], bert, []],
  ])('%j', (text, tokens, spelled, expected) => {
    const offsets = alignTokens(text, tokens, spelled)
    expect(offsets.map(({ start, end }) => text.slice(start, end))).toEqual(expected)
  })

  test('a token that is not in the text costs only the text up to the next that is', () => {
    const text = 'call Maria Lopez at the house by the lake'
    const tokens = ['call', 'xx', 'yy', 'zz', 'at', 'the', 'house', 'by', 'the', 'lake']
    const placed = alignTokens(text, tokens, bert)
    const slices = placed.map(({ start, end, shared }) => [text.slice(start, end), shared ?? false])
    expect(slices.slice(0, 5)).toEqual([
      ['call', false],
      ['Maria Lopez', true],
      ['Maria Lopez', true],
      ['Maria Lopez', true],
      ['at', false],
    ])
  })

  test('signs that the tokenizer left out go with the token behind them, or the last one', () => {
    const text = 'ab ☃☃ cd ef gh ☃'
    const placed = alignTokens(text, ['ab', 'cd', 'ef', 'gh'], bert)
    expect(placed.map(({ start, end }) => text.slice(start, end))).toEqual(['ab', '☃☃ cd', 'ef', 'gh ☃'])
  })

  test('tokens of another text are refused and not placed anywhere', () => {
    const tokens = Array.from({ length: 100 }, (_, index) => `nowhere${index}`)
    expect(() => alignTokens('Maria Lopez '.repeat(100), tokens, bert)).toThrow(/cannot be found in the text again/)
  })

  test('whatever the text and the tokens, offsets go forward and stay inside', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.string()), (text, tokens) => {
        let last = 0
        for (const { start, end, shared } of place(text, tokens)) {
          if (!shared) expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThanOrEqual(start)
          expect(end).toBeLessThanOrEqual(text.length)
          last = end
        }
      }),
    )
  })

  test('a few wrong tokens among right ones leave no word without a token', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1 }), fc.array(fc.nat()), (words, wrong) => {
        const tokens = [...words]
        for (const at of wrong.slice(0, 4)) tokens[at % tokens.length] = 'ZZZ'
        const text = words.join(' ')
        const placed = place(text, tokens)
        for (const { index } of placed.length === 0 ? [] : text.matchAll(/[a-z]/g)) {
          expect(placed.some(({ start, end }) => start <= index && index < end)).toBe(true)
        }
      }),
    )
  })
})

/** Nothing where the alignment is refused. */
function place(text: string, tokens: readonly string[]): readonly Placement[] {
  try {
    return alignTokens(text, tokens, bert)
  } catch (error) {
    if (NlpError.is(error, 'unsupported')) return []
    throw error
  }
}

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

describe('tokens become spans where words have no spaces, or tokens no places of their own', () => {
  const chinese = '我叫王小明住在北京'
  const single = (at: number, label: string) => ({ start: at, end: at + 1, label, score: 0.9 })
  const labels = ['O', 'O', 'B-PER', 'I-PER', 'I-PER', 'O', 'O', 'B-LOC', 'I-LOC']

  test('each character of such a script speaks for itself', () => {
    const spans = joinTokens(
      chinese,
      labels.map((label, at) => single(at, label)),
    )
    expect(spans.map(({ start, end, type }) => [chinese.slice(start, end), type])).toEqual([
      ['王小明', 'PER'],
      ['北京', 'LOC'],
    ])
  })

  test('a name among tokens that share a stretch is a name of all of it', () => {
    const text = 'call Maria Lopez now'
    const shared = (label: string, score: number) => ({ start: 5, end: 16, label, score, shared: true as const })
    const guesses = [
      { start: 0, end: 4, label: 'O', score: 0.9 },
      shared('O', 0.99),
      shared('I-PER', 0.6),
      shared('O', 0.99),
      { start: 17, end: 20, label: 'O', score: 0.9 },
    ]
    expect(joinTokens(text, guesses).map(({ start, end }) => text.slice(start, end))).toEqual(['Maria Lopez'])
  })

  test('a word whose first letter is the rest of a character keeps its name', () => {
    const text = '𝓜aria'
    const guesses = [
      { start: 0, end: 2, label: 'B-PER', score: 0.9 },
      { start: 2, end: 2, label: 'O', score: 0.9 },
      { start: 2, end: 6, label: 'O', score: 0.9 },
    ]
    expect(joinTokens(text, guesses).map(({ start, end }) => text.slice(start, end))).toEqual(['𝓜aria'])
  })
})

test.each([
  [
    ['O', 'E-MAIL', 'S_CORP', 'PERSON'],
    ['E-MAIL', 'S_CORP'],
  ],
  [
    ['O', 'B-MAIL', 'E-MAIL', 'S_CORP'],
    ['MAIL', 'CORP'],
  ],
])('with the labels %j the types are %j', (labels, types) => {
  const guesses = [
    { start: 0, end: 3, label: 'E-MAIL', score: 0.9 },
    { start: 4, end: 8, label: 'O', score: 0.9 },
    { start: 9, end: 12, label: 'S_CORP', score: 0.9 },
  ]
  expect(joinTokens('a@b sent ACM', guesses, hasPrefixes(labels)).map(({ type }) => type)).toEqual(types)
})
