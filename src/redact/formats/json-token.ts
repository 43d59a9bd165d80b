import type { Edit } from '../shared/mapped-text.js'

/** A string, a number, or a word; brackets, commas, colons and spaces lie between them. */
export const JSON_TOKEN = /"(?:[^"\\]|\\.)*"?|-?\d[\d.eE+-]*|[a-z]+/g

/** Shorter numbers are counts, prices and years. */
export const SHORTEST_NUMBER = 7

/** The edits that decode the escapes of a string. */
export function unescapeString(text: string, start: number, end: number): readonly Edit[] {
  const value = text.slice(start, end)
  if (!value.includes('\\')) return []
  return Array.from(value.matchAll(/\\(?:u[\da-fA-F]{4}|.)/g), ({ 0: sign, index }) => ({
    start: start + index,
    end: start + index + sign.length,
    text: decodeString(`"${sign}"`),
  }))
}

export function decodeString(token: string): string {
  try {
    return String(JSON.parse(token))
  } catch {
    return token.replaceAll('"', '')
  }
}
