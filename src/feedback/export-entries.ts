import { type FeedbackEntry, judgedLabel, judgedSpans, type MarkedSpan } from './feedback-entry.js'

/** The form of a file of feedback. */
export type FeedbackFormat = 'label-studio' | 'jsonl' | 'golden'

/** The header of a golden file. */
export interface GoldenHeader {
  readonly dataset: string
  readonly license: string
}

/** Only texts whose people have agreed to an export leave. */
export function exportEntries(entries: readonly FeedbackEntry[], format: FeedbackFormat, header: GoldenHeader): string {
  switch (format) {
    case 'jsonl':
      return lines(entries.map(withoutKeptTexts))
    case 'golden':
      return goldenFile(entries.filter(isExported), header)
    case 'label-studio':
      return `${JSON.stringify(entries.filter(isExported).map(labelStudioTask), undefined, 1)}\n`
  }
}

/**
 * A value that must be hidden never leaves, whatever the person agreed to. The redactor missed it, so the texts contain
 * it too.
 */
const mayLeave = ({ consent, signal }: FeedbackEntry) => consent === 'export' && signal !== 'deny'

const isExported = (entry: FeedbackEntry): entry is ExportedEntry => mayLeave(entry) && entry.text !== undefined

const lines = (rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('')

function withoutKeptTexts(entry: FeedbackEntry): object {
  if (mayLeave(entry)) return entry
  const { text: _text, answer: _answer, edited: _edited, value: _value, ...rest } = entry
  const { spans: _spans, predictedSpans: _predicted, ...facts } = rest
  return facts
}

type ExportedEntry = FeedbackEntry & { readonly text: string }

/** Rows in the form of `tacet evaluate`. A file has one task, so these are the rows of the most frequent task. */
function goldenFile(entries: readonly ExportedEntry[], { dataset, license }: GoldenHeader): string {
  const rows = entries.flatMap((entry) => {
    const row = goldenRow(entry)
    return row === undefined ? [] : [row]
  })
  const counts = new Map<string, number>()
  for (const { task } of rows) counts.set(task, (counts.get(task) ?? 0) + 1)
  const [[task] = ['classify']] = [...counts].sort((a, b) => b[1] - a[1])
  const own = rows.filter((row) => row.task === task)
  return lines([{ dataset, license, task }, ...own.map(({ row }) => row)])
}

function goldenRow(entry: ExportedEntry): { readonly task: string; readonly row: object } | undefined {
  const { id, text, task, signal, reason, slices, edited } = entry
  const facts = { id, text, slices: { ...slices, feedback: signal, ...(reason === undefined ? {} : { reason }) } }
  const label = judgedLabel(entry)
  if (task === 'classify' || task === 'language')
    return label === undefined ? undefined : { task, row: { ...facts, label } }
  const spans = judgedSpans(entry)
  if (task === 'label') return spans === undefined ? undefined : { task, row: { ...facts, spans } }
  if (task === 'generate' && edited !== undefined) return { task, row: { ...facts, references: [edited] } }
  return undefined
}

/** The names of the controls in the template of Label Studio, by their content. */
const CHOICE = { from_name: 'choice', to_name: 'text', type: 'choices' } as const
const LABELS = { from_name: 'label', to_name: 'text', type: 'labels' } as const
const EDITED = { from_name: 'edited', to_name: 'text', type: 'textarea' } as const

function labelStudioTask(entry: ExportedEntry): object {
  const { id, at, text, answer, task, signal, reason, model, prompt, predicted, predictedSpans, scores, edited } = entry
  const meta = { id, at: new Date(at).toISOString(), task, signal, reason, model, prompt, slices: entry.slices }
  const guesses = [...choice(predicted), ...marks(text, predictedSpans)]
  const judged = [...choice(judgedLabel(entry)), ...marks(text, judgedSpans(entry)), ...edit(edited)]
  const score = scores?.find(({ label }) => label === predicted)?.score
  return {
    data: { text, ...(answer === undefined ? {} : { answer }) },
    meta,
    predictions:
      guesses.length === 0 ? [] : [{ model_version: model?.id ?? 'unknown', score, result: numbered(guesses) }],
    annotations: judged.length === 0 ? [] : [{ result: numbered(judged) }],
  }
}

const numbered = (results: readonly object[]) => results.map((result, index) => ({ id: `r${index}`, ...result }))

const choice = (label: string | undefined) => (label === undefined ? [] : [{ ...CHOICE, value: { choices: [label] } }])

const edit = (text: string | undefined) => (text === undefined ? [] : [{ ...EDITED, value: { text: [text] } }])

/** Label Studio counts characters as Python does: an emoji is one, and two units in JavaScript. */
const marks = (text: string, spans: readonly MarkedSpan[] | undefined) =>
  (spans ?? []).map(({ start, end, type }) => ({
    ...LABELS,
    value: {
      start: codePoints(text, start),
      end: codePoints(text, end),
      text: text.slice(start, end),
      labels: [type],
    },
  }))

const codePoints = (text: string, units: number): number => [...text.slice(0, units)].length
