import { eachWord } from '../store/shared/words.js'
import { countWords } from './count-words.js'

/** Words in brackets, which a headline can do without. */
const BRACKETED = /\s*(?:\([^()]*\)|（[^（）]*）|\[[^[\]]*\])/gu

/** "In this report, we show that", "However," and the like: words before the statement itself. */
const OPENINGS: readonly RegExp[] = [
  /^(?:however|therefore|thus|hence|moreover|furthermore|also|finally|overall|in (?:summary|short|conclusion|brief)|to sum up|for example|jedoch|daher|außerdem|insgesamt|zusammenfassend|cependant|donc|ainsi|enfin|en résumé|sin embargo|además|por lo tanto|en resumen)\s*,?\s+/iu,
  /^(?:in this \p{L}+\s*,\s*)?(?:we|the authors?) (?:show|find|found|demonstrate|argue|conclude|report|prove) that\s+/iu,
  /^in this \p{L}+\s*,\s*/iu,
]

/** Where a sentence can end early and still be a statement. */
const BREAKS =
  /\s*[;:—]\s|\s–\s|,\s|，|；|\s(?=(?:which|because|although|while|whereas|weil|obwohl|während|parce que|bien que|porque|aunque)\s)/giu

/** Shortens a sentence to a headline of at most so many words. */
export function headlineOf(sentence: string, most: number, language: string): string {
  let text = sentence.replace(BRACKETED, '')
  for (const opening of OPENINGS) {
    const rest = text.replace(opening, '')
    if (countWords(rest, language) >= FEWEST) text = rest
  }
  text = text.replace(/[\s.。।]+$/u, '')
  text = text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())
  return countWords(text, language) <= most ? text : cutTo(text, most, language)
}

/** A headline of fewer words has no statement. */
const FEWEST = 5

/** A cut that leaves less than this share of the words leaves half a statement. */
const LEAST_SHARE = 0.6

/** The longest beginning that ends at a break; without such a break, the first words and an ellipsis. */
function cutTo(text: string, most: number, language: string): string {
  let end = 0
  let count = 0
  eachWord(text, language, (word, start) => {
    count += 1
    if (count < most) end = start + word.length
  })
  const breaks = Array.from(text.slice(0, end + 2).matchAll(BREAKS), ({ index }) => index)
  const last = breaks.findLast((at) => countWords(text.slice(0, at), language) >= LEAST_SHARE * most)
  return last === undefined ? `${text.slice(0, end)}…` : text.slice(0, last)
}
