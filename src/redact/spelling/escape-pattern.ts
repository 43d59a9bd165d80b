/** The text as a pattern that matches only this text. A hyphen is not escaped, because the flag u allows no needless escapes. */
export function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
