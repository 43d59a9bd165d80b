import { LONE_LETTER } from '../../tokens/coverage.js'

/**
 * `createTokenizer(vocabulary)(text)` gives the numbers of a text's word pieces. They equal the numbers of the training
 * side's WordPiece with BERT's normalizer (lower-cased, without accents, punctuation and Chinese characters apart). A
 * document store embeds thousands of passages with it, so the pieces of each word are remembered.
 */

const UNKNOWN = '[UNK]'
const CONTINUES = '##'
const MAX_WORD = 100
/**
 * The most words that are remembered. This is enough for any natural vocabulary, and bounds the memory for other text.
 */
const REMEMBERED_WORDS = 50_000

const NOT_ASCII = /[^\t\n\r\x20-\x7e]/
const CONTROL = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\ufffd]/gu
const CHINESE =
  /[\u4e00-\u9fff\u3400-\u4dbf\uf900-\ufaff\u{20000}-\u{2a6df}\u{2a700}-\u{2b73f}\u{2b740}-\u{2b81f}\u{2b920}-\u{2ceaf}\u{2f800}-\u{2fa1f}]/gu
const MARKS = /\p{Mn}/gu
const PIECES = /[^\p{White_Space}\p{P}$+<=>^`|~]+|[\p{P}$+<=>^`|~]/gu

const SIGN = /^[\p{P}$+<=>^`|~]+$/u

interface WordPieces {
  readonly pieces: number[]
  /** The share of the words that could be cut into pieces; 0 for a text without words. */
  readonly coverage: number
}

export type Tokenize = (text: string) => WordPieces

export function createTokenizer(vocabulary: readonly string[]): Tokenize {
  const ids = new Map(vocabulary.map((piece, id) => [piece, id]))
  const unknown = ids.get(UNKNOWN)
  if (unknown === undefined) throw new RangeError(`The vocabulary must hold ${UNKNOWN}.`)
  const known = new Map<string, readonly number[]>()

  return (text) => {
    const pieces: number[] = []
    let words = 0
    let unread = 0
    for (const word of normalize(text).match(PIECES) ?? []) {
      let cut = known.get(word)
      if (cut === undefined) {
        cut = cutWord(word, ids, unknown)
        if (known.size >= REMEMBERED_WORDS) known.clear()
        known.set(word, cut)
      }
      for (const id of cut) pieces.push(id)
      // Punctuation does not tell whether the model can read a sentence. It counts only where a text has no words.
      if (SIGN.test(word)) continue
      words += 1
      if (cut.every((id) => id === unknown || LONE_LETTER.test(vocabulary[id] as string))) unread += 1
    }
    if (words > 0) return { pieces, coverage: 1 - unread / words }
    return { pieces, coverage: pieces.some((piece) => piece !== unknown) ? 1 : 0 }
  }
}

function normalize(text: string): string {
  if (!NOT_ASCII.test(text)) return text.toLowerCase()
  const plain = text.replace(CONTROL, '').replace(CHINESE, ' $& ').normalize('NFD').replace(MARKS, '')
  // In a whole word, `toLowerCase` gives a last sigma its final form (ς). The training side lower-cases letter by
  // letter and gets σ, so every Σ is replaced first.
  return plain.replaceAll('Σ', 'σ').toLowerCase()
}

/** Cuts a word from the left, the longest piece first. A word that cannot be cut gives one unknown piece. */
function cutWord(word: string, ids: ReadonlyMap<string, number>, unknown: number): readonly number[] {
  const characters = Array.from(word)
  if (characters.length > MAX_WORD) return [unknown]
  const cut: number[] = []
  let start = 0
  while (start < characters.length) {
    let end = characters.length
    let id: number | undefined
    for (; end > start; end--) {
      const piece = characters.slice(start, end).join('')
      id = ids.get(start === 0 ? piece : CONTINUES + piece)
      if (id !== undefined) break
    }
    if (id === undefined) return [unknown]
    cut.push(id)
    start = end
  }
  return cut
}
