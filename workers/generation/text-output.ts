/** Turns tokens into text as they arrive. A character may be spread over several tokens. */
export class Detokenizer {
  readonly #decode: (tokens: readonly number[]) => string
  #tokens: number[] = []
  #known = ''

  constructor(decode: (tokens: readonly number[]) => string) {
    this.#decode = decode
  }

  push(token: number): string {
    this.#tokens.push(token)
    const text = this.#decode(this.#tokens)
    // The replacement character marks an incomplete character. No character has more than four bytes, so after more
    // than four tokens the model really wrote the replacement character.
    if (text.endsWith('\uFFFD') && this.#tokens.length < 6) return ''
    const news = text.slice(this.#known.length)
    // The last token stays as context: some decoders write a word's first token differently at the start of a text.
    this.#tokens = [token]
    this.#known = this.#decode(this.#tokens)
    return news
  }

  /** The rest when no more tokens come, including incomplete characters. */
  end(): string {
    // A model that ends with its first token leaves an empty list, which the tokenizer refuses.
    if (this.#tokens.length === 0) return ''
    const rest = this.#decode(this.#tokens).slice(this.#known.length)
    this.#tokens = []
    this.#known = ''
    return rest
  }
}

/** Lets text through up to the first stop string, and holds back text that may be the beginning of a stop string. */
export class StopStrings {
  readonly #stops: readonly string[]
  #held = ''
  stopped = false

  constructor(stops: readonly string[]) {
    this.#stops = stops.filter((stop) => stop !== '')
  }

  push(piece: string): string {
    if (this.stopped) return ''
    const text = this.#held + piece
    const found = this.#stops.map((stop) => text.indexOf(stop)).filter((at) => at !== -1)
    if (found.length > 0) {
      this.stopped = true
      this.#held = ''
      return text.slice(0, Math.min(...found))
    }
    const keep = Math.max(0, ...this.#stops.map((stop) => overlap(text, stop)))
    this.#held = text.slice(text.length - keep)
    return text.slice(0, text.length - keep)
  }

  end(): string {
    const rest = this.#held
    this.#held = ''
    return rest
  }
}

/** The number of characters at the end of the text that begin the stop string. */
function overlap(text: string, stop: string): number {
  for (let length = Math.min(stop.length - 1, text.length); length > 0; length -= 1) {
    if (text.endsWith(stop.slice(0, length))) return length
  }
  return 0
}
