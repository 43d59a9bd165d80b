import type { Dataset } from '../dataset/dataset.js'
import { exactMatch, tokenF1 } from '../metrics/question-answering.js'
import { retrievalScores } from '../metrics/retrieval.js'
import { rouge } from '../metrics/rouge.js'
import { spansMatch } from '../metrics/spans.js'
import type { Outcome, Output } from './run.js'
import { labelsGiven, outputsOf, rankingOf, scoresOf, spansOf, textOf } from './statistics-of.js'

export interface RowQuality {
  /** From 0 to 1; undefined where a single row has no quality, such as one pair of a correlation. */
  readonly quality: number | undefined
  /** Whether the row counts as right. */
  readonly right: boolean | undefined
}

/** The quality of the answer to each row. */
export function rowQualities(dataset: Dataset, outcomes: ReadonlyMap<string, Outcome>): RowQuality[] {
  const outputs = outputsOf(dataset.rows, outcomes)
  const graded = (quality: number): RowQuality => ({ quality, right: quality === 1 })
  switch (dataset.shape) {
    case 'labels':
      return dataset.rows.map(({ label }, row) => {
        const right =
          typeof label === 'string'
            ? scoresOf(outputs[row])[0]?.label === label
            : outputs[row] !== undefined && sameSet(label, labelsGiven(outputs[row]))
        return graded(right ? 1 : 0)
      })
    case 'spans':
      return dataset.rows.map(({ spans }, row) => {
        if (outputs[row] === undefined) return graded(0)
        const given = spansOf(outputs[row])
        const matched = spans.filter((span) => given.some((other) => spansMatch(span, other, 'exact'))).length
        const total = spans.length + given.length
        return graded(total === 0 ? 1 : (2 * matched) / total)
      })
    case 'pairs':
      return dataset.rows.map(() => ({ quality: undefined, right: undefined }))
    case 'queries':
    case 'candidates':
      return dataset.rows.map(({ relevant }, row) => graded(retrievalScores(rankingOf(outputs[row]), relevant).ndcg))
    case 'questions':
      return dataset.rows.map(({ answers }, row) => ({
        quality: tokenF1(textOf(outputs[row]), answers),
        right: exactMatch(textOf(outputs[row]), answers) === 1,
      }))
    case 'texts':
      return dataset.rows.map(({ references }, row) => ({
        quality: references.length === 0 ? undefined : rouge(textOf(outputs[row]), references).rougeL,
        right: undefined,
      }))
  }
}

/** Whether two answers have the same decision. The last digits of a score do not matter. */
export function sameAnswer(a: Outcome | undefined, b: Outcome | undefined): boolean {
  const [first, second] = [a, b].map((outcome) =>
    outcome !== undefined && 'output' in outcome ? outcome.output : null,
  )
  if (first === null || second === null) return first === second
  return decision(first!) === decision(second!)
}

function decision(output: Output): string {
  switch (output.type) {
    case 'labels':
      return output.scores[0]?.label ?? ''
    case 'spans':
      return JSON.stringify(output.spans.map(({ start, end, type }) => [start, end, type]).sort())
    case 'similarity':
      return output.similarity.toFixed(2)
    case 'ranking':
      return JSON.stringify(rankingOf(output).slice(0, 10))
    case 'text':
      return output.text
    case 'likelihood':
      return output.nats.toFixed(2)
  }
}

const sameSet = (a: readonly string[], b: readonly string[]): boolean => {
  const given = new Set(b)
  return new Set(a).size === given.size && a.every((item) => given.has(item))
}
