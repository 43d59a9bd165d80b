import type { Classification, Classifier, LabelledText, Threshold } from 'tacet'
import { classificationReport } from 'tacet/evaluate/metrics'
import { confusionTable } from '../parts/confusion-table.js'
import { readCsv, type Table, writeCsv } from '../parts/csv.js'
import { download } from '../parts/download.js'
import { element } from '../parts/element.js'
import { failureOf } from '../parts/failure.js'
import { formatMilliseconds, formatPercent } from '../parts/format.js'
import { passFocus } from '../parts/keep-focus.js'
import { newestRun } from '../parts/newest-run.js'
import { readTextFile } from '../parts/read-file.js'
import { tableHead, tableScroll } from '../parts/table.js'
import { NONE } from './classify-scores.js'

const SAMPLE = `text,label
I was charged twice this month,billing
My invoice shows the wrong amount,billing
The app closes by itself when I press save,bug report
Since the update the search finds nothing,bug report
Are you open on Sunday?,opening hours
When does the shop close today?,opening hours
What a lovely update,praise
"Your team was quick, kind and a joy",praise
Please end my contract,cancellation
I want to leave at the end of the month,cancellation
`

const NO_LABELS = ''
/** Names that tables have for the column of the truth. */
const LABEL_NAMES = /^(label|category|class|intent|topic|truth|target)$/i
const TEXT_NAMES = /^(text|message|body|content|comment|sentence|question|mail)$/i

/** Rows that are read at once: few enough that a stop is heard soon. */
const STEP = 16
/** Rows that are shown. The file has them all. */
const SHOWN = 100

interface BatchSource {
  /** The classifier that the form asks for. */
  classifier(): Promise<Classifier>
  readonly threshold: Threshold
  /** Takes the rows with their labels as examples to learn from. */
  learnFrom(examples: readonly LabelledText[]): void
}

/** Classifies each row of a table. Where the table has the true labels, it shows how often the model was right, and where not. */
export function batchPart(source: BatchSource): HTMLElement {
  const file = element('input', { id: 'classify-csv', type: 'file', accept: '.csv,.tsv,.txt' })
  const sample = element('button', { type: 'button', className: 'chip' }, 'Take a sample of ten mails')
  const textColumn = element('select', { id: 'classify-text-column' })
  const labelColumn = element('select', { id: 'classify-label-column' })
  const run = element('button', { type: 'button' }, 'Classify all rows')
  const stop = element('button', { type: 'button', className: 'quiet', hidden: true }, 'Stop')
  const learn = element('button', { type: 'button', className: 'quiet' }, 'Learn from these labels')
  const save = element('button', { type: 'button', className: 'quiet', hidden: true }, 'Download with labels')
  const progress = element('progress', { hidden: true, attributes: { 'aria-label': 'Rows classified' } })
  const status = element('p', { className: 'note', attributes: { role: 'status' } })
  const results = element('div', { className: 'journey' })
  const controls = element(
    'div',
    { className: 'journey', hidden: true },
    element(
      'div',
      { className: 'classify-columns' },
      element(
        'div',
        { className: 'field' },
        element('label', { htmlFor: textColumn.id }, 'Column of the text'),
        textColumn,
      ),
      element(
        'div',
        { className: 'field' },
        element('label', { htmlFor: labelColumn.id }, 'Column of the true label'),
        labelColumn,
      ),
    ),
    element('div', { className: 'classify-actions' }, run, stop, learn, save, progress),
  )

  let table: Table = { columns: [], rows: [] }
  let classified: readonly (readonly [string, Classification])[] = []
  const runs = newestRun()

  const open = (content: string, name: string) => {
    runs.stop()
    table = readCsv(content)
    const { columns, rows } = table
    const options = () => columns.map((column, index) => element('option', { value: String(index) }, column))
    textColumn.replaceChildren(...options())
    labelColumn.replaceChildren(element('option', { value: NO_LABELS }, 'there is none'), ...options())
    const labels = columns.findIndex((column) => LABEL_NAMES.test(column))
    const texts = columns.findIndex((column, index) => TEXT_NAMES.test(column) && index !== labels)
    textColumn.value = String(Math.max(0, texts))
    labelColumn.value = labels === -1 ? NO_LABELS : String(labels)
    controls.hidden = rows.length === 0
    learn.hidden = labels === -1
    save.hidden = true
    results.replaceChildren()
    status.textContent = rows.length === 0 ? `${name} holds no rows below its names.` : `${name}: ${rows.length} rows.`
  }

  const column = (chosen: HTMLSelectElement) => table.rows.map((row) => row[Number(chosen.value)] ?? '')
  const truth = () => (labelColumn.value === NO_LABELS ? undefined : column(labelColumn).map((label) => label.trim()))

  async function classifyAll(): Promise<void> {
    const signal = runs.begin()
    const asked = table
    const texts = column(textColumn)
    const { threshold } = source
    stop.hidden = false
    passFocus(run, stop)
    run.disabled = true
    progress.hidden = false
    progress.max = texts.length
    progress.value = 0
    const done: (readonly [string, Classification])[] = []
    const began = performance.now()
    let outcome: Node | string
    try {
      const classifier = await source.classifier()
      for (let at = 0; at < texts.length; at += STEP) {
        const part = texts.slice(at, at + STEP)
        const options = { threshold, priority: 'background', signal } as const
        const found = await classifier.classify(part, options)
        done.push(...found.map((result, index) => [part[index]!, result] as const))
        progress.value = done.length
      }
      outcome = `${done.length} rows in ${formatMilliseconds(performance.now() - began)}.`
    } catch (error) {
      outcome = signal.aborted ? `Stopped after ${done.length} rows.` : failureOf(error)
    }
    run.disabled = false
    passFocus(stop, run)
    stop.hidden = true
    progress.hidden = true
    // Another file may have been opened meanwhile. These labels do not belong to its rows.
    if (table !== asked) return
    status.replaceChildren(outcome)
    classified = done
    save.hidden = done.length === 0
    results.replaceChildren(...(done.length === 0 ? [] : resultsOf(done, truth()?.slice(0, done.length))))
  }

  run.addEventListener('click', () => void classifyAll())
  stop.addEventListener('click', () => runs.stop())
  sample.addEventListener('click', () => open(SAMPLE, 'The sample'))
  labelColumn.addEventListener('change', () => {
    learn.hidden = labelColumn.value === NO_LABELS
  })
  learn.addEventListener('click', () => {
    const labels = truth() ?? []
    const examples = column(textColumn).map((text, index) => ({ text, label: labels[index] ?? '' }))
    source.learnFrom(examples.filter(({ text, label }) => text.trim() !== '' && label !== ''))
  })
  save.addEventListener('click', () => {
    const rows = classified.map(([, result], index) => [
      ...(table.rows[index] ?? []),
      givenBy(result),
      result.score.toFixed(4),
    ])
    const content = writeCsv({ columns: [...table.columns, 'given label', 'score'], rows })
    download('classified.csv', new Blob([content], { type: 'text/csv' }))
  })
  file.addEventListener('change', async () => {
    const [chosen] = file.files ?? []
    if (chosen === undefined) return
    const read = await readTextFile(chosen)
    if ('problem' in read) status.textContent = read.problem
    else open(read.text, chosen.name)
  })

  return element(
    'details',
    { className: 'fold' },
    element('summary', {}, 'Many texts at once, from a CSV file'),
    element(
      'div',
      { className: 'journey' },
      element(
        'p',
        { className: 'note' },
        'Each row is classified as the form above says. A column with the true labels shows how often that is right.',
      ),
      element(
        'div',
        { className: 'field' },
        element('label', { htmlFor: file.id }, 'A CSV file, with names in its first line'),
        file,
      ),
      element('div', { className: 'chips' }, sample),
      controls,
      status,
      results,
    ),
  )
}

/** The label that a row gets. */
const givenBy = ({ accepted }: Classification) => accepted[0] ?? NONE

function resultsOf(
  done: readonly (readonly [string, Classification])[],
  truth: readonly string[] | undefined,
): HTMLElement[] {
  const given = done.map(([, result]) => givenBy(result))
  const parts: HTMLElement[] = []
  if (truth !== undefined) {
    const { accuracy, macro } = classificationReport(truth, given)
    const right = truth.filter((label, index) => label === given[index]).length
    parts.push(
      element(
        'p',
        { className: 'classify-verdict' },
        `${right} of ${truth.length} rows are right: accuracy ${formatPercent(accuracy)}, mean F1 of the labels ${formatPercent(macro.f1)}.`,
      ),
      confusionTable(truth, given),
    )
  }
  return [...parts, rowTable(done, truth)]
}

function rowTable(
  done: readonly (readonly [string, Classification])[],
  truth: readonly string[] | undefined,
): HTMLElement {
  const head = ['Text', 'Given', ...(truth === undefined ? [] : ['True']), 'Best score', 'Read']
  const rows = done.slice(0, SHOWN).map(([text, result], index) => {
    const given = givenBy(result)
    const wrong = truth !== undefined && truth[index] !== given
    const cells = [
      text,
      given,
      ...(truth === undefined ? [] : [truth[index] ?? '']),
      result.score.toFixed(2),
      formatPercent(result.coverage),
    ]
    return element('tr', { className: wrong ? 'warning' : '' }, ...cells.map((cell) => element('td', {}, cell)))
  })
  const name = 'The rows with their labels'
  const caption = done.length > SHOWN ? `The first ${SHOWN} rows; the download has all.` : name
  return tableScroll(
    name,
    element(
      'table',
      { className: 'classify-rows' },
      element('caption', {}, caption),
      tableHead(head),
      element('tbody', {}, ...rows),
    ),
  )
}
