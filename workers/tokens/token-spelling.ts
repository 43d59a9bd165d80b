import { byteLevelBytes } from './byte-level.js'

/** How a tokenizer writes text in its tokens. */
export interface TokenSpelling {
  /** The form of a stretch of text in the tokens. Spaces in it have no meaning. */
  normalize(text: string): string
  /** The UTF-8 of a token's text; `undefined` for the token of unknown text. */
  bytesOf(token: string): Uint8Array | undefined
  /** Whether an unknown token replaces a whole word and not single characters. */
  readonly unknownIsWord: boolean
}

/** The parts of `tokenizer.json` that we read. */
interface TokenizerFile {
  readonly normalizer?: unknown
  readonly pre_tokenizer?: unknown
  readonly decoder?: unknown
  readonly added_tokens?: readonly { readonly content: string }[]
  readonly model?: {
    readonly type?: string
    readonly byte_fallback?: boolean
    readonly continuing_subword_prefix?: string | null
    readonly end_of_word_suffix?: string | null
  }
}

const BYTE_TOKEN = /^<0x([\da-f]{2})>$/i

const encoder = new TextEncoder()

/** The step of the loaded tokenizer that changes a text before it is cut, and the token for unknown text. */
export interface SpellingParts {
  readonly normalizer: ((text: string) => string) | null
  readonly unknown: string | undefined
}

export function createSpelling(file: TokenizerFile, { normalizer, unknown }: SpellingParts): TokenSpelling {
  const { type, byte_fallback: byteFallback } = file.model ?? {}
  const { continuing_subword_prefix: prefix, end_of_word_suffix: suffix } = file.model ?? {}
  const added = new Set((file.added_tokens ?? []).map(({ content }) => content))
  const steps = JSON.stringify([file.normalizer, file.pre_tokenizer, file.decoder])
  const byteLevel = steps.includes('"ByteLevel"')
  // SentencePiece writes a space as ▁, so it also takes a ▁ of the text for a space.
  const marked = steps.includes('▁') || steps.includes('"Metaspace"')
  const spaced = (text: string) => (marked && !byteLevel ? text.replaceAll('▁', ' ') : text)
  const normalize = (text: string) => spaced(normalizer === null ? text : normalizer(text))

  return {
    normalize,
    unknownIsWord: type === 'WordPiece',
    bytesOf(token) {
      if (token === unknown) return undefined
      // Added tokens are written unchanged, but the text is normalized before the tokens are looked for. So they are
      // normalized too.
      if (added.has(token)) return encoder.encode(normalize(token))
      let piece = token
      if (prefix && piece.startsWith(prefix) && piece.length > prefix.length) piece = piece.slice(prefix.length)
      if (suffix && piece.endsWith(suffix)) piece = piece.slice(0, -suffix.length)
      if (byteLevel) return byteLevelBytes(piece) ?? encoder.encode(piece)
      const [, hex] = (byteFallback && BYTE_TOKEN.exec(piece)) || []
      return hex === undefined ? encoder.encode(spaced(piece)) : Uint8Array.of(Number.parseInt(hex, 16))
    },
  }
}
