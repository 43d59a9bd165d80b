import { countedOnce, everyRowOnce, meanStatistic, ratioStatistic, type Statistic } from '../statistics/statistic.js'
import type { PrecisionRecall } from './classification.js'

/** A span with the type that it should get. */
export interface GoldSpan {
  /** Where the span begins. */
  readonly start: number
  /** Where the span ends. */
  readonly end: number
  /** What the span is. */
  readonly type: string
}

/** The spans of one text: those that are right and those that were found. */
export interface SpanRow {
  /** How many UTF-16 units the text has. */
  readonly length: number
  /** The spans that are right. */
  readonly gold: readonly GoldSpan[]
  /** The spans that were found. */
  readonly predicted: readonly GoldSpan[]
}

/** How many spans were found and how many findings were right. */
export interface SpanScores extends PrecisionRecall {
  /** As F1, with recall counted as twice as important: a leak costs more than a mask too many. */
  readonly f2: number
}

/** How well spans of one type are found. */
export interface TypeReport {
  /** The type. */
  readonly type: string
  /** How many spans of the type there are. */
  readonly support: number
  /** How many were found, rightly or not. */
  readonly predicted: number
  /** The figures where both ends must be the same. */
  readonly exact: SpanScores
  /** The figures where one common character is enough. */
  readonly overlap: SpanScores
}

/** How well spans are found, over all types and for each. */
export interface SpanReport {
  /** How many texts were compared. */
  readonly rows: number
  /** Same start, end and type. */
  readonly exact: SpanScores
  /** Same type and at least one character in common. */
  readonly overlap: SpanScores
  /** At least one character in common, whatever the type: was it found at all? */
  readonly anyType: SpanScores
  /** Share of the characters to be hidden that no prediction covers. */
  readonly characterLeak: number
  /** Share of the other characters that a prediction covers. */
  readonly overRedaction: number
  /** The figures of each type. */
  readonly types: readonly TypeReport[]
}

/**
 * Named stretches of text: how many were found, to the character or at all, and what was hidden or leaked.
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

/** Figures that every set of spans has. */
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

/** The headline figures of span detection, ready to be resampled. */
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

/** What is flagged where nothing is to be found: of such texts and of their characters. Nothing where there are none. */
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

/** Whether predictions, of any type, cover the span to its last character. */
function isHidden({ start, end }: GoldSpan, { predicted, length }: SpanRow): boolean {
  return count(mask(predicted, length).subarray(start, end)) === end - start
}

/** Whether all that is to be hidden is hidden whole, and nothing else is touched. */
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
  // A span reported twice is one finding, else a detector could buy precision by repeating itself.
  const givenOnce = predicted.filter((span, index) => predicted.findIndex((other) => sameSpan(span, other)) === index)
  const found = gold.filter((span) => givenOnce.some((other) => spansMatch(span, other, matching))).length
  const right = givenOnce.filter((span) => gold.some((other) => spansMatch(span, other, matching))).length
  return { gold: gold.length, found, predicted: givenOnce.length, right }
}

const sameSpan = (a: GoldSpan, b: GoldSpan): boolean => spansMatch(a, b, 'exact')

/** The scores of all rows, or of a resample of them, one figure at a time. */
function figures(tallies: readonly Tally[]): (name: keyof SpanScores) => Statistic {
  const column = (name: keyof Tally) => Float64Array.from(tallies, (row) => row[name])
  const columns = [column('gold'), column('found'), column('predicted'), column('right')] as const
  const total = countedOnce((weights) => totalOf(columns, weights))
  return (name) => (weights) => {
    const counts = total(weights)
    // Nothing to find and nothing claimed is no failure, and no success that could be averaged.
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
 * The harmonic mean of precision and recall in which recall counts `beta` times as much.
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
    // Masks and not lengths: spans may overlap each other.
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
