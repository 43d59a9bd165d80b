import { diversify } from '../store/shared/diversify.js'
import { announces } from './cues.js'
import { COUNTS, HEADLINE_WORDS, type SummaryForm } from './forms.js'
import { headlineOf } from './headline.js'
import type { RankedSource } from './rank-sentences.js'

/** A statement of a summary, with the sentences of the text from which it comes. */
export interface SummaryPoint {
  /** The statement: `summary.text.slice(start, end)`. */
  readonly text: string
  /** Where the statement begins in the summary. */
  readonly start: number
  /** Where the statement ends in the summary. */
  readonly end: number
  /** The places in the text that say it, the nearest first. An empty list means that no sentence of the text is near. */
  readonly sources: readonly { readonly start: number; readonly end: number }[]
}

/** How much a further sentence must differ from those before it. */
const DIVERSITY = 0.3

/** A teaser does not tell the end. */
const TEASED = 0.6

/** Makes a summary of whole sentences of the text. */
export function extractSummary(source: RankedSource, form: SummaryForm): { text: string; points: SummaryPoint[] } {
  const chosen = chooseSentences(source, form)
  const isList = form.type === 'key-points'
  const separator = isList ? '\n' : UNSPACED.test(form.language) ? '' : ' '
  let text = ''
  const points = chosen.map((index): SummaryPoint => {
    const { start, end, text: sentence } = source.sentences[index]!
    const shown = form.type === 'headline' ? headlineOf(sentence, HEADLINE_WORDS[form.length], form.language) : sentence
    const line = isList && form.format === 'markdown' ? `- ${shown}` : shown
    text += (text === '' ? '' : separator) + line
    return { text: shown, start: text.length - shown.length, end: text.length, sources: [{ start, end }] }
  })
  return { text, points }
}

/** Languages that put no space between sentences. */
const UNSPACED = /^(?:zh|ja)\b/

/** The indexes of the best sentences: points in the order of their weight, running text in the order of the source. */
function chooseSentences({ sentences, scores, likeness }: RankedSource, { type, length }: SummaryForm): number[] {
  const last = type === 'teaser' ? Math.max(1, Math.ceil(sentences.length * TEASED)) : sentences.length
  const candidates = sentences.flatMap(({ text }, row) => {
    if (row >= last) return []
    // A teaser would tell the result with such a sentence, unless the sentence only opens the text.
    const score = (scores[row] as number) - (type === 'teaser' && row > 0 && announces(text) ? 1 : 0)
    return [{ row, score }]
  })
  const limit = type === 'headline' ? 1 : COUNTS[type][length]
  const rowOf = (index: number) => candidates[index]?.row ?? 0
  const picked = diversify(candidates, (one, other) => likeness(rowOf(one), rowOf(other)), {
    diversity: DIVERSITY,
    limit,
  })
  const rows = picked.map(({ row }) => row)
  return type === 'key-points' ? rows : rows.sort((a, b) => a - b)
}
