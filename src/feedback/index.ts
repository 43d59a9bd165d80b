export type { FeedbackFormat } from './export-entries.js'
export type {
  FeedbackConsent,
  FeedbackEntry,
  FeedbackInput,
  FeedbackReview,
  FeedbackSignal,
  MarkedSpan,
} from './feedback-entry.js'
export type { FeedbackRedactor } from './hide-texts.js'
export {
  type Feedback,
  type FeedbackDeletion,
  type FeedbackExportOptions,
  type FeedbackOptions,
  openFeedback,
  type QueueOptions,
} from './open-feedback.js'
export type { ComparedClassifier, Retrained, RetrainOptions } from './retrain.js'
export type { ReviewItem, ReviewStrategy } from './review-queue.js'
