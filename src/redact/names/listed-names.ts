import type { Entity } from '../findings/recognizer.js'
import type { IsEveryday } from '../words/everyday-words.js'

const ITEM = "[\\p{L}\\p{M}'’-]{2,30}"
/** At least three words with commas between them: "sam, priya, diego and mei". */
const LIST = new RegExp(
  `(?<![\\p{L}\\p{N}])${ITEM}(?:, ?(?:and |& )?${ITEM}| (?:and|und|y|et|e|en|&) ${ITEM}){2,40}(?![\\p{L}\\p{N}])`,
  'gu',
)
const ONE = new RegExp(ITEM, 'gu')
const JOINS = /^(?:and|und|y|et|e|en)$/

/**
 * The other names of a list in small letters, where a model found at least two names and at least half of the list. Words with
 * capitals are left to the model, because it sees them itself and companies are in lists too. Everyday words are not names, so
 * "bring sam, priya and cake" keeps its cake.
 */
export function listedNames(text: string, found: readonly Entity[], isEveryday: IsEveryday): Entity[] {
  const names = found.filter(({ type, score }) => type === 'PERSON' && score >= 0.5)
  if (names.length < 2) return []
  const listed: Entity[] = []
  for (const { 0: list, index } of text.matchAll(LIST)) {
    const items = Array.from(list.matchAll(ONE), ({ 0: word, index: at }) => ({ word, start: index + at }))
    const words = items.filter(({ word }) => !JOINS.test(word))
    const isName = ({ start }: { start: number }) => names.some((name) => name.start <= start && start < name.end)
    const known = words.filter(isName)
    if (known.length < 2 || known.length * 2 < words.length) continue
    for (const item of words) {
      if (isName(item) || /\p{Lu}/u.test(item.word) || isEveryday(item.word)) continue
      const like = names.find((name) => name.start === known[0]!.start) ?? names[0]!
      listed.push({ ...like, start: item.start, end: item.start + item.word.length })
    }
  }
  return listed
}
