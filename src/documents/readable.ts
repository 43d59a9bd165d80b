import type { DocumentFormat } from './blocks.js'

/** What a reader sees of a piece of a document: what is embedded and searched by words. */
export function readable(text: string, format: DocumentFormat): string {
  if (format !== 'html') return text
  return text
    .replace(/<!--[\s\S]*?-->|<(script|style|template|noscript|head|svg)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<\/?[a-zA-Z](?:"[^"]*"|'[^']*'|[^'"<>])*>/g, (tag) => (INLINE.test(tag) ? '' : ' '))
    .replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,8}));/g, decode)
    .replace(/\s+/g, ' ')
    .trim()
}

/** Tags inside a word or line leave no gap. */
const INLINE =
  /^<\/?(?:a|abbr|b|bdi|bdo|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|u|var)\b/i

// The others of the two thousand are rare in running text and do no harm as they stand.
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
}

function decode(entity: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name !== undefined) return (Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined) ?? entity
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal)
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : entity
}
