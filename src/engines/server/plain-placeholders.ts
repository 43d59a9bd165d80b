import { normalize } from '../../redact/shared/normalize.js'

/** A plain text that a model could take for a placeholder. */
const LOOKALIKE =
  /[[【] {0,2}[A-Za-z][\w \\-]{0,60}?\d{1,9} {0,2}[\]】]?|(?<![\p{L}\p{N}_])[A-Z][A-Z\d]{0,30}(?:[_-][A-Z\d]{1,30}){0,6}_\d{1,9}(?![\p{L}\p{N}_])/gu

/**
 * Rewrites disguised placeholders in plain letters. A disguise uses letters of another script, wide letters, character
 * references or escapes. An attacker who writes one into a document wants the model to read it as `[EMAIL_1]`. In plain
 * letters the redactor sees it and turns it into an ordinary word.
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

/** The same JSON without escaped letters. Quotes, backslashes, control characters and surrogates keep their escapes. */
function decodeEscapes(json: string): string {
  if (!json.includes('\\u')) return json
  return json.replace(/\\(?:u([\da-fA-F]{4})|.)/gs, (escaped, hex: string | undefined) => {
    const code = Number.parseInt(hex ?? '0', 16)
    const must = code < 0x20 || code === 0x22 || code === 0x5c || (code >= 0xd800 && code <= 0xdfff)
    return must ? escaped : String.fromCharCode(code)
  })
}
