/** Figures and statistics on their own, for an app that has answers but no run. */
export { bitsPerByte } from './metrics/bits-per-byte.js'
export { bleu } from './metrics/bleu.js'
export {
  brierScore,
  type CalibrationOptions,
  calibrationError,
  type ReliabilityBin,
  type RiskCoverage,
  reliabilityBins,
  riskCoverage,
} from './metrics/calibration.js'
export { chrf } from './metrics/chrf.js'
export {
  type ClassificationReport,
  type ConfusionMatrix,
  classificationReport,
  confusionMatrix,
  type LabelReport,
  type PrecisionRecall,
} from './metrics/classification.js'
export { pearson, spearman } from './metrics/correlation.js'
export { averagePrecision, rocAuc, truePositiveRateAt } from './metrics/detection.js'
export { type MultiLabelReport, multiLabelReport } from './metrics/multi-label.js'
export { exactMatch, tokenF1 } from './metrics/question-answering.js'
export {
  type Judgements,
  type RetrievalOptions,
  type RetrievalScores,
  rankByScore,
  retrievalScores,
} from './metrics/retrieval.js'
export { type RougeOptions, type RougeScores, rouge } from './metrics/rouge.js'
export {
  fBeta,
  type GoldSpan,
  type SpanReport,
  type SpanRow,
  type SpanScores,
  spanReport,
  type TypeReport,
} from './metrics/spans.js'
export { summarizeTimings, type TimingSummary } from './metrics/timing.js'
export {
  type BootstrapOptions,
  bootstrap,
  type Interval,
  type PairedDifference,
  pairedBootstrap,
} from './statistics/bootstrap.js'
export { holm } from './statistics/holm.js'
export { type McNemar, mcnemar } from './statistics/mcnemar.js'
export { meanStatistic, ratioStatistic, type Statistic } from './statistics/statistic.js'
