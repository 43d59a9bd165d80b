/** The scripts of this list are the ones that a visitor is most likely to paste. The model of names reads Latin letters only. */
const SCRIPTS = [
  ['Cyrillic', /\p{Script=Cyrillic}/gu],
  ['Greek', /\p{Script=Greek}/gu],
  ['Arabic', /\p{Script=Arabic}/gu],
  ['Hebrew', /\p{Script=Hebrew}/gu],
  ['Devanagari', /\p{Script=Devanagari}/gu],
  ['Thai', /\p{Script=Thai}/gu],
  ['Chinese or Japanese', /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['Korean', /\p{Script=Hangul}/gu],
] as const

/**
 * A sign or two, as in a formula, are no words. Only three matches are read: a list of all would hold each letter of a long
 * text.
 */
function hasWords(text: string, letters: RegExp): boolean {
  const [, , third] = text.matchAll(letters)
  return third !== undefined
}

/** Warns of words in which the model cannot find names. Empty where the model reads all of the text. */
export function unreadScripts(text: string): string {
  const unread = SCRIPTS.filter(([, letters]) => hasWords(text, letters)).map(([name]) => name)
  if (unread.length === 0) return ''
  return ` The model cannot read ${unread.join(', ')} letters, so most names in them are not hidden.`
}
