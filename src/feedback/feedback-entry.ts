import type { PromptOrigin } from '../calls/prompt-origin.js'
import type { LabelScore, Task } from '../shared/tasks.js'

/**
 * The judgement of a person about an answer. 'seen' is an answer without a judgement, which may be drawn for review.
 * 'allow' is about a hidden value that should pass, and 'deny' about a value that should have been hidden.
 */
export type FeedbackSignal = 'up' | 'down' | 'label' | 'correction' | 'edit' | 'seen' | 'allow' | 'deny'

/** Where text may go: nowhere, to the storage of this device, or to a file as well. */
export type FeedbackConsent = 'none' | 'local' | 'export'

/** A place in a text with its type. */
export interface MarkedSpan {
  /** Where the place begins, in UTF-16 units. */
  readonly start: number
  /** Where the place ends. */
  readonly end: number
  /** The type of the place. */
  readonly type: string
}

/** The facts about an answer besides its texts. */
interface FeedbackFacts {
  /** The judgement of the person. */
  readonly signal: FeedbackSignal
  /** The task of the model. */
  readonly task: Task
  /** The model that answered. */
  readonly model?: { readonly id: string; readonly digest?: string | undefined } | undefined
  /** The prompt that was asked, as in results. */
  readonly prompt?: PromptOrigin | undefined
  /** The label that the model gave. */
  readonly predicted?: string | undefined
  /** The scores of all labels, for the queue of reviews. */
  readonly scores?: readonly LabelScore[] | undefined
  /** The right label, with 'label' and 'correction'. */
  readonly label?: string | undefined
  /** The type of `value`, such as `PERSON`. */
  readonly valueType?: string | undefined
  /** A reason, by a name of the app such as `wrong-tone`. */
  readonly reason?: string | undefined
  /** Properties by which the app groups entries, such as `{ language: 'de' }`. They must hold no personal data. */
  readonly slices?: Readonly<Record<string, string>> | undefined
}

/** Feedback as an app gives it. Its texts are kept only where the person has agreed. */
export interface FeedbackInput extends FeedbackFacts {
  /** Where the person allows the texts to go. @default 'none' */
  readonly consent?: FeedbackConsent | undefined
  /** The text that the model read. */
  readonly text?: string | undefined
  /** The text that the model wrote. */
  readonly answer?: string | undefined
  /** The answer as the person changed it, with 'edit'. */
  readonly edited?: string | undefined
  /** The value that should pass, or be hidden, with 'allow' and 'deny'. With consent it is kept word for word. */
  readonly value?: string | undefined
  /** The places that the model marked in `text`. */
  readonly predictedSpans?: readonly MarkedSpan[] | undefined
  /** The right places in `text`, with 'correction'. */
  readonly spans?: readonly MarkedSpan[] | undefined
}

/** Feedback as it is kept: texts are redacted, and places fit the redacted text. */
export interface FeedbackEntry extends Omit<FeedbackInput, 'consent'> {
  /** Identifies the entry. */
  readonly id: string
  /** When the entry was added, in milliseconds since 1970. */
  readonly at: number
  /** Where the texts may go. */
  readonly consent: FeedbackConsent
  /** The judgement of a reviewer, if the entry was reviewed. */
  readonly review?: FeedbackReview | undefined
}

/** The judgement of a reviewer about an entry. */
export interface FeedbackReview {
  /** The right label. */
  readonly label?: string | undefined
  /** The right places in the text of the entry. */
  readonly spans?: readonly MarkedSpan[] | undefined
  /** Why the entry was in the queue. Entries drawn at random give figures without bias. */
  readonly picked?: 'uncertain' | 'random' | undefined
}

/** The right label, if a reviewer, a correction or a thumb up gave it. */
export function judgedLabel({ review, signal, label, predicted }: FeedbackEntry): string | undefined {
  if (review?.label !== undefined) return review.label
  if (signal === 'label' || signal === 'correction') return label
  return signal === 'up' ? predicted : undefined
}

/** The right places, if somebody gave them. */
export function judgedSpans({
  review,
  signal,
  spans,
  predictedSpans,
}: FeedbackEntry): readonly MarkedSpan[] | undefined {
  if (review?.spans !== undefined) return review.spans
  if (signal === 'label' || signal === 'correction') return spans
  return signal === 'up' ? predictedSpans : undefined
}

/** Whether the answer was wrong, if somebody has judged it. A thumb down says so without the right answer. */
export function isWrong(entry: FeedbackEntry): boolean | undefined {
  const { predicted, predictedSpans, answer, edited, signal } = entry
  const label = judgedLabel(entry)
  if (label !== undefined && predicted !== undefined) return label !== predicted
  const spans = judgedSpans(entry)
  if (spans !== undefined && predictedSpans !== undefined) return placesOf(spans) !== placesOf(predictedSpans)
  if (edited !== undefined) return edited !== answer
  if (signal === 'up' || signal === 'down') return signal === 'down'
  return undefined
}

const placesOf = (spans: readonly MarkedSpan[]): string =>
  spans
    .map(({ start, end, type }) => `${start} ${end} ${type}`)
    .sort()
    .join()
