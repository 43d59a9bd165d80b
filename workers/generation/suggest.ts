import type { GenerateInput, SuggestedWord } from '../../src/shared/tasks.js'
import type { CausalModel } from './causal-model.js'
import type { Decoder } from './decoder.js'
import { splitDraft } from './draft.js'
import { type Likely, type Pieces, piecesOf } from './pieces.js'
import { promptBefore } from './prompt.js'

/** A word of so many pieces is none that anybody would take. */
const MOST_PIECES_A_WORD = 8

/** So many ways to cut the typed letters into pieces are tried where it is not clear: each costs a step of the model. */
const MOST_CUTS = 3

/** As much of the window as is left out at once where a text is too long: what is kept of it can then be used for a while. */
const STEP = 0.25

interface Request {
  readonly input: GenerateInput
  readonly suggest: NonNullable<GenerateInput['suggest']>
  readonly signal: AbortSignal
}

/**
 * The words with which a text probably goes on, always the likeliest next piece. The confidence of a word is the probability
 * that it and all words before it come exactly so, its end included. Words that are surer than the threshold are given; where
 * the model would write a number (`#` to models that fold them) or end the text, nothing more is.
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
  // Of an empty text nothing can be expected where the model's form begins with nothing.
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
      // Half a character, or nothing but the full stop that could stand behind any beginning of a word.
      if (text.includes('\uFFFD') || (words.length === 0 && text !== '' && !/\p{L}/u.test(text))) break
      if (text !== '') words.push({ text, confidence })
      if (words.length === most) break
    }
    sure *= next.share
    // No later word can be surer than this.
    if (sure < threshold || pieces.isEnd(next.token) || !word.add(pieces.bytesOf(next.token))) break
    written = [...written, next.token]
    scores = await scoresAfter(written)
  }
  return { suggested: words, read: tokens.length }

  /**
   * The piece that the typed letters most probably belong to. One that is only their beginning counts for as much as the
   * rest of them is to be expected after it: a word has one way to be cut into pieces, and the model knows no other.
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

/** The end of the text, cut in steps, with its first token: the one that most models want to see there. */
function endThatFits(tokens: readonly number[], contextWindow: number, room: number): readonly number[] {
  const over = tokens.length + room - contextWindow
  if (over <= 0) return tokens
  const step = Math.max(1, Math.floor(contextWindow * STEP))
  return [...tokens.slice(0, 1), ...tokens.slice(1 + Math.ceil(over / step) * step)]
}

const HASH = '#'.charCodeAt(0)

/** The word that is being written: first what the user has typed of it must be written again. */
class WordBuilder {
  #bytes: number[] = []
  /** How many of the bytes stand in the text already. */
  #shown: number
  #missing: Uint8Array

  constructor(typed: Uint8Array, shown: number) {
    this.#missing = typed
    this.#shown = shown
  }

  /** What of the typed beginning is still to be written. */
  get missing(): Uint8Array {
    return this.#missing
  }

  /** Whether this piece begins something else, so that the word is complete. */
  ends({ token }: { readonly token: number }, pieces: Pieces): boolean {
    return this.#missing.length === 0 && this.#bytes.length > 0 && pieces.isBoundary(token)
  }

  /** Adds a piece; false where it must not be suggested. */
  add(bytes: Uint8Array): boolean {
    // A number is for the user to fill in.
    if (bytes.includes(HASH)) return false
    this.#bytes.push(...bytes)
    this.#missing = this.#missing.subarray(Math.min(bytes.length, this.#missing.length))
    return true
  }

  /** What the word adds to the text, nothing if all of it stands there; the next one begins. */
  take(): string {
    const text = new TextDecoder().decode(Uint8Array.from(this.#bytes.slice(this.#shown)))
    this.#shown = Math.max(0, this.#shown - this.#bytes.length)
    this.#bytes = []
    return text
  }
}
