import { NlpError } from '../../src/shared/errors.js'
import { type SpelledText, spellText } from './spelled-text.js'
import type { TokenSpelling } from './token-spelling.js'

/** A stretch of the original text, in UTF-16 units. */
interface Offsets {
  readonly start: number
  readonly end: number
}

/**
 * The place of a token. A token of spaces, or of the rest of a character that an earlier token has, has an empty place.
 */
export interface Placement extends Offsets {
  /** Whether several tokens share the stretch, because it is unknown which part belongs to which token. */
  readonly shared?: true | undefined
}

/** The most tokens and bytes that may be skipped before the placing fails. */
const MOST_SKIPPED_TOKENS = 64
const MOST_SKIPPED_BYTES = 512

/** Number of tokens that must fit one after the other before a place counts as found. */
const ANCHOR_TOKENS = 3

/**
 * Words as WordPiece cuts them: a single Chinese character, a single mark, or a run without spaces, marks and Chinese
 * characters.
 */
const WORD = /\p{Script=Han}|[\p{P}$+<=>^`|~]|[^\s\p{P}$+<=>^`|~\p{Script=Han}]+/uy

/**
 * Finds the place of each token in its text. Tokenizers give no offsets, and they read a normalised text (lower case,
 * no accents, other widths). So the text is spelled in the form of the tokenizer, with the origin of each byte, and the
 * tokens are matched along it. Unknown tokens take the text between their neighbours. Where tokens and text disagree,
 * the tokens up to the next place that fits share the text up to there, so no text is left without a token.
 *
 * @throws NlpError 'unsupported' where no such place is near: every later token would be in the wrong place.
 */
export function alignTokens(text: string, tokens: readonly string[], spelling: TokenSpelling): Placement[] {
  return new Alignment(text, tokens, spelling).place()
}

interface Match {
  /** The first and the last byte that is not a space; -1 if the whole piece is spaces. */
  readonly first: number
  readonly last: number
  readonly next: number
}

class Alignment {
  readonly #text: string
  readonly #source: SpelledText
  readonly #pieces: readonly (Uint8Array | undefined)[]
  readonly #unknownIsWord: boolean
  readonly #placed: Placement[] = []
  /** `#at` is the next byte of the source; `#end` is the end of the text that has tokens. */
  #at = 0
  #end = 0

  constructor(text: string, tokens: readonly string[], spelling: TokenSpelling) {
    this.#text = text
    this.#source = spellText(text, spelling.normalize)
    this.#pieces = tokens.map((token) => spelling.bytesOf(token))
    this.#unknownIsWord = spelling.unknownIsWord
  }

  place(): Placement[] {
    const pieces = this.#pieces
    while (this.#placed.length < pieces.length) {
      const index = this.#placed.length
      const piece = pieces[index]
      if (piece === undefined) {
        if (!this.#placeUnknown(index)) this.#resume(index)
        continue
      }
      const match = this.#match(piece, this.#at)
      if (match === undefined) this.#resume(index)
      else this.#placeMatch(match)
    }
    this.#coverRest()
    return this.#placed
  }

  #placeMatch({ first, last, next }: Match): void {
    this.#at = next
    if (first === -1) this.#push(this.#end, this.#end)
    else this.#push(this.#source.starts[first] as number, this.#source.ends[last] as number)
  }

  /** Places only move forwards: the second half of a character belongs to the token that has the first half. */
  #push(start: number, end: number, shared?: true): void {
    const from = Math.max(start, this.#end)
    const to = Math.max(end, from)
    this.#placed.push(shared ? { start: from, end: to, shared } : { start: from, end: to })
    if (!shared) this.#end = to
  }

  /** Compares a piece with the source. Spaces count on neither side, because tokenizers add, drop and join them. */
  #match(piece: Uint8Array, from: number): Match | undefined {
    const { bytes, blank } = this.#source
    let at = from
    let first = -1
    let last = -1
    for (const byte of piece) {
      const space = byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)
      while (at < bytes.length && bytes[at] !== byte && blank[at] === 1 && !space) at += 1
      if (at < bytes.length && bytes[at] === byte) {
        if (blank[at] === 0) {
          if (first === -1) first = at
          last = at
        }
        at += 1
      } else if (!space) return undefined
    }
    return { first, last, next: at }
  }

  /** Whether the tokens from `index` on fit the source from `from` on, for the length of an anchor. */
  #fits(index: number, from: number): boolean {
    let at = from
    let solid = 0
    for (let next = index; next < this.#pieces.length; next += 1) {
      const piece = this.#pieces[next]
      if (piece === undefined) return solid > 0
      const match = this.#match(piece, at)
      if (match === undefined) return false
      // Otherwise characters between two tokens that belong to neither would be skipped.
      if (match.first !== -1 && solid === 0 && this.#skipBlank(from) !== match.first) return false
      if (match.first !== -1) solid += 1
      if (solid === ANCHOR_TOKENS) return true
      at = match.next
    }
    return this.#skipBlank(at) === this.#source.bytes.length
  }

  #skipBlank(from: number): number {
    const { blank } = this.#source
    let at = from
    while (blank[at] === 1) at += 1
    return at
  }

  /** The next byte after `at` that starts a character. */
  #nextCharacter(at: number): number {
    const { starts, bytes } = this.#source
    let next = at + 1
    while (next < bytes.length && starts[next] === starts[at]) next += 1
    return next
  }

  /** Places a run of unknown tokens, if the tokens behind it fit. */
  #placeUnknown(index: number): boolean {
    const pieces = this.#pieces
    let behind = index
    while (behind < pieces.length && pieces[behind] === undefined) behind += 1
    const words = this.#unknownIsWord ? this.#wordsFrom(behind - index) : undefined
    if (words !== undefined && this.#fits(behind, words.next)) {
      for (const { start, end } of words.offsets) this.#push(start, end)
      this.#at = words.next
      return true
    }
    const from = this.#skipBlank(this.#at)
    const limit = Math.min(this.#source.bytes.length, from + MOST_SKIPPED_BYTES * (behind - index))
    for (let to = this.#nextCharacter(from); to <= limit; to = this.#nextCharacter(to)) {
      if (!this.#fits(behind, to)) continue
      this.#share(from, to, behind - index)
      return true
    }
    return false
  }

  /** The next words of the text, and the byte after them. */
  #wordsFrom(count: number): { readonly offsets: readonly Offsets[]; readonly next: number } | undefined {
    const { starts, bytes } = this.#source
    const offsets: Offsets[] = []
    let at = this.#at
    for (let word = 0; word < count; word += 1) {
      at = this.#skipBlank(at)
      if (at >= bytes.length) return undefined
      WORD.lastIndex = starts[at] as number
      const found = WORD.exec(this.#text)
      if (found === null) return undefined
      const end = WORD.lastIndex
      offsets.push({ start: found.index, end })
      while (at < bytes.length && (starts[at] as number) < end) at += 1
    }
    return { offsets, next: at }
  }

  /** Gives the source from `from` to `to` to `count` tokens. Each token gets one character where the counts agree. */
  #share(from: number, to: number, count: number): void {
    const { starts, ends, blank } = this.#source
    const characters: Offsets[] = []
    for (let at = from; at < to; at = this.#nextCharacter(at)) {
      if (blank[at] === 0) characters.push({ start: starts[at] as number, end: ends[at] as number })
    }
    const start = characters[0]?.start ?? this.#end
    const end = characters.at(-1)?.end ?? this.#end
    this.#at = to
    if (count === 1) this.#push(start, end)
    else if (characters.length === count) for (const { start, end } of characters) this.#push(start, end)
    else {
      for (let token = 0; token < count; token += 1) this.#push(start, end, true)
      this.#end = Math.max(this.#end, end)
    }
  }

  /** Continues at the nearest place where tokens and text agree again. */
  #resume(index: number): void {
    const left = this.#pieces.length - index
    const from = this.#skipBlank(this.#at)
    const { bytes } = this.#source
    const places = [from]
    while ((places.at(-1) as number) < Math.min(bytes.length, from + MOST_SKIPPED_BYTES)) {
      places.push(this.#nextCharacter(places.at(-1) as number))
    }
    const mostTokens = Math.min(left, MOST_SKIPPED_TOKENS)
    for (let distance = 1; distance < places.length + mostTokens; distance += 1) {
      for (
        let tokens = Math.max(0, distance - places.length + 1);
        tokens <= Math.min(distance, mostTokens);
        tokens += 1
      ) {
        const place = places[distance - tokens] as number
        if (!this.#fits(index + tokens, place)) continue
        if (tokens > 0) this.#share(from, place, tokens)
        else this.#placeDropped(index, from, place)
        return
      }
    }
    throw new NlpError(
      'unsupported',
      'The tokens of this model cannot be found in the text again, so its labels would be in the wrong places. ' +
        'Choose a model with another kind of tokenizer.',
    )
  }

  /** Characters that the tokenizer left out, so that the model never read them, go with the token behind them. */
  #placeDropped(index: number, from: number, place: number): void {
    const piece = this.#pieces[index]
    const match = piece && this.#match(piece, place)
    const { starts, ends } = this.#source
    this.#at = match?.next ?? place
    const last = match === undefined || match.last === -1 ? place - 1 : match.last
    this.#push(starts[from] as number, ends[last] as number)
  }

  /** Characters after the last token go with the last token. */
  #coverRest(): void {
    const from = this.#skipBlank(this.#at)
    const last = this.#placed.pop()
    if (last === undefined) return
    const { bytes, ends, blank, starts } = this.#source
    let end = bytes.length - 1
    while (end >= from && blank[end] === 1) end -= 1
    if (end < from) this.#placed.push(last)
    else {
      const start = last.start === last.end ? (starts[from] as number) : last.start
      this.#placed.push({ ...last, start, end: ends[end] as number })
    }
  }
}
