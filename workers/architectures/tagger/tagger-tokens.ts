/**
 * Cuts text into the tagger's tokens: words, structured values (one token each: the rules recognise them and the
 * network never names them), and runs of one other character. models/train/pii/tokens.py cuts the same way. Change both
 * files together; the shared fixture shows whether they agree. Every pattern takes linear time.
 */

export type TokenKind = 'url' | 'mail' | 'date' | 'number' | 'handle' | 'word'

export interface TaggerToken {
  readonly surface: string
  readonly kind: TokenKind
  /** The place in the text, in UTF-16 units. */
  readonly start: number
  readonly end: number
}

const SPLIT = new RegExp(
  [
    /(?<url>(?:https?:\/\/|www\.)[^\p{Z}\p{Cc}<>"']+)/u,
    /(?<mail>[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)/u,
    /(?<date>(?<![\p{N}./-])(?:[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}|[0-9]{1,2}[-./][0-9]{1,2}[-./](?:[0-9]{4}|[0-9]{2}))(?![\p{N}/-]|\.[0-9]))/u,
    /(?<number>\+?\(?[0-9](?:[0-9()]|[ ./-](?=[0-9(])){8,24}[0-9])/u,
    /(?<handle>[@#][\p{L}\p{N}_]+)/u,
    /[\p{L}\p{M}\p{N}]+(?:['’](?![sS](?![\p{L}\p{M}\p{N}]))[\p{L}\p{M}\p{N}]+)*/u,
    /['’][sS](?![\p{L}\p{M}\p{N}])/u,
    /(?<run>[^\p{Z}\p{Cc}\p{Cf}])\k<run>*/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gu',
)

const KINDS = ['url', 'mail', 'date', 'number', 'handle'] as const

export function tokenize(text: string): TaggerToken[] {
  const tokens: TaggerToken[] = []
  for (const match of text.matchAll(SPLIT)) {
    const surface = match[0]
    const kind = KINDS.find((name) => match.groups?.[name] !== undefined) ?? 'word'
    tokens.push({ surface, kind, start: match.index, end: match.index + surface.length })
  }
  return tokens
}
