import { normalize } from '../../redact/shared/normalize.js'

/** A text that a model could take for a placeholder, once it is written plainly. */
const LOOKALIKE =
  /[[【] {0,2}[A-Za-z][\w \\-]{0,60}?\d{1,9} {0,2}[\]】]?|(?<![\p{L}\p{N}_])[A-Z][A-Z\d]{0,30}(?:[_-][A-Z\d]{1,30}){0,6}_\d{1,9}(?![\p{L}\p{N}_])/gu

/**
 * A text in which nothing that looks like a placeholder is disguised: with letters of another script, wide ones, references or
 * escapes. A stranger who writes one into a document expects the model to read it as `[EMAIL_1]`; written plainly, the redactor
 * sees it and makes it a word like any other.
 */
export function plainPlaceholders(given: string, format: string): string {
  const text = format === 'json' ? decodeEscapes(given) : given
  if (!/[^\t\r\n\x20-\x7e]|&#?\w|%\d/.test(text)) return text
  const folded = normalize(text, { strictness: 'relaxed' })
  const parts: string[] = []
  let from = 0
  for (const { 0: plain, index } of folded.text.matchAll(LOOKALIKE)) {
    const { start, end } = folded.toOriginal(index, index + plain.length)
    if (start < from || text.slice(start, end) === plain) continue
    parts.push(text.slice(from, start), plain)
    from = end
  }
  return parts.join('') + text.slice(from)
}

/** The same JSON with its letters as they are. Quotes, backslashes, controls and halves of a pair keep their escapes. */
function decodeEscapes(json: string): string {
  if (!json.includes('\\u')) return json
  return json.replace(/\\(?:u([\da-fA-F]{4})|.)/gs, (escaped, hex: string | undefined) => {
    const code = Number.parseInt(hex ?? '0', 16)
    const must = code < 0x20 || code === 0x22 || code === 0x5c || (code >= 0xd800 && code <= 0xdfff)
    return must ? escaped : String.fromCharCode(code)
  })
}
