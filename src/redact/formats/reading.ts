import { firstEndingAfter } from '../findings/first-ending-after.js'
import type { MappedText } from '../shared/mapped-text.js'

/** A stretch of the source that may be replaced. */
export interface Range {
  readonly start: number
  readonly end: number
  /** A number of JSON, which is replaced as a whole and by a string. */
  readonly bare?: boolean | undefined
  /** A title from a program. A name that a model finds in it does not count. */
  readonly label?: boolean | undefined
  /** Separate from the text around it, like an attribute. A value of the text around it cannot continue in it. */
  readonly isAside?: boolean | undefined
}

/** A stretch whose title tells its type, even where the value looks like something else. */
export interface Field {
  readonly start: number
  readonly end: number
  readonly type: string
}

/** A text of some format, read as plain prose whose offsets lead back into the source. */
export interface Reading {
  readonly view: MappedText
  /** The ranges are in order and disjoint. They are absent if any stretch may be replaced. */
  readonly ranges?: readonly Range[] | undefined
  readonly fields?: readonly Field[] | undefined
  /** The cells of each column. The type of most cells in a column is also the type of the rest. */
  readonly columns?: readonly (readonly Range[])[] | undefined
}

export interface ReadOptions {
  /** Reads the attributes of HTML that can hold personal data. @default true */
  readonly attributes?: boolean | undefined
}

/** The parts of a span that may be replaced. A number is taken whole. */
export function clip(span: { start: number; end: number }, ranges: readonly Range[] | undefined): readonly Range[] {
  if (!ranges) return [span]
  const parts: Range[] = []
  for (let index = firstEndingAfter(ranges, span.start); index < ranges.length; index++) {
    const range = ranges[index]!
    if (range.start >= span.end) break
    if (range.isAside && (span.start < range.start || span.end > range.end)) continue
    if (range.bare) parts.push(range)
    else parts.push({ ...range, start: Math.max(span.start, range.start), end: Math.min(span.end, range.end) })
  }
  return parts
}
