import { eachWord } from '../store/shared/words.js'

/** The number of words, in any script. */
export function countWords(text: string, language: string): number {
  let count = 0
  eachWord(text, language, () => {
    count += 1
  })
  return count
}
