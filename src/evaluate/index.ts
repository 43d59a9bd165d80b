export type {
  CandidatesRow,
  Dataset,
  DatasetHeader,
  DatasetRow,
  DatasetRows,
  DatasetShape,
  EvaluationTask,
  LabelRow,
  PairRow,
  PassageRow,
  QueryRow,
  QuestionRow,
  RowProblem,
  SpansRow,
  TextRow,
} from './dataset/dataset.js'
export { type ReadDatasetOptions, readDataset } from './dataset/read-dataset.js'
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
export { type Judgements, type RetrievalScores, rankByScore, retrievalScores } from './metrics/retrieval.js'
export { type RougeOptions, type RougeScores, rouge } from './metrics/rouge.js'
export { fBeta, type GoldSpan, type SpanReport, type SpanRow, type SpanScores, spanReport } from './metrics/spans.js'
export { summarizeTimings, type TimingSummary } from './metrics/timing.js'
export { mountReport } from './report/mount-report.js'
export { reportHtml } from './report/report-html.js'
export { type ReportData, type ReportOptions, type ReportRow, reportData } from './report/view/report-data.js'
export { type ChangedRow, compareRuns, type MetricChange, type RunComparison, type SliceChange } from './run/compare.js'
export { type EvaluateOptions, type EvaluateProgress, evaluate, type Predictor, runKey } from './run/evaluate.js'
export { checkGates, type Gates } from './run/gate.js'
export {
  type ModelFactories,
  type OpenPredictor,
  type OpenPredictorOptions,
  openPredictor,
  RULES,
} from './run/open-predictor.js'
export { parseRun } from './run/parse-run.js'
export {
  classifierPredictor,
  generatorPredictor,
  labelerPredictor,
  languagePredictor,
  likelihoodPredictor,
  type PredictorFacts,
  pairPredictor,
  redactorPredictor,
  rerankPredictor,
  retrievalPredictor,
} from './run/predictors.js'
export type { Outcome, Output, Run, RunModel, RunSystem } from './run/run.js'
export { saveRun } from './run/save-run.js'
export { type Metric, type RunScore, type ScoreOptions, type SliceScore, scoreRun } from './run/score.js'
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
