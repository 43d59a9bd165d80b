/** The format of a text, which decides how its values are written. */
export type Format = 'text' | 'markdown' | 'html' | 'json' | 'csv'

/** Decodes the value in a stretch of a text of this format: O\"Brien in JSON is O"Brien. */
export function decodeValue(raw: string, format: Format): string {
  switch (format) {
    case 'json':
      return raw.includes('\\') ? parseEscapes(raw) : raw
    case 'html':
      return raw.replace(/&(amp|lt|gt|quot|#39|apos);/g, (entity, name: string) => HTML_CHARACTERS[name] ?? entity)
    case 'csv':
      return raw.replaceAll('""', '"')
    default:
      return raw
  }
}

/** Encodes a value for a text of this format, so that it ends neither the string nor the element around it. */
export function encodeValue(value: string, format: Format): string {
  switch (format) {
    case 'json':
      return JSON.stringify(value).slice(1, -1)
    case 'html':
      return value.replace(/[&<>"']/g, (character) => HTML_ENTITIES[character]!)
    case 'csv':
      return value.replaceAll('"', '""')
    default:
      return value
  }
}

const HTML_CHARACTERS: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  apos: "'",
}
const HTML_ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function parseEscapes(raw: string): string {
  try {
    return String(JSON.parse(`"${raw}"`))
  } catch {
    // A stretch that begins or ends inside an escape is taken as it is.
    return raw
  }
}
