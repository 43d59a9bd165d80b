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
  type EvaluatedPrompt,
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
export {
  type Metric,
  type RunScore,
  type ScoreDetails,
  type ScoreRunOptions,
  type SliceScore,
  scoreRun,
} from './run/score.js'
export {
  type SummarizesText,
  type SummaryBaseline,
  summaryBaseline,
  summaryPredictor,
} from './run/summary-predictors.js'
