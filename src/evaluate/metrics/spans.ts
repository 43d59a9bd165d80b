import { countedOnce, everyRowOnce, meanStatistic, ratioStatistic, type Statistic } from '../statistics/statistic.js'
import type { PrecisionRecall } from './classification.js'

/** A span with its type. */
export interface GoldSpan {
  /** Where the span begins. */
  readonly start: number
  /** Where the span ends. */
  readonly end: number
  /** The type of the span. */
  readonly type: string
}

/** The correct spans of a text, and the spans that were found. */
export interface SpanRow {
  /** How many UTF-16 units the text has. */
  readonly length: number
  /** The correct spans. */
  readonly gold: readonly GoldSpan[]
  /** The spans that were found. */
  readonly predicted: readonly GoldSpan[]
}

/** Precision and recall of spans. */
export interface SpanScores extends PrecisionRecall {
  /** Like F1, but recall counts twice as much, because a leak costs more than a needless mask. */
  readonly f2: number
}

/** The figures of one type. */
export interface TypeReport {
  /** The type. */
  readonly type: string
  /** The number of correct spans of the type. */
  readonly support: number
  /** The number of found spans of the type, right or wrong. */
  readonly predicted: number
  /** The figures where start and end must be the same. */
  readonly exact: SpanScores
  /** The figures where one common character is enough. */
  readonly overlap: SpanScores
}

/** The figures of span detection, over all types and for each type. */
export interface SpanReport {
  /** How many texts were compared. */
  readonly rows: number
  /** The figures where start, end and type must be the same. */
  readonly exact: SpanScores
  /** The figures where the type must be the same and one common character is enough. */
  readonly overlap: SpanScores
  /** The figures where one common character is enough and the type does not matter. */
  readonly anyType: SpanScores
  /** The share of the characters in correct spans that no found span covers. */
  readonly characterLeak: number
  /** The share of the other characters that a found span covers. */
  readonly overRedaction: number
  /** The figures of each type. */
  readonly types: readonly TypeReport[]
}

/**
 * Computes the figures of found spans: how many were found, exactly or in part, and how much text was hidden or leaked.
 *
 * @example
 * const gold = [{ start: 0, end: 3, type: 'PERSON' }]
 * spanReport([{ length: 10, gold, predicted: [{ start: 0, end: 2, type: 'PERSON' }] }]).characterLeak // 1 / 3
 */
export function spanReport(rows: readonly SpanRow[]): SpanReport {
  const once = everyRowOnce(rows.length)
  const types = [...new Set(rows.flatMap(({ gold, predicted }) => [...gold, ...predicted].map(({ type }) => type)))]
  const { characterLeak, overRedaction } = characterStatistics(rows)
  return {
    rows: rows.length,
    exact: scores(rows.map((row) => tally(row, 'exact'))),
    overlap: scores(rows.map((row) => tally(row, 'overlap'))),
    anyType: scores(rows.map((row) => tally(row, 'anyType'))),
    characterLeak: characterLeak(once),
    overRedaction: overRedaction(once),
    types: types.sort().map((type) => {
      const only = (spans: readonly GoldSpan[]) => spans.filter((span) => span.type === type)
      const ofType = rows.map((row) => ({ ...row, gold: only(row.gold), predicted: only(row.predicted) }))
      const exact = ofType.map((row) => tally(row, 'exact'))
      return {
        type,
        support: exact.reduce((sum, row) => sum + row.gold, 0),
        predicted: exact.reduce((sum, row) => sum + row.predicted, 0),
        exact: scores(exact),
        overlap: scores(ofType.map((row) => tally(row, 'overlap'))),
      }
    }),
  }
}

/** Names of the figures that every set of spans has. */
type SpanFigure =
  | 'exactF1'
  | 'overlapPrecision'
  | 'overlapRecall'
  | 'overlapF1'
  | 'anyTypePrecision'
  | 'anyTypeRecall'
  | 'anyTypeF2'
  | 'wholeRecall'
  | 'characterLeak'
  | 'overRedaction'
  | 'rowsRight'

/** The main figures of span detection as functions of resampled rows. */
export function spanStatistics(rows: readonly SpanRow[]): Record<SpanFigure, Statistic> {
  const exact = figures(rows.map((row) => tally(row, 'exact')))
  const overlap = figures(rows.map((row) => tally(row, 'overlap')))
  const anyType = figures(rows.map((row) => tally(row, 'anyType')))
  const whole = rows.map((row) => row.gold.filter((span) => isHidden(span, row)).length)
  return {
    exactF1: exact('f1'),
    overlapPrecision: overlap('precision'),
    overlapRecall: overlap('recall'),
    overlapF1: overlap('f1'),
    anyTypePrecision: anyType('precision'),
    anyTypeRecall: anyType('recall'),
    anyTypeF2: anyType('f2'),
    wholeRecall: ratioStatistic(
      whole,
      rows.map(({ gold }) => gold.length),
    ),
    ...characterStatistics(rows),
    rowsRight: meanStatistic(rows.map((row, index) => (isRight(row, whole[index]!) ? 1 : 0))),
  }
}

/** How much is flagged in texts without correct spans: the share of those texts, and of their characters. Empty without them. */
export function falseAlarmStatistics(rows: readonly SpanRow[]): Record<string, Statistic> {
  const empty = rows.map(({ gold }) => gold.length === 0)
  if (!empty.includes(true)) return {}
  const column = (value: (row: SpanRow) => number) => rows.map((row, index) => (empty[index] ? value(row) : 0))
  return {
    falseAlarmRows: ratioStatistic(
      column(({ predicted }) => (predicted.length > 0 ? 1 : 0)),
      column(() => 1),
      Number.NaN,
    ),
    falseAlarmCharacters: ratioStatistic(
      column(({ predicted, length }) => count(mask(predicted, length))),
      column(({ length }) => length),
      Number.NaN,
    ),
  }
}

/** Whether found spans, of any type, cover the whole span. */
function isHidden({ start, end }: GoldSpan, { predicted, length }: SpanRow): boolean {
  return count(mask(predicted, length).subarray(start, end)) === end - start
}

/** Whether all correct spans are hidden completely, and no found span is needless. */
function isRight({ gold, predicted }: SpanRow, whole: number): boolean {
  const needless = predicted.some((span) => !gold.some((other) => spansMatch(span, other, 'anyType')))
  return whole === gold.length && !needless
}

type Matching = 'exact' | 'overlap' | 'anyType'

interface Tally {
  readonly gold: number
  readonly found: number
  readonly predicted: number
  readonly right: number
}

/** Whether two spans count as the same finding. */
export function spansMatch(a: GoldSpan, b: GoldSpan, matching: Matching): boolean {
  if (matching === 'exact') return a.start === b.start && a.end === b.end && a.type === b.type
  return a.start < b.end && b.start < a.end && (matching === 'anyType' || a.type === b.type)
}

function tally({ gold, predicted }: SpanRow, matching: Matching): Tally {
  // A span that is reported twice counts once. A detector could otherwise raise its precision by repeating itself.
  const givenOnce = predicted.filter((span, index) => predicted.findIndex((other) => sameSpan(span, other)) === index)
  const found = gold.filter((span) => givenOnce.some((other) => spansMatch(span, other, matching))).length
  const right = givenOnce.filter((span) => gold.some((other) => spansMatch(span, other, matching))).length
  return { gold: gold.length, found, predicted: givenOnce.length, right }
}

const sameSpan = (a: GoldSpan, b: GoldSpan): boolean => spansMatch(a, b, 'exact')

/** The scores of all rows, or of a resample of the rows, one figure at a time. */
function figures(tallies: readonly Tally[]): (name: keyof SpanScores) => Statistic {
  const column = (name: keyof Tally) => Float64Array.from(tallies, (row) => row[name])
  const columns = [column('gold'), column('found'), column('predicted'), column('right')] as const
  const total = countedOnce((weights) => totalOf(columns, weights))
  return (name) => (weights) => {
    const counts = total(weights)
    // Without correct and found spans there is no failure, and no success that could be averaged.
    return counts.gold + counts.predicted === 0 ? Number.NaN : scoresOf(counts)[name]
  }
}

function totalOf([gold, found, predicted, right]: readonly Float64Array[], weights: Uint32Array): Tally {
  const total = { gold: 0, found: 0, predicted: 0, right: 0 }
  for (let row = 0; row < weights.length; row += 1) {
    const weight = weights[row]!
    total.gold += weight * gold![row]!
    total.found += weight * found![row]!
    total.predicted += weight * predicted![row]!
    total.right += weight * right![row]!
  }
  return total
}

function scores(tallies: readonly Tally[]): SpanScores {
  const sum = (name: keyof Tally) => tallies.reduce((total, row) => total + row[name], 0)
  return scoresOf({ gold: sum('gold'), found: sum('found'), predicted: sum('predicted'), right: sum('right') })
}

function scoresOf({ gold, found, predicted, right }: Tally): SpanScores {
  const precision = predicted === 0 ? 0 : right / predicted
  const recall = gold === 0 ? 0 : found / gold
  return { precision, recall, f1: fBeta(precision, recall, 1), f2: fBeta(precision, recall, 2) }
}

/**
 * The harmonic mean of precision and recall, where recall counts `beta` times as much.
 *
 * @example
 * fBeta(0.5, 1, 2) // 0.833…
 */
export function fBeta(precision: number, recall: number, beta: number): number {
  const both = beta ** 2 * precision + recall
  return both === 0 ? 0 : ((1 + beta ** 2) * precision * recall) / both
}

function characterStatistics(rows: readonly SpanRow[]): Record<'characterLeak' | 'overRedaction', Statistic> {
  const counts = rows.map(({ length, gold, predicted }) => {
    // Masks instead of lengths, because spans may overlap.
    const hidden = mask(gold, length)
    const covered = mask(predicted, length)
    let secret = 0
    let leaked = 0
    let needless = 0
    for (let at = 0; at < length; at += 1) {
      secret += hidden[at]!
      if (hidden[at] === 1 && covered[at] === 0) leaked += 1
      if (hidden[at] === 0 && covered[at] === 1) needless += 1
    }
    return { secret, leaked, open: length - secret, needless }
  })
  const column = (name: 'secret' | 'leaked' | 'open' | 'needless') => counts.map((row) => row[name])
  return {
    characterLeak: ratioStatistic(column('leaked'), column('secret')),
    overRedaction: ratioStatistic(column('needless'), column('open')),
  }
}

function mask(spans: readonly GoldSpan[], length: number): Uint8Array {
  const covered = new Uint8Array(length)
  for (const { start, end } of spans) covered.fill(1, start, end)
  return covered
}

function count(covered: Uint8Array): number {
  return covered.reduce((sum, one) => sum + one, 0)
}
