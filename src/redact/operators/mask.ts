export interface MaskOptions {
  /** How many letters and digits stay visible at the start. @default 0 */
  readonly keepFirst?: number | undefined
  /** How many letters and digits stay visible at the end. @default 0 */
  readonly keepLast?: number | undefined
  /** The mark that covers a letter or digit. @default '•' */
  readonly character?: string | undefined
}

/**
 * Covers letters and digits, with one mark for each character as a reader counts: an emoji counts once, and so does a letter with
 * its accents. Punctuation and spaces stay, so the shape of the value remains visible.
 */
export function mask(value: string, { keepFirst = 0, keepLast = 0, character = '•' }: MaskOptions = {}): string {
  const graphemes = Array.from(new Intl.Segmenter().segment(value), ({ segment }) => segment)
  const total = graphemes.filter(isCovered).length
  // A mask must hide at least as much as it shows, so a short value is covered whole.
  const keeps = keepFirst + keepLast <= total / 2
  let count = 0
  return graphemes
    .map((grapheme) => {
      if (!isCovered(grapheme)) return grapheme
      count++
      return keeps && (count <= keepFirst || count > total - keepLast) ? grapheme : character
    })
    .join('')
}

function isCovered(grapheme: string): boolean {
  return !/^[\p{P}\p{Z}\n\t]+$/u.test(grapheme)
}
