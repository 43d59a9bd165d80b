import { normalize } from '../../src/redact/shared/normalize.js'

/**
 * The text as a person reads it, where its letters are hidden from a machine: invisible characters between them,
 * look-alikes of other scripts, spaces, digits in place of letters, base64, percent-encoding. A text without hidden
 * words stays as it is.
 *
 * The model reads only this text. The original text shows a person nothing more, and models take single letters and
 * broken words for signs of abuse: they would flag half of the harmless texts with spaced letters.
 */
export function revealed(text: string): string {
  const { text: plain } = normalize(text, { strictness: 'relaxed' })
  const shown = decodeBase64(decodePercent(joinSpacedLetters(plain))).replace(LEET, readLeet)
  return wordsOf(shown) === wordsOf(text) ? text : shown
}

/** Normalizing quotation marks and spaces reveals nothing, so only letters are compared. */
const wordsOf = (text: string) =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim()

/** Four or more single letters with the same character between all of them. Two spaces end a word. */
const SPACED = /(?<![\p{L}\p{N}])\p{L}([ .\-_*])\p{L}(?:\1\p{L}){2,}(?![\p{L}\p{N}])/gu

/** Single characters with spaces between them. */
const SINGLES = /(?<!\S)\S(?: +\S)+(?!\S)/gu

/** In a text that is spaced throughout, two spaces end a word, and its short words are spaced too. */
function joinSpacedLetters(text: string): string {
  const joined = text.replace(SINGLES, (run) =>
    run.includes('  ') && /\p{L} \p{L} \p{L}/u.test(run) ? run.replace(/(?<! ) (?! )/g, '') : run,
  )
  return joined.replace(SPACED, (letters, sign: string) => letters.replaceAll(sign, ''))
}

/** The least length holds a few words. A shorter match is as often a name or a key. */
const BASE64 = /(?<![A-Za-z0-9+/=_-])[A-Za-z0-9+/]{24,4000}={0,2}(?![A-Za-z0-9+/=_-])/g

/** Random bytes may happen to be UTF-8, but some of them are control characters. */
const PRINTED = /^[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}\p{Cf}\t\n\r]+$/u

function decodeBase64(text: string): string {
  return text.replace(BASE64, (code) => {
    try {
      const bytes = Uint8Array.from(atob(code), (character) => character.charCodeAt(0))
      const decoded = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
      return PRINTED.test(decoded) && decoded.includes(' ') ? decoded : code
    } catch {
      return code
    }
  })
}

const ENCODED = /%[\da-f]{2}/gi

/** Decodes words with three codes or more: a single code is as often a percentage. */
function decodePercent(text: string): string {
  if (!text.includes('%')) return text
  return text.replace(/\S+/g, (word) => {
    if ((word.match(ENCODED)?.length ?? 0) < 3) return word
    try {
      return decodeURIComponent(word)
    } catch {
      return word
    }
  })
}

/** A word with a digit or symbol before a letter, outside addresses. */
const LEET =
  /(?<![\p{L}\p{N}@$!.:/_-])(?=[^\s]{0,20}[013457@$!][a-z])[a-z013457@$!]{3,20}(?![\p{L}\p{N}@$_/-]|[.:]\S)/giu

const LETTERS: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

function readLeet(word: string): string {
  const core = word.replace(/!+$/, '')
  const letters = core.replace(/[^a-z]/gi, '').length
  const signs = core.length - letters
  if (letters < 2 || signs > letters + 1 || !/[013457@$!][a-z]/i.test(core)) return word
  // A number with letters behind it stays a number: 1st, 40th, $5million, 0x3f.
  if (/^(?:\$?\d+[a-z]+$|0x)/i.test(core)) return word
  return core.replace(/[013457@$!]/g, (sign) => LETTERS[sign] as string) + word.slice(core.length)
}
