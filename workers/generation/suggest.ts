import type { GenerateInput, SuggestedWord } from '../../src/shared/tasks.js'
import type { CausalModel } from './causal-model.js'
import type { Decoder } from './decoder.js'
import { splitDraft } from './draft.js'
import { type Likely, type Pieces, piecesOf } from './pieces.js'
import { promptBefore } from './prompt.js'

/** The most pieces in a word. A user would not accept a longer suggestion. */
const MOST_PIECES_A_WORD = 8

/**
 * The most ways of cutting the typed letters into pieces that are tried where the cut is unclear. Each way costs a step
 * of the model.
 */
const MOST_CUTS = 3

/**
 * The share of the window that is left out at once where a text is too long. The kept tokens of the rest then serve for
 * several calls.
 */
const STEP = 0.25

interface Request {
  readonly input: GenerateInput
  readonly suggest: NonNullable<GenerateInput['suggest']>
  readonly signal: AbortSignal
}

/**
 * Suggests the words with which a text probably continues, always taking the likeliest next piece. The confidence of a
 * word is the probability that it and all words before it come exactly like this, including its end. The call returns
 * words whose confidence reaches the threshold. It stops where the model would write a number (`#` to models that fold
 * them) or end the text.
 */
export async function suggestWords(
  causal: CausalModel,
  decoder: Decoder,
  { input, suggest: { words: most, threshold }, signal }: Request,
): Promise<{ readonly suggested: readonly SuggestedWord[]; readonly read: number }> {
  const { tokenizer, contextWindow } = causal
  const draft = splitDraft(input.messages.at(-1)?.content ?? '')
  if (draft === undefined) return { suggested: [], read: 0 }
  const before = promptBefore(tokenizer, input.messages)
  const tokens = endThatFits(before.encode(draft.settled), contextWindow, most * MOST_PIECES_A_WORD)
  // An empty text gives nothing to predict from where the model's template adds no token either.
  if (tokens.length === 0) return { suggested: [], read: 0 }
  const scoresAfter = async (all: readonly number[]) =>
    decoder.advance(all.slice(await decoder.keepPrefix(all)), signal)
  let written = tokens
  let scores = await scoresAfter(written)
  const pieces = piecesOf(causal)
  const words: SuggestedWord[] = []
  const word = new WordBuilder(draft.typed, draft.shown)
  let sure = 1
  for (let count = 0; count < most * MOST_PIECES_A_WORD; count += 1) {
    signal.throwIfAborted()
    const next = word.missing.length > 0 ? await typedPiece(word.missing) : pieces.likeliest(scores)
    if (next === undefined) break
    if (word.ends(next, pieces)) {
      const confidence = sure * pieces.boundaryShare(scores)
      if (confidence < threshold) break
      const text = word.take()
      // The text is half a character, or only a full stop, which could follow any beginning of a word.
      if (text.includes('\uFFFD') || (words.length === 0 && text !== '' && !/\p{L}/u.test(text))) break
      if (text !== '') words.push({ text, confidence })
      if (words.length === most) break
    }
    sure *= next.share
    // No later word can have a higher confidence than this.
    if (sure < threshold || pieces.isEnd(next.token) || !word.add(pieces.bytesOf(next.token))) break
    written = [...written, next.token]
    scores = await scoresAfter(written)
  }
  return { suggested: words, read: tokens.length }

  /**
   * The piece to which the typed letters most probably belong. A piece that covers only their beginning is weighted by
   * the probability that the rest follows: a word has one way to be cut into pieces, and the model knows no other.
   */
  async function typedPiece(typed: Uint8Array): Promise<Likely | undefined> {
    const candidates = pieces.fitting(scores, typed, MOST_CUTS)
    const [first] = candidates
    if (first === undefined || pieces.bytesOf(first.token).length >= typed.length) return first
    const weighed: Likely[] = []
    for (const { token, share } of candidates) {
      const rest = typed.subarray(Math.min(typed.length, pieces.bytesOf(token).length))
      const after = rest.length === 0 ? 1 : pieces.fittingShare(await scoresAfter([...written, token]), rest)
      weighed.push({ token, share: share * after })
    }
    const sum = weighed.reduce((all, { share }) => all + share, 0)
    const best = weighed.reduce((a, b) => (b.share > a.share ? b : a))
    return { token: best.token, share: best.share / sum }
  }
}

/** The end of the text, cut in steps. The first token stays, because most models expect it at the start. */
function endThatFits(tokens: readonly number[], contextWindow: number, room: number): readonly number[] {
  const over = tokens.length + room - contextWindow
  if (over <= 0) return tokens
  const step = Math.max(1, Math.floor(contextWindow * STEP))
  return [...tokens.slice(0, 1), ...tokens.slice(1 + Math.ceil(over / step) * step)]
}

const HASH = '#'.charCodeAt(0)

/** The word that is being written. The part that the user has typed must be written again first. */
class WordBuilder {
  #bytes: number[] = []
  /** The number of bytes that the text already holds. */
  #shown: number
  #missing: Uint8Array

  constructor(typed: Uint8Array, shown: number) {
    this.#missing = typed
    this.#shown = shown
  }

  /** The part of the typed beginning that is still to be written. */
  get missing(): Uint8Array {
    return this.#missing
  }

  /** Whether this piece begins another word, so that this word is complete. */
  ends({ token }: { readonly token: number }, pieces: Pieces): boolean {
    return this.#missing.length === 0 && this.#bytes.length > 0 && pieces.isBoundary(token)
  }

  /** Adds a piece; false where it must not be suggested. */
  add(bytes: Uint8Array): boolean {
    // The user must fill in numbers.
    if (bytes.includes(HASH)) return false
    this.#bytes.push(...bytes)
    this.#missing = this.#missing.subarray(Math.min(bytes.length, this.#missing.length))
    return true
  }

  /**
   * Returns the letters that the word adds to the text (none where the text already has all of them), and begins the
   * next word.
   */
  take(): string {
    const text = new TextDecoder().decode(Uint8Array.from(this.#bytes.slice(this.#shown)))
    this.#shown = Math.max(0, this.#shown - this.#bytes.length)
    this.#bytes = []
    return text
  }
}
