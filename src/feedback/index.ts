export type { FeedbackEmbedder } from './distance.js'
export type { ConfusedLabels, ErrorAnalysis, ErrorOptions, ErrorRate, ErrorSlice } from './error-analysis.js'
export type { ErrorCluster } from './error-clusters.js'
export type { FeedbackFormat } from './export-entries.js'
export type {
  FeedbackConsent,
  FeedbackEntry,
  FeedbackInput,
  FeedbackReview,
  FeedbackSignal,
  MarkedSpan,
} from './feedback-entry.js'
export type { ExampleOptions, FeedbackExample } from './few-shot.js'
export type { FeedbackRedactor } from './hide-texts.js'
export {
  type Feedback,
  type FeedbackDeletion,
  type FeedbackExportOptions,
  type FeedbackOptions,
  openFeedback,
  type QueueOptions,
} from './open-feedback.js'
export type { RedactionLists } from './redaction-lists.js'
export type { ComparedClassifier, Retrained, RetrainOptions } from './retrain.js'
export type { ReviewItem, ReviewStrategy } from './review-queue.js'
