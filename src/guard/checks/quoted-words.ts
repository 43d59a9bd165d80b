/** A place in a text. */
interface Place {
  readonly start: number
  readonly end: number
}

const MARKS =
  /“([^”\n]{1,200})”|„([^“”\n]{1,200})[“”]|«([^»\n]{1,200})»|"([^"\n]{1,200})"|(?<![\p{L}\p{N}])'([^'\n]{1,200})'(?![\p{L}\p{N}])/gu

/** Words that introduce a quoted wording, in English, German and French. */
const TELLING =
  /\b(?:wrote|written|writ(?:e|es|ing)|typed?|post(?:s|ed)?|say(?:s|ing)?|said|told|tried|tries|try|contain(?:s|ed|ing)?|reads?|call(?:s|ed)|phrases?|sentences?|words?|lines?|strings?|texts?|messages?|tweets?|examples?|such as|like|known|quot(?:e[sd]?|ing)|begins?|appears?|lists?|found|report(?:s|ed)?|explain(?:s|ed)?|schrieb(?:en)?|schreibt|stand|steht|S[äa]tz(?:e|es)?|Worte?|Zeile|zitiert|Beispiel|écri(?:t|vit|te)|phrases?|mots?|cite|exemple)\b/iu

/** How far from a quotation such a word may be. */
const NEAR = 100

/** The quotations that the text introduces as such. */
export function toldQuotations(text: string): readonly Place[] {
  return [...text.matchAll(MARKS)].flatMap((match) => {
    const place = { start: match.index, end: match.index + match[0].length }
    const around = `${text.slice(Math.max(0, place.start - NEAR), place.start)} ${text.slice(place.end, place.end + NEAR)}`
    return TELLING.test(around) ? [place] : []
  })
}

/** The most words of a quotation beside the suspicious ones. More of them could be the order itself. */
const MOST_OTHER_WORDS = 3

/** Whether a quotation holds little more than these places. */
export function isBarelyMore(text: string, quotation: Place, places: readonly Place[]): boolean {
  let rest = ''
  let from = quotation.start
  for (const { start, end } of [...places].sort((a, b) => a.start - b.start)) {
    rest += ` ${text.slice(from, Math.max(from, start))}`
    from = Math.max(from, end)
  }
  rest += ` ${text.slice(from, quotation.end)}`
  return (rest.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) <= MOST_OTHER_WORDS
}
