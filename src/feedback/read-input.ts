import { checkOptions, describe } from '../calls/check-options.js'
import type { FeedbackInput, FeedbackReview, MarkedSpan } from './feedback-entry.js'

const INPUT = {
  signal: 'string',
  task: 'string',
  model: 'object',
  prompt: 'object',
  predicted: 'string',
  scores: 'list',
  label: 'string',
  reason: 'string',
  slices: 'object',
  consent: 'any',
  text: 'string',
  answer: 'string',
  edited: 'string',
  value: 'string',
  valueType: 'string',
  predictedSpans: 'list',
  spans: 'list',
} as const

const SIGNALS: readonly unknown[] = ['up', 'down', 'label', 'correction', 'edit', 'seen', 'allow', 'deny']

/** Checks feedback. The messages quote no text. */
export function checkInput(input: FeedbackInput): void {
  checkOptions('add', input, INPUT, ['signal', 'task'])
  const { signal, consent = 'none', label, spans, edited, text, reason, value } = input
  if (!SIGNALS.includes(signal)) {
    throw new TypeError(`\`signal\` must be one of ${SIGNALS.join(', ')}, got ${describe(signal)}`)
  }
  if (!['none', 'local', 'export'].includes(consent)) {
    throw new TypeError(`\`consent\` must be 'none', 'local' or 'export', got ${describe(consent)}`)
  }
  if ((signal === 'label' || signal === 'correction') && label === undefined && spans === undefined) {
    throw new TypeError(`A ${signal} needs \`label\` or \`spans\``)
  }
  if (signal === 'edit' && edited === undefined) throw new TypeError('An edit needs `edited`')
  if ((signal === 'allow' || signal === 'deny') !== (value !== undefined)) {
    throw new TypeError("`value` goes with the signals 'allow' and 'deny', which need it, and with no other signal")
  }
  if (value?.trim() === '') throw new TypeError('`value` must not be empty')
  if (reason !== undefined && !/^[\w.-]{1,64}$/.test(reason)) {
    throw new TypeError(
      '`reason` must be a name of letters, digits, `.`, `_` or `-`, because reasons are kept without consent',
    )
  }
  for (const name of ['spans', 'predictedSpans'] as const) checkSpans(name, input[name], text)
}

/** Checks the judgement of a reviewer. */
export function checkReview(review: FeedbackReview, text: string | undefined): void {
  checkOptions('review', review, { label: 'string', spans: 'list', picked: 'any' })
  if (review.label === undefined && review.spans === undefined) throw new TypeError('A review needs `label` or `spans`')
  if (review.picked !== undefined && review.picked !== 'uncertain' && review.picked !== 'random') {
    throw new TypeError(`\`picked\` must be 'uncertain' or 'random', got ${describe(review.picked)}`)
  }
  checkSpans('spans', review.spans, text)
}

function checkSpans(name: string, spans: readonly MarkedSpan[] | undefined, text: string | undefined): void {
  if (spans === undefined) return
  if (text === undefined) throw new TypeError(`\`${name}\` needs \`text\`, in which the places are`)
  for (const [index, { start, end, type }] of spans.entries()) {
    const isInside = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end && end <= text.length
    if (!isInside || typeof type !== 'string' || type === '') {
      throw new RangeError(`\`${name}[${index}]\` must lie within the ${text.length} units of the text and have a type`)
    }
  }
}
