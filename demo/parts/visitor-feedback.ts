import { type Feedback, openFeedback } from 'tacet/feedback'
import { createRedactor } from 'tacet/redact'

let opening: Promise<Feedback> | undefined

/** What the visitor said of answers, on this device. All panels share it. */
export function visitorFeedback(): Promise<Feedback> {
  if (opening === undefined) {
    opening = openFeedback('demo', { redactor: createRedactor({ locales: 'all' }) })
    opening.catch(() => {
      opening = undefined
    })
  }
  return opening
}
