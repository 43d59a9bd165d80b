/** A text that is being typed, taken apart where its last word begins. */
export interface Draft {
  /** What stands fast. */
  readonly settled: string
  /** What the next pieces must begin with, as UTF-8: the space and the beginning of the word that is being typed. */
  readonly typed: Uint8Array
  /** How many bytes of `typed` the text holds already. */
  readonly shown: number
}

/**
 * Where a tokenizer writes a word with the space before it, neither a text that ends with a space nor one that ends within
 * a word ends between two pieces: the model has never seen what would follow. So that much is taken back, and whatever
 * comes must begin with it. Undefined where nothing is typed.
 */
export function splitDraft(text: string): Draft | undefined {
  const [, before = '', space = '', word = ''] = /^(.*?)(\s*)(\S*)$/s.exec(text) ?? []
  if (before === '' && word === '') return undefined
  // Numbers are no beginnings of words, and some models read them as one sign.
  if (/\d/.test(word)) return { settled: text, typed: utf8(' '), shown: 0 }
  // A line that begins has no space before its first word.
  if (before === '' || space.endsWith('\n')) {
    return { settled: before + space, typed: utf8(word), shown: utf8(word).length }
  }
  const typed = utf8(` ${word}`)
  return { settled: before + space.slice(0, -1), typed, shown: typed.length }
}

const utf8 = (text: string) => new TextEncoder().encode(text)
