/**
 * All matches of a global pattern, in order. `String.matchAll` copies the pattern at each call, which in a short text
 * costs more than the search. This generator uses the `lastIndex` of the pattern instead, so read all matches of a
 * pattern before you start another search with it.
 */
export function* matchesOf(pattern: RegExp, text: string): Generator<RegExpExecArray, void> {
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) yield match
}
