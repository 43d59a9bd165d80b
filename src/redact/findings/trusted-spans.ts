import { NlpError } from '../../shared/errors.js'
import type { LabelledSpan } from '../../shared/tasks.js'
import { UNSPACED } from '../spelling/unspaced.js'

/** This many spans are enough to judge whether a model's offsets fit the text. */
const ENOUGH = 4

/**
 * The spans of one text, if they can be trusted. A model with wrong offsets hides other words than the names, and the
 * names go out. So the call must reject.
 */
export function trustedSpans(
  name: string,
  text: string,
  results: readonly (readonly LabelledSpan[])[],
): readonly LabelledSpan[] {
  const [spans] = Array.isArray(results) ? results : []
  if (!Array.isArray(spans)) throw untrusted(name, 'gave no list of spans for a text')
  let insideWords = 0
  for (const { start, end, score } of spans as readonly LabelledSpan[]) {
    const isSpan = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end && end <= text.length
    if (!isSpan) throw untrusted(name, 'gave a span outside the text')
    if (!(score >= 0 && score <= 1)) throw untrusted(name, 'gave a score that is not between 0 and 1')
    if (beginsInsideWord(text, start)) insideWords++
  }
  if (spans.length >= ENOUGH && insideWords > spans.length / 2) {
    throw untrusted(name, 'gave spans that begin in the middle of words, so its offsets do not fit the text')
  }
  return spans
}

function beginsInsideWord(text: string, at: number): boolean {
  const pair = text.slice(Math.max(0, at - 1), at + 1)
  return /^\p{L}\p{L}$/u.test(pair) && !UNSPACED.test(pair)
}

function untrusted(name: string, what: string): NlpError {
  return new NlpError(
    'invalid-output',
    `The model of the recognizer ${name} ${what}. Nothing was redacted. Choose another model, or repair its tokenizer.`,
    { details: { recognizer: name } },
  )
}
