/** Replaces `text.slice(start, end)` of the text it is applied to. */
export interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/**
 * A text that was made from another text by edits. It knows for each of its units the stretch of the original that the unit came
 * from. All units of one edit belong to the whole stretch that the edit replaced.
 */
export class MappedText {
  readonly text: string
  readonly #original: string
  /** Absent while nothing was changed: most texts are plain ASCII and need no table. */
  readonly #starts: Uint32Array | undefined
  readonly #ends: Uint32Array | undefined

  private constructor(text: string, original: string, starts?: Uint32Array, ends?: Uint32Array) {
    this.text = text
    this.#original = original
    this.#starts = starts
    this.#ends = ends
  }

  static of(original: string): MappedText {
    return new MappedText(original, original)
  }

  /** The text after these edits, which must be in order and must not overlap. */
  apply(edits: readonly Edit[]): MappedText {
    if (edits.length === 0) return this
    const growth = edits.reduce((sum, edit) => sum + edit.text.length - (edit.end - edit.start), 0)
    const length = this.text.length + growth
    const starts = new Uint32Array(length)
    const ends = new Uint32Array(length)
    const parts: string[] = []
    let from = 0
    let to = 0
    const copy = (until: number) => {
      parts.push(this.text.slice(from, until))
      for (; from < until; from++, to++) {
        starts[to] = this.#startOf(from)
        ends[to] = this.#endOf(from)
      }
    }
    for (const edit of edits) {
      copy(edit.start)
      parts.push(edit.text)
      const start = this.#startOf(edit.start)
      const end = edit.end > edit.start ? this.#endOf(edit.end - 1) : start
      starts.fill(start, to, to + edit.text.length)
      ends.fill(end, to, to + edit.text.length)
      to += edit.text.length
      from = edit.end
    }
    copy(this.text.length)
    return new MappedText(parts.join(''), this.#original, starts, ends)
  }

  /** This text, followed by another text that was made from the same original. */
  append(other: MappedText): MappedText {
    const length = this.text.length + other.text.length
    const starts = new Uint32Array(length)
    const ends = new Uint32Array(length)
    let to = 0
    for (const part of [this, other]) {
      for (let from = 0; from < part.text.length; from++, to++) {
        starts[to] = part.#startOf(from)
        ends[to] = part.#endOf(from)
      }
    }
    return new MappedText(this.text + other.text, this.#original, starts, ends)
  }

  /** Replaces the matches of `pattern` (global). A match stays where `replace` returns undefined. */
  replace(pattern: RegExp, replace: (match: RegExpExecArray) => string | undefined): MappedText {
    return this.apply(editsOf(this.text, pattern, replace))
  }

  /** The stretch of the original from which `text.slice(start, end)` was made, in whole characters with their marks. */
  toOriginal(start: number, end: number): { readonly start: number; readonly end: number } {
    let from = this.#startOf(start)
    let to = end > start ? Math.max(from, this.#endOf(end - 1)) : from
    if (isInsidePair(this.#original, from)) from--
    if (to > from && isInsidePair(this.#original, to)) to++
    // A mark that strikes the last character through is not part of the value, but must not be left behind.
    if (to > from) while (/\p{M}/u.test(this.#original.charAt(to))) to++
    return { start: from, end: to }
  }

  #startOf(index: number): number {
    if (index >= this.text.length) return this.#original.length
    return this.#starts?.[index] ?? index
  }

  #endOf(index: number): number {
    return this.#ends?.[index] ?? index + 1
  }
}

/** The edits that replace every match of `pattern` (global). */
export function editsOf(
  text: string,
  pattern: RegExp,
  replace: (match: RegExpExecArray) => string | undefined,
): readonly Edit[] {
  const edits: Edit[] = []
  // `matchAll` would copy the pattern at each call, which costs more than the search in a short text.
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    if (match[0] === '') pattern.lastIndex += 1
    const replacement = replace(match)
    if (replacement === undefined || replacement === match[0]) continue
    edits.push({ start: match.index, end: match.index + match[0].length, text: replacement })
  }
  return edits
}

function isInsidePair(text: string, index: number): boolean {
  return index > 0 && isLow(text.charCodeAt(index)) && isHigh(text.charCodeAt(index - 1))
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}
