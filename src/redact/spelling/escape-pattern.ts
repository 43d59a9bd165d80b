/** The text as a pattern that matches just it. A hyphen stays as it is: the flag u allows no needless escapes. */
export function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
