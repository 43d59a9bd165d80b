import { expect, test } from 'vitest'
import type { CausalModel } from '../../workers/generation/causal-model.js'
import type { Decoder } from '../../workers/generation/decoder.js'
import { splitDraft } from '../../workers/generation/draft.js'
import { suggestWords } from '../../workers/generation/suggest.js'

/** Byte-level pieces; `Ġ` is a space. */
const PIECES = ['<end>', 'I', 'Ġam', 'Ġa', 'Ġan', 'Ġant', 'eater', 's', 'Ġ#', '.', 'Ġm', 'm', 'Ġ', '<', 'Ã', '©']
const END = 0

/** The next pieces by the text so far, with their shares. The rest of the probability goes to the end of the text. */
type Next = Readonly<Record<string, Readonly<Record<string, number>>>>

/** A model that reads its answers from a table, for the code that suggests. */
function suggester(next: Next) {
  const read: string[] = []
  let written: number[] = []
  const textOf = (tokens: readonly number[]) =>
    tokens.map((token) => (token === END ? '' : (PIECES[token] as string).replace('Ġ', ' '))).join('')
  const encode = (text: string) => {
    const tokens: number[] = []
    let rest = text.replaceAll(' ', 'Ġ')
    while (rest !== '') {
      const longest = PIECES.reduce(
        (best, piece) => (rest.startsWith(piece) && piece.length > best.length ? piece : best),
        '',
      )
      if (longest === '') throw new TypeError(`no piece for ${rest}`)
      tokens.push(PIECES.indexOf(longest))
      rest = rest.slice(longest.length)
    }
    return tokens
  }
  const tokenizer = {
    encode,
    all_special_tokens: ['<end>'],
    _tokenizerJSON: {
      decoder: { type: 'ByteLevel' },
      model: { vocab: Object.fromEntries(PIECES.map((piece, id) => [piece, id])) },
      added_tokens: [{ id: END, content: '<end>', special: true }],
    },
  }
  const decoder = {
    // Keeps nothing and reads the whole text each time.
    keepPrefix: async () => {
      written = []
      return 0
    },
    advance: async (tokens: readonly number[]) => {
      written.push(...tokens)
      read.push(textOf(written))
      const shares = next[textOf(written)] ?? {}
      const rest = 1 - Object.values(shares).reduce((sum, share) => sum + share, 0)
      return Float32Array.from(PIECES, (piece, token) =>
        Math.log((shares[piece.replace('Ġ', ' ')] ?? 0) + (token === END ? rest : 1e-12)),
      )
    },
  }
  const causal = { tokenizer, contextWindow: 200, endTokens: new Set([END]) } as unknown as CausalModel
  return {
    read,
    async suggest(text: string, { words = 4, threshold = 0.1 } = {}) {
      const { suggested } = await suggestWords(causal, decoder as unknown as Decoder, {
        input: { messages: [{ role: 'user', content: text }], maxTokens: 1, temperature: 0, stop: [] },
        suggest: { words, threshold },
        signal: new AbortController().signal,
      })
      return suggested.map(({ text: each, confidence }) => [each, Number(confidence.toFixed(4))])
    },
  }
}

const BOOK: Next = {
  I: { ' am': 0.8, ' an': 0.1, s: 0.1 },
  'I am': { ' an': 0.5, ' ant': 0.3, ' #': 0.2 },
  'I am an': { ' ant': 0.9, s: 0.1 },
  'I am an ant': { eater: 0.8, s: 0.2 },
  'I am an anteater': { s: 0.1, '.': 0.1 },
  'I am ant': { eater: 0.5, ' #': 0.5 },
}

test('the confidence of a word is that of all up to its end', async () => {
  // After a typed space only pieces with one may come: .8 of .9.
  const am = 0.8 / 0.9
  expect(await suggester(BOOK).suggest('I ')).toEqual([
    ['am', Number(am.toFixed(4))],
    [' an', Number((am * 0.5 * 0.9).toFixed(4))],
    [' anteater', Number((am * 0.5 * 0.9 * 0.8 * 0.8).toFixed(4))],
  ])
})

test('without the space the end of the word is part of the bet', async () => {
  expect((await suggester(BOOK).suggest('I am')).at(0)).toEqual([' an', 0.45])
})

test('a word that is begun is finished, by the pieces that it really has', async () => {
  // Both " an" and " ant" begin so: the likelier goes on, and must then end or go on as typed.
  expect(await suggester(BOOK).suggest('I am a')).toEqual([
    ['n', 0.5625],
    [' anteater', 0.36],
  ])
  expect(await suggester(BOOK).suggest('I am ante')).toEqual([['ater', 1]])
})

test('nothing is read of the word that is begun but its context', async () => {
  const { read, suggest } = suggester(BOOK)
  await suggest('I am a')
  expect(read[0]).toBe('I am')
})

test.each([
  ['the threshold', 'I ', { threshold: 0.5 }, ['am']],
  ['the number of words', 'I ', { words: 2 }, ['am', ' an']],
])('%s ends it', async (_name, text, options, expected) => {
  expect((await suggester(BOOK).suggest(text, options)).map(([each]) => each)).toEqual(expected)
})

test('a sign behind what may be a whole word is no suggestion', async () => {
  const next: Next = { I: { ' am': 1 }, 'I am': { '.': 0.9 } }
  expect(await suggester(next).suggest('I am')).toEqual([])
  expect(await suggester(next).suggest('I ')).toEqual([['am.', 0.9]])
})

test('a number is left to the user', async () => {
  const next: Next = { I: { ' am': 1 }, 'I am': { ' #': 0.9 } }
  expect(await suggester(next).suggest('I ')).toEqual([['am', 1]])
})

test.each([[''], ['  '], ['\n']])('of %j nothing follows', async (text) => {
  expect(await suggester(BOOK).suggest(text)).toEqual([])
})

test('half a character is not shown', async () => {
  const next: Next = { I: { ' m': 1 }, 'I m': { Ã: 1 }, 'I mÃ': { ' am': 1 } }
  expect(await suggester(next).suggest('I ')).toEqual([])
})

test.each([
  ['I am', 'I', ' am', 3],
  ['I ', 'I', ' ', 1],
  ['I  ', 'I ', ' ', 1],
  ['Hello', '', 'Hello', 5],
  ['One\nTw', 'One\n', 'Tw', 2],
  ['One\n', 'One\n', '', 0],
  ['at 7:3', 'at 7:3', ' ', 0],
  ['caf\u00e9 ☕', 'caf\u00e9', ' ☕', 4],
])('%j is taken apart', (text, settled, typed, shown) => {
  const draft = splitDraft(text)
  expect([draft?.settled, new TextDecoder().decode(draft?.typed), draft?.shown]).toEqual([settled, typed, shown])
})
