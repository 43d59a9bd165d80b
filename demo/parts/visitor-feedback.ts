import { type Feedback, openFeedback } from 'tacet/feedback'
import { createRedactor } from 'tacet/redact'

let opening: Promise<Feedback> | undefined

/** The visitor's judgements of answers, on this device. All panels share them. */
export function visitorFeedback(): Promise<Feedback> {
  if (opening === undefined) {
    opening = openFeedback('demo', { redactor: createRedactor({ locales: 'all' }) })
    opening.catch(() => {
      opening = undefined
    })
  }
  return opening
}
