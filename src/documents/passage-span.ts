/** A part of a text, in UTF-16 units: `text.slice(start, end)`. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** The span without white space at its ends; `undefined` if only white space is left. */
export function trimmed(text: string, start: number, end: number): Span | undefined {
  while (start < end && SPACE.test(text[start]!)) start++
  while (end > start && SPACE.test(text[end - 1]!)) end--
  return start < end ? { start, end } : undefined
}

const SPACE = /\s/
