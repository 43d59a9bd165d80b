/**
 * Every match of a global pattern, in order. `String.matchAll` copies the pattern at each call, which in a short text
 * costs more than the search. The pattern's `lastIndex` is shared instead: read one pattern's matches to the end before
 * starting on it again.
 */
export function* matchesOf(pattern: RegExp, text: string): Generator<RegExpExecArray, void> {
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) yield match
}
