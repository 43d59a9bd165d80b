export interface MaskOptions {
  readonly keepFirst?: number | undefined
  readonly keepLast?: number | undefined
  readonly character?: string | undefined
}

/**
 * Covers letters and digits, one mark for each character as a reader counts them: an emoji or a letter with its accents
 * is one. Punctuation and spaces stay, so that the shape of the value can be seen.
 */
export function mask(value: string, { keepFirst = 0, keepLast = 0, character = '•' }: MaskOptions = {}): string {
  const graphemes = Array.from(new Intl.Segmenter().segment(value), ({ segment }) => segment)
  const total = graphemes.filter(isCovered).length
  // Fewer hidden than shown would be no mask: a short value is covered whole.
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
