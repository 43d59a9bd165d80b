export interface LetterCase {
  /** Words whose letters have a case. */
  readonly words: number
  /** Words that begin with a capital. */
  readonly capitals: number
  /** Words of several letters that are capitals throughout. */
  readonly allCapitals: number
}

/** Counts how a stretch of text uses capitals. A loop and not a pattern, because it runs for every name that is found. */
export function letterCase(text: string): LetterCase {
  let words = 0
  let capitals = 0
  let allCapitals = 0
  let letters = 0
  let upper = 0
  let firstIsUpper = false
  for (let index = 0; index <= text.length; index++) {
    const kind = index < text.length ? caseOf(text, index) : NONE
    if (kind !== NONE) {
      if (letters === 0) firstIsUpper = kind === UPPER
      letters++
      if (kind === UPPER) upper++
    } else if (letters > 0 && !joins(text.charCodeAt(index))) {
      words++
      if (firstIsUpper) capitals++
      if (letters > 1 && upper === letters) allCapitals++
      letters = 0
      upper = 0
    }
  }
  return { words, capitals, allCapitals }
}

const NONE = 0
const LOWER = 1
const UPPER = 2

function caseOf(text: string, index: number): number {
  const code = text.charCodeAt(index)
  if (code >= 97 && code <= 122) return LOWER
  if (code >= 65 && code <= 90) return UPPER
  if (code < 0xaa) return NONE
  const character = text[index]!
  const lower = character.toLowerCase()
  if (lower === character.toUpperCase()) return NONE
  return lower === character ? LOWER : UPPER
}

/** The apostrophes and the hyphen within a word. */
function joins(code: number): boolean {
  return code === 0x27 || code === 0x2019 || code === 0x2d
}
