import type { LabelledSpan } from '../../../shared/tasks.js'
import type { Dataset, DatasetRow } from '../../dataset/dataset.js'
import { type GoldSpan, spansMatch } from '../../metrics/spans.js'
import type { ChangedRow, RunComparison } from '../../run/compare.js'
import { rowQualities } from '../../run/row-quality.js'
import type { Outcome, Run } from '../../run/run.js'
import { outcomesOf, type RunScore, scoreRun } from '../../run/score.js'

/** One row as a reader sees it. Field names are whole words: people read the files too, and short names would save little. */
export interface ReportRow {
  /** The id of the row. */
  readonly id: string
  /** The text of the row. */
  readonly text: string
  /** The correct answer, in words. */
  readonly wanted: string
  /** The answer of the model, in words. */
  readonly given: string
  /** The groups that the row belongs to. */
  readonly slices: Readonly<Record<string, string>>
  /** Whether the answer is right, for tasks where an answer is right or wrong. */
  readonly right?: boolean | undefined
  /** The quality of the answer from 0 to 1, for tasks with a degree of quality. */
  readonly quality?: number | undefined
  /** The confidence of the model. */
  readonly confidence?: number | undefined
  /** The reason why the model gave no answer. */
  readonly error?: string | undefined
  /** The true labels, as a list. */
  readonly labels?: readonly string[] | undefined
  /** The score of every label, for the threshold plot. */
  readonly scores?: Readonly<Record<string, number>> | undefined
  /** The correct spans, and the spans that were found. */
  readonly spans?: { readonly gold: readonly WantedSpan[]; readonly given: readonly ScoredSpan[] } | undefined
  /** The answer of the baseline, where it differs. */
  readonly before?: string | undefined
  /** Whether the answer is better or worse than the baseline's. */
  readonly change?: ChangedRow['verdict'] | undefined
}

interface WantedSpan extends GoldSpan {
  /** The highest score of a found span of the same type that shares a character with this span. */
  readonly foundAt?: number | undefined
}

interface ScoredSpan extends GoldSpan {
  readonly score: number
  /** Whether a wanted span has the same type and shares a character with this span. */
  readonly right: boolean
}

/** The content of a report. */
export interface ReportData {
  /** The run without its rows. */
  readonly run: Omit<Run, 'outcomes'>
  /** The run that the report compares with. */
  readonly baseline?: { readonly model: string; readonly startedAt: string } | undefined
  /** The figures of the run. */
  readonly score: RunScore
  /** The changes relative to the baseline. */
  readonly comparison?: Omit<RunComparison, 'changed'> | undefined
  /** All rows as a reader sees them. */
  readonly rows: readonly ReportRow[]
}

/** Options for the content of a report. */
export interface ReportOptions {
  /** The figures of the run. @default the result of `scoreRun` */
  readonly score?: RunScore | undefined
  /** An earlier run to compare with; needs `comparison`. @default none */
  readonly baseline?: Run | undefined
  /** The result of `compareRuns`. @default none */
  readonly comparison?: RunComparison | undefined
}

/** With more labels than this, the scores of all labels would make up most of the report. */
const MAX_SCORED_LABELS = 30

/**
 * Collects the content of a report, ready to be drawn or saved.
 *
 * @example
 * const html = reportHtml(reportData(dataset, run))
 */
export function reportData(
  dataset: Dataset,
  run: Run,
  { score = scoreRun(dataset, run), baseline, comparison }: ReportOptions = {},
): ReportData {
  const outcomes = outcomesOf(dataset, run)
  const before = baseline === undefined ? undefined : outcomesOf(dataset, baseline)
  const qualities = rowQualities(dataset, outcomes)
  const changes = new Map(comparison?.changed.map(({ id, verdict }) => [id, verdict]))
  const passages = new Map(dataset.shape === 'queries' ? dataset.corpus.map(({ id, text }) => [id, text]) : [])
  const rows = (dataset.rows as readonly DatasetRow[]).map((row, index): ReportRow => {
    const outcome = outcomes.get(row.id)
    const change = changes.get(row.id)
    return {
      id: row.id,
      text: textOf(row),
      wanted: wantedOf(row, passages),
      given: givenOf(row, outcome, passages),
      slices: row.slices,
      ...qualities[index],
      ...detailsOf(row, outcome),
      ...(change === undefined ? {} : { change, before: givenOf(row, before?.get(row.id), passages) }),
    }
  })
  const { outcomes: _, ...facts } = run
  const { changed: __, ...differences } = comparison ?? { changed: [] }
  return {
    run: facts,
    score,
    rows,
    baseline: baseline && { model: baseline.model.id, startedAt: baseline.startedAt },
    comparison: comparison && (differences as Omit<RunComparison, 'changed'>),
  }
}

type Passages = ReadonlyMap<string, string>

function textOf(row: DatasetRow): string {
  if ('pair' in row) return row.pair.join('\n')
  if ('text' in row) return row.text
  return 'query' in row ? row.query : [row.question, ...row.contexts].join('\n')
}

function wantedOf(row: DatasetRow, passages: Passages): string {
  if ('label' in row) return typeof row.label === 'string' ? row.label : row.label.join(', ') || 'no label'
  if ('spans' in row) return spanList(row.text, row.spans)
  if ('pair' in row) return String(row.score)
  if ('answers' in row) return row.answers.join(' / ')
  if ('references' in row) return row.references.join('\n')
  const known = 'candidates' in row ? new Map(row.candidates.map(({ id, text }) => [id, text])) : passages
  return Object.entries(row.relevant)
    .filter(([, gain]) => gain > 0)
    .map(([id]) => `${id}: ${known.get(id) ?? ''}`)
    .join('\n')
}

function givenOf(row: DatasetRow, outcome: Outcome | undefined, passages: Passages): string {
  if (outcome === undefined) return 'nothing'
  if ('error' in outcome) return `failed: ${outcome.error.message}`
  const { output } = outcome
  switch (output.type) {
    case 'labels':
      return output.scores[0]?.label ?? 'no label'
    case 'spans':
      return 'text' in row ? spanList(row.text, output.spans) : ''
    case 'similarity':
      return output.similarity.toFixed(3)
    case 'ranking': {
      const known = 'candidates' in row ? new Map(row.candidates.map(({ id, text }) => [id, text])) : passages
      const relevant = 'relevant' in row ? row.relevant : {}
      const line = ({ id, score }: { id: string; score: number }, place: number) =>
        `${place + 1}. ${(relevant[id] ?? 0) > 0 ? '✓ ' : ''}${id} (${score.toFixed(3)}): ${known.get(id) ?? ''}`
      return output.ranking.slice(0, 5).map(line).join('\n')
    }
    case 'text':
      return output.text
    case 'likelihood':
      return `${output.nats.toFixed(2)} nats`
  }
}

const spanList = (text: string, spans: readonly GoldSpan[]): string =>
  spans.map(({ start, end, type }) => `${type} ${text.slice(start, end)}`).join('\n') || 'nothing'

function detailsOf(row: DatasetRow, outcome: Outcome | undefined): Partial<ReportRow> {
  if (outcome === undefined) return {}
  if ('error' in outcome) return { error: `${outcome.error.code}: ${outcome.error.message}` }
  const { output } = outcome
  if (output.type === 'labels') {
    const scores = output.scores.slice(0, MAX_SCORED_LABELS).map(({ label, score }) => [label, rounded(score)])
    const labels = 'label' in row ? [row.label].flat() : []
    return { labels, confidence: rounded(output.scores[0]?.score ?? 0), scores: Object.fromEntries(scores) }
  }
  if (output.type === 'spans' && 'spans' in row) return { spans: judged(output.spans, row.spans) }
  return {}
}

function judged(spans: readonly LabelledSpan[], gold: readonly GoldSpan[]): ReportRow['spans'] {
  return {
    gold: gold.map((span) => {
      const found = spans.filter((other) => spansMatch(span, other, 'overlap')).map(({ score }) => rounded(score))
      return found.length === 0 ? span : { ...span, foundAt: Math.max(...found) }
    }),
    given: spans.map(({ start, end, type, score }) => {
      const right = gold.some((span) => spansMatch(span, { start, end, type }, 'overlap'))
      return { start, end, type, score: rounded(score), right }
    }),
  }
}

const rounded = (value: number): number => Math.round(value * 1e4) / 1e4
