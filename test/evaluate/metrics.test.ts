import { describe, expect, test } from 'vitest'
import { bitsPerByte } from '../../src/evaluate/metrics/bits-per-byte.js'
import { bleu, tokenize13a } from '../../src/evaluate/metrics/bleu.js'
import {
  brierScore,
  calibrationError,
  calibrationStatistic,
  reliabilityBins,
  riskCoverage,
} from '../../src/evaluate/metrics/calibration.js'
import { chrf } from '../../src/evaluate/metrics/chrf.js'
import {
  classificationReport,
  classificationStatistics,
  confusionMatrix,
} from '../../src/evaluate/metrics/classification.js'
import { pearson, pearsonStatistic, spearman, spearmanStatistic } from '../../src/evaluate/metrics/correlation.js'
import { averagePrecision, rocAuc, rocAucStatistic, truePositiveRateAt } from '../../src/evaluate/metrics/detection.js'
import { multiLabelReport } from '../../src/evaluate/metrics/multi-label.js'
import { exactMatch, tokenF1 } from '../../src/evaluate/metrics/question-answering.js'
import { rankByScore, retrievalScores } from '../../src/evaluate/metrics/retrieval.js'
import { rouge } from '../../src/evaluate/metrics/rouge.js'
import { falseAlarmStatistics, spanReport, spanStatistics } from '../../src/evaluate/metrics/spans.js'
import { summarizeTimings } from '../../src/evaluate/metrics/timing.js'
import { quantile } from '../../src/evaluate/statistics/quantile.js'
import { everyRowOnce } from '../../src/evaluate/statistics/statistic.js'
import reference from '../fixtures/evaluate/reference.json' with { type: 'json' }

/** Compares every number that the reference names; `actual` may hold more. */
function agrees(actual: unknown, expected: unknown, tolerance: number, path = ''): void {
  if (typeof expected === 'number') {
    expect(Math.abs((actual as number) - expected), `${path}: ${actual} for ${expected}`).toBeLessThanOrEqual(tolerance)
  } else if (expected !== null && typeof expected === 'object') {
    for (const [key, value] of Object.entries(expected)) {
      agrees((actual as Record<string, unknown>)[key], value, tolerance, `${path}.${key}`)
    }
  } else expect(actual, path).toBe(expected)
}

const RANKING = 1e-9
const OTHER = 1e-6

describe('agreement with the reference implementations', () => {
  test.each(reference.classification)('classification, as scikit-learn', (row) => {
    const { actual, predicted, confusion, ...expected } = row
    const report = classificationReport(actual, predicted)
    agrees(report, expected, RANKING)
    expect(report.labels.map(({ label }) => label)).toEqual(expected.labels.map(({ label }) => label))
    expect(confusionMatrix(actual, predicted).counts).toEqual(confusion)
    const statistics = classificationStatistics(actual, predicted)
    const once = everyRowOnce(actual.length)
    agrees(statistics.macroF1(once), expected.macro.f1, RANKING)
    agrees(statistics.balancedAccuracy(once), expected.balancedAccuracy, RANKING)
  })

  test.each(reference.detection)('detection, as scikit-learn', ({ positive, scores, ...expected }) => {
    agrees(rocAuc(positive, scores), expected.rocAuc, RANKING)
    agrees(averagePrecision(positive, scores), expected.averagePrecision, RANKING)
    for (const [limit, rate] of Object.entries(expected.truePositiveRate)) {
      agrees(truePositiveRateAt(positive, scores, Number(limit)), rate, RANKING, limit)
    }
  })

  test.each(reference.calibration)('calibration, as defined; Brier as scikit-learn', (row) => {
    const { correct, confidences, bins } = row
    agrees(calibrationError(correct, confidences, { bins }), row.width, OTHER)
    agrees(calibrationError(correct, confidences, { bins, by: 'mass' }), row.mass, OTHER)
    agrees(riskCoverage(correct, confidences).area, row.area, OTHER)
    agrees(brierScore(row.truth, row.probabilities), row.brier, OTHER)
    const plotted = reliabilityBins(correct, confidences, { bins })
    const fromPlot = plotted.reduce((sum, bin) => sum + bin.rows * Math.abs(bin.accuracy - bin.confidence), 0)
    agrees(fromPlot / correct.length, row.width, OTHER)
  })

  test('several labels a row, as scikit-learn', () => {
    const { actual, predicted, ...expected } = reference.multiLabel
    agrees(multiLabelReport(actual, predicted), expected, RANKING)
  })

  test('spans, as defined; characters as scikit-learn', () => {
    const { rows, ...expected } = reference.spans
    agrees(spanReport(rows), expected, RANKING)
    const once = everyRowOnce(rows.length)
    agrees(spanStatistics(rows).anyTypeF2(once), expected.anyType.f2, RANKING)
    agrees(spanStatistics(rows).characterLeak(once), expected.characterLeak, RANKING)
    agrees(spanStatistics(rows).anyTypePrecision(once), expected.anyType.precision, RANKING)
    agrees(spanStatistics(rows).anyTypeRecall(once), expected.anyType.recall, RANKING)
  })

  test('spans hidden whole, rows without a fault, and false alarms where nothing is to be hidden', () => {
    const span = (start: number, end: number, type = 'PERSON') => ({ start, end, type })
    const rows = [
      // Two findings hide one span between them, whatever they call it.
      { length: 20, gold: [span(0, 8)], predicted: [span(0, 4), span(4, 8, 'DATE')] },
      { length: 20, gold: [span(0, 8)], predicted: [span(1, 8)] },
      { length: 20, gold: [span(0, 8)], predicted: [span(0, 8), span(10, 12)] },
      { length: 20, gold: [], predicted: [span(0, 4), span(2, 5)] },
      { length: 30, gold: [], predicted: [] },
    ]
    const once = everyRowOnce(rows.length)
    const { wholeRecall, rowsRight } = spanStatistics(rows)
    expect([wholeRecall(once), rowsRight(once)]).toEqual([2 / 3, 2 / 5])
    const { falseAlarmRows, falseAlarmCharacters } = falseAlarmStatistics(rows)
    expect([falseAlarmRows!(once), falseAlarmCharacters!(once)]).toEqual([1 / 2, 5 / 50])
    expect(falseAlarmStatistics(rows.slice(0, 3))).toEqual({})
    // A resample may hold no such row.
    expect(falseAlarmRows!(Uint32Array.of(1, 1, 1, 0, 0))).toBeNaN()
  })

  test.each(reference.correlation)('correlation, as SciPy, also of a resample', ({ x, y, weights, ...expected }) => {
    agrees(spearman(x, y), expected.spearman, RANKING)
    agrees(pearson(x, y), expected.pearson, RANKING)
    agrees(spearmanStatistic(x, y)(Uint32Array.from(weights)), expected.weightedSpearman, RANKING)
    agrees(pearsonStatistic(x, y)(Uint32Array.from(weights)), expected.weightedPearson, RANKING)
  })

  test('retrieval, as trec_eval', () => {
    for (const { ranking, judgements, values, wholeReciprocalRank } of reference.retrieval) {
      const known = Object.fromEntries(Object.entries(judgements).filter(([, gain]) => gain !== undefined))
      for (const [k, expected] of Object.entries(values)) {
        agrees(retrievalScores(ranking, known, { k: Number(k) }), expected, RANKING)
      }
      agrees(retrievalScores(ranking, known, { k: 1000 }).reciprocalRank, wholeReciprocalRank, RANKING)
    }
  })

  test.each(reference.answers)('answers, as SQuAD: $answer', ({ answer, references, ...expected }) => {
    agrees(exactMatch(answer, references), expected.exactMatch, OTHER)
    agrees(tokenF1(answer, references), expected.f1, OTHER)
  })

  test.each(reference.texts.rows)('texts, as rouge-score and sacreBLEU: $text', (row) => {
    expect(tokenize13a(row.text)).toEqual(row.tokens)
    agrees(rouge(row.text, row.references), { rouge1: row.rouge1, rouge2: row.rouge2, rougeL: row.rougeL }, OTHER)
    agrees(bleu([row.text], [row.references]), row.bleu, OTHER)
    agrees(chrf([row.text], [row.references]), row.chrf, OTHER)
  })

  test('a corpus of texts with different numbers of references, as sacreBLEU', () => {
    const texts = reference.texts.rows.map(({ text }) => text)
    const references = reference.texts.rows.map(({ references }) => references)
    agrees(bleu(texts, references), reference.texts.bleu, OTHER)
    agrees(chrf(texts, references), reference.texts.chrf, OTHER)
  })

  test('quantiles, as NumPy', () => {
    for (const [share, value] of Object.entries(reference.quantiles.at)) {
      agrees(quantile(reference.quantiles.values, Number(share)), value, RANKING)
    }
  })
})

describe('awkward input', () => {
  test('figures that nothing defines are NaN or 0, and never a wrong number', () => {
    expect(spearman([1, 1, 1], [1, 2, 3])).toBeNaN()
    expect(rocAuc([true, true], [0.1, 0.2])).toBeNaN()
    expect(retrievalScores([], { a: 1 }).ndcg).toBe(0)
    expect(spanReport([]).exact.f1).toBe(0)
    expect(bleu([''], [['']])).toBe(0)
    expect(chrf([''], [['abc']])).toBe(0)
    expect(rouge('…', ['…'])).toEqual({ rouge1: 0, rouge2: 0, rougeL: 0 })
    expect(summarizeTimings([])).toBeUndefined()
  })

  test('labels called like properties of objects are labels', () => {
    const report = classificationReport(['constructor', '__proto__'], ['constructor', 'toString'])
    expect(report.accuracy).toBe(0.5)
    expect(report.neverPredicted).toEqual(['__proto__'])
    expect(retrievalScores(['constructor', 'toString'], { a: 1 }).judged).toBe(0)
  })

  test('NaN and columns of different length are refused, naming the row', () => {
    expect(() => rocAuc([true, false], [0.1, Number.NaN])).toThrow('got NaN in row 1')
    expect(() => spearman([1, 2], [1, Number.NaN])).toThrow('in row 1')
    expect(() => calibrationError([true], [1.5])).toThrow('got 1.5 in row 0')
    expect(() => classificationReport(['a'], [])).toThrow(RangeError)
    expect(() => retrievalScores(['a', 'a'], { a: 1 })).toThrow('only once')
    expect(() => retrievalScores(['a'], { a: 1 }, { k: 0 })).toThrow('`k` must be a positive integer, got 0')
  })

  test('a span reported twice is one finding', () => {
    const span = { start: 0, end: 3, type: 'PERSON' }
    const wrong = { start: 5, end: 6, type: 'PERSON' }
    const report = spanReport([{ length: 8, gold: [span], predicted: [span, span, wrong] }])
    expect(report.exact.precision).toBe(0.5)
  })

  test('equal scores are ranked by id, whatever order they come in', () => {
    const scored = ['b', 'a', '10', '9'].map((id) => ({ id, score: 0.5 }))
    expect(rankByScore(scored)).toEqual(rankByScore([...scored].reverse()))
  })

  test('a resample with every row twice has the same figures', () => {
    const { positive, scores } = reference.detection[1]!
    const twice = new Uint32Array(scores.length).fill(2)
    expect(rocAucStatistic(positive, scores)(twice)).toBeCloseTo(rocAuc(positive, scores), 12)
    const { correct, confidences } = reference.calibration[0]!
    expect(calibrationStatistic(correct, confidences)(new Uint32Array(correct.length).fill(2))).toBeCloseTo(
      calibrationError(correct, confidences),
      12,
    )
  })

  test('bits per byte counts bytes, not characters', () => {
    expect(bitsPerByte([{ text: 'é', nats: 2 * Math.LN2 }])).toBeCloseTo(1, 12)
  })
})
