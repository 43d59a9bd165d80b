/** A text as bytes in the form that a tokenizer reads, with the place in the text from which each byte comes. */
export interface SpelledText {
  readonly bytes: Uint8Array
  /** The stretch of the text that a byte belongs to, in UTF-16 units. */
  readonly starts: Uint32Array
  readonly ends: Uint32Array
  /** 1 for the bytes of spaces, and of characters that the tokenizer drops. */
  readonly blank: Uint8Array
}

const PARTS = /\s+|\S+/g

/**
 * An accent belongs to the letter before it. Normalizing an accent alone removes it; letter and accent together become
 * one character.
 */
const CLUSTERS = /.\p{M}*/gsu

/** A longer word is not a word of a language, and the exact way takes time with the square of its length. */
const LONGEST_WORD = 200

const encoder = new TextEncoder()

export function spellText(text: string, normalize: (text: string) => string): SpelledText {
  const buffer = new SpelledTextBuffer(text.length)
  for (const { 0: part, index } of text.matchAll(PARTS)) {
    const clusters = part.match(CLUSTERS) ?? []
    const spelled = clusters.map((cluster) => solid(normalize(cluster)))
    const pieces = solid(normalize(part)) === spelled.join('') ? spelled : spellWord(clusters, spelled, normalize)
    let at = index
    for (const [place, cluster] of clusters.entries()) {
      const piece = pieces[place] ?? ''
      if (piece !== '') buffer.push(piece, at, at + cluster.length, 0)
      // The normalizer read this cluster together with the one before it, as it reads `` as one quote.
      else if (spelled[place] !== '') buffer.extend(at + cluster.length)
      else buffer.push(normalize(cluster) || cluster, at, at + cluster.length, 1)
      at += cluster.length
    }
  }
  return buffer.finish()
}

/** Some letters have another form inside a word (Σ and its final form), and some characters are replaced in pairs. */
function spellWord(
  clusters: readonly string[],
  spelled: readonly string[],
  normalize: (text: string) => string,
): readonly string[] {
  if (clusters.length > LONGEST_WORD) return spelled
  const whole = solid(normalize(clusters.join('')))
  let beginning = ''
  let from = 0
  return clusters.map((cluster, place) => {
    beginning += cluster
    const last = place === clusters.length - 1
    const to = last ? whole.length : Math.max(from, Math.min(solid(normalize(beginning)).length, whole.length))
    const piece = whole.slice(from, to)
    from = to
    return piece
  })
}

const solid = (text: string) => text.replace(/\s/g, '')

class SpelledTextBuffer {
  #bytes: Uint8Array
  #starts: Uint32Array
  #ends: Uint32Array
  #blank: Uint8Array
  #length = 0

  constructor(characters: number) {
    const size = characters + 64
    this.#bytes = new Uint8Array(size)
    this.#starts = new Uint32Array(size)
    this.#ends = new Uint32Array(size)
    this.#blank = new Uint8Array(size)
  }

  push(piece: string, start: number, end: number, blank: 0 | 1): void {
    const bytes = encoder.encode(piece)
    const needed = this.#length + bytes.length
    if (needed > this.#bytes.length) this.#grow(Math.max(needed, this.#bytes.length * 2))
    this.#bytes.set(bytes, this.#length)
    this.#starts.fill(start, this.#length, needed)
    this.#ends.fill(end, this.#length, needed)
    this.#blank.fill(blank, this.#length, needed)
    this.#length = needed
  }

  /** Extends the last character up to `end`. */
  extend(end: number): void {
    const start = this.#starts[this.#length - 1]
    for (let at = this.#length - 1; at >= 0 && this.#starts[at] === start; at -= 1) this.#ends[at] = end
  }

  finish(): SpelledText {
    const length = this.#length
    return {
      bytes: this.#bytes.subarray(0, length),
      starts: this.#starts.subarray(0, length),
      ends: this.#ends.subarray(0, length),
      blank: this.#blank.subarray(0, length),
    }
  }

  #grow(size: number): void {
    const larger = <T extends Uint8Array | Uint32Array>(array: T, made: T): T => {
      made.set(array)
      return made
    }
    this.#bytes = larger(this.#bytes, new Uint8Array(size))
    this.#starts = larger(this.#starts, new Uint32Array(size))
    this.#ends = larger(this.#ends, new Uint32Array(size))
    this.#blank = larger(this.#blank, new Uint8Array(size))
  }
}
