import type { DocumentFormat } from './blocks.js'

/** The text of a piece of a document as a reader sees it. This text is embedded and searched by words. */
export function readable(text: string, format: DocumentFormat): string {
  if (format !== 'html') return text
  return text
    .replace(/<!--[\s\S]*?-->|<(script|style|template|noscript|head|svg)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<\/?[a-zA-Z](?:"[^"]*"|'[^']*'|[^'"<>])*>/g, (tag) => (INLINE.test(tag) ? '' : ' '))
    .replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,8}));/g, decode)
    .replace(/\s+/g, ' ')
    .trim()
}

/** Tags within a line, which are removed without leaving a space. */
const INLINE =
  /^<\/?(?:a|abbr|b|bdi|bdo|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|u|var)\b/i

// The other entities, about two thousand, are rare in running text and do no harm unconverted.
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
