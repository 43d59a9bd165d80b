import type { FeedbackConsent, FeedbackInput, MarkedSpan } from './feedback-entry.js'

/** Hides personal data before a text is kept. `createRedactor` of `tacet/redact` makes one. */
export interface FeedbackRedactor {
  /** Redacts texts that belong together: equal values get equal placeholders. */
  redact(texts: readonly string[], options: { readonly existing: 'keep' }): Promise<readonly HiddenText[]>
}

interface HiddenText {
  readonly text: string
  readonly entities: readonly HiddenValue[]
}

interface HiddenValue {
  readonly start: number
  readonly end: number
  readonly redactedStart: number
  readonly redactedEnd: number
}

const TEXTS = ['text', 'answer', 'edited'] as const

/** The feedback without texts where the person has not agreed, and otherwise with redacted ones. */
export async function hideTexts(input: FeedbackInput, redactor: FeedbackRedactor | undefined): Promise<FeedbackInput> {
  const { text: _text, answer: _answer, edited: _edited, value, spans, predictedSpans, ...known } = input
  const consent: FeedbackConsent = input.consent ?? 'none'
  const given = TEXTS.filter((name) => input[name] !== undefined)
  // A redactor would hide the value of `allow`, and would miss the value of `deny`.
  const facts = consent === 'none' || value === undefined ? known : { ...known, value }
  if (consent === 'none' || given.length === 0) return facts
  if (redactor === undefined) throw new TypeError('openFeedback needs the option `redactor` to keep texts')
  const hidden = await redactor.redact(
    given.map((name) => input[name] ?? ''),
    // A text that already contains placeholders has no values behind them.
    { existing: 'keep' },
  )
  const texts = Object.fromEntries(given.map((name, index) => [name, hidden[index]!.text]))
  const { entities = [] } = hidden[given.indexOf('text')] ?? {}
  return {
    ...facts,
    ...texts,
    ...(spans === undefined ? {} : { spans: spans.map((span) => moved(span, entities)) }),
    ...(predictedSpans === undefined ? {} : { predictedSpans: predictedSpans.map((span) => moved(span, entities)) }),
  }
}

/** The place in the redacted text. A place that cuts into a hidden value takes in its whole placeholder. */
function moved({ start, end, type }: MarkedSpan, entities: readonly HiddenValue[]): MarkedSpan {
  return { start: offsetIn(start, entities, 'start'), end: offsetIn(end, entities, 'end'), type }
}

function offsetIn(offset: number, entities: readonly HiddenValue[], edge: 'start' | 'end'): number {
  let shift = 0
  for (const { start, end, redactedStart, redactedEnd } of entities) {
    if (edge === 'start' ? offset < end : offset <= start) {
      return edge === 'start' && offset >= start ? redactedStart : offset + shift
    }
    if (edge === 'end' && offset <= end) return redactedEnd
    shift = redactedEnd - end
  }
  return offset + shift
}
