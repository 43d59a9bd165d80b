/** A text that the user is typing, split before its last word. */
export interface Draft {
  /** The part before the last word. */
  readonly settled: string
  /**
   * The next pieces must begin with these bytes (UTF-8): the space and the beginning of the word that the user is
   * typing.
   */
  readonly typed: Uint8Array
  /** The number of bytes of `typed` that the text already holds. */
  readonly shown: number
}

/**
 * Splits a draft before its last word. Many tokenizers write a word together with the space before it. A text that ends
 * with a space or within a word then ends inside a piece, and the model has never seen how it continues. So this end is
 * taken back, and a suggestion must begin with it. Undefined where nothing is typed.
 */
export function splitDraft(text: string): Draft | undefined {
  const [, before = '', space = '', word = ''] = /^(.*?)(\s*)(\S*)$/s.exec(text) ?? []
  if (before === '' && word === '') return undefined
  // A number is not the beginning of a word, and some models read every number as one sign.
  if (/\d/.test(word)) return { settled: text, typed: utf8(' '), shown: 0 }
  // The first word of a line has no space before it.
  if (before === '' || space.endsWith('\n')) {
    return { settled: before + space, typed: utf8(word), shown: utf8(word).length }
  }
  const typed = utf8(` ${word}`)
  return { settled: before + space.slice(0, -1), typed, shown: typed.length }
}

const utf8 = (text: string) => new TextEncoder().encode(text)
