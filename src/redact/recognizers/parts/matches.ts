/**
 * All matches of a global pattern, in order. `String.matchAll` copies the pattern at each call, which in a short text
 * costs more than the search. This function uses the `lastIndex` of the pattern instead, so read all matches of a
 * pattern before you start another search with it.
 */
export function matchesOf(pattern: RegExp, text: string): Iterable<RegExpExecArray> {
  pattern.lastIndex = 0
  const first = pattern.exec(text)
  // Most patterns match nowhere, and a generator costs more than their search.
  return first === null ? NONE : matchesFrom(first, pattern, text)
}

const NONE: readonly RegExpExecArray[] = []

function* matchesFrom(first: RegExpExecArray, pattern: RegExp, text: string): Generator<RegExpExecArray, void> {
  for (let match: RegExpExecArray | null = first; match !== null; match = pattern.exec(text)) yield match
}
