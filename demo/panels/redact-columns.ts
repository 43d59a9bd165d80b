import type { RedactedEntity } from 'tacet/redact'
import { download } from '../parts/download.js'
import { element } from '../parts/element.js'
import { tableHead, tableScroll } from '../parts/table.js'
import type { RedactAnswer } from './redact-answer.js'
import { type ColumnChoices, type TableCells, tableCells } from './redact-cells.js'

/** How many rows of the result are shown. */
const SHOWN = 20

const TREATMENTS = { found: 'hide what is found', hide: 'hide all of it', leave: 'leave it as it is' } as const
type Treatment = keyof typeof TREATMENTS

export interface ColumnsPart {
  readonly root: HTMLElement
  /** The visitor's choices for the columns of this table. Choices for a table with other columns are dropped. */
  choicesFor(text: string | undefined): ColumnChoices | undefined
  /** Shows a table and its redacted form, or nothing if the text is not a table. */
  show(text: string | undefined, answer: RedactAnswer): void
}

/** Shows a table by its columns: what was found in each, what is done with it, and the first rows of what a server sees. */
export function columnsPart(onChange: () => void): ColumnsPart {
  const save = element('button', { type: 'button', className: 'quiet' }, 'Save the table')
  const body = element('tbody')
  const columns = tableScroll(
    'Columns',
    element(
      'table',
      { className: 'redact-findings' },
      tableHead(['Column', 'Cells', 'With a value', 'Which', 'What is done']),
      body,
    ),
  )
  const caption = element('p', { className: 'note' })
  const result = tableScroll('What the server sees, as a table')
  const root = element(
    'details',
    { className: 'fold', open: true, hidden: true },
    element('summary', {}, 'By column'),
    element(
      'div',
      { className: 'journey' },
      element(
        'p',
        { className: 'note' },
        'A column of names or notes is safest hidden whole: a value that nobody found stays in it otherwise.',
      ),
      columns,
      element('div', { className: 'redact-head' }, caption, save),
      result,
    ),
  )
  let known = ''
  let treatments: Treatment[] = []
  let redacted = ''

  const forget = (titles: readonly string[]) => {
    const key = JSON.stringify(titles)
    if (key === known) return
    known = key
    treatments = titles.map(() => 'found')
    body.replaceChildren(...titles.map((title, index) => columnRow(title, index)))
  }

  function columnRow(title: string, index: number): HTMLElement {
    const choice = element(
      'select',
      { attributes: { 'aria-label': `What is done with the column ${title}` } },
      ...Object.entries(TREATMENTS).map(([value, words]) => element('option', { value }, words)),
    )
    choice.addEventListener('change', () => {
      treatments[index] = choice.value as Treatment
      onChange()
    })
    const numbers = Array.from({ length: 3 }, () => element('td'))
    const name = element('th', { attributes: { scope: 'row' } }, title)
    return element('tr', {}, name, ...numbers, element('td', {}, choice))
  }

  save.addEventListener('click', () => download('table.redacted.csv', new Blob([redacted], { type: 'text/csv' })))

  return {
    root,
    choicesFor(text) {
      if (text === undefined) return undefined
      forget(tableCells(text).titles)
      return new Map(treatments.flatMap((each, index) => (each === 'found' ? [] : [[index, each] as const])))
    },
    show(text, answer) {
      root.hidden = text === undefined
      if (text === undefined) return
      const before = tableCells(text)
      const after = tableCells(answer.text)
      redacted = answer.text
      forget(before.titles)
      for (const [index, row] of [...body.rows].entries()) {
        const facts = factsOf(before, index, answer.entities)
        for (const [at, words] of facts.entries()) {
          const cell = row.cells[at + 1]
          if (cell !== undefined) cell.textContent = words
        }
      }
      const shown = Math.min(SHOWN, before.rows.length)
      caption.textContent = `What the server sees: ${shown === before.rows.length ? 'all' : `the first ${shown} of`} ${before.rows.length} rows`
      result.replaceChildren(resultTable(before, after))
    },
  }
}

/** The cells that are not empty, those with a value, and the kinds of values. */
function factsOf({ rows }: TableCells, column: number, entities: readonly RedactedEntity[]): string[] {
  const cells = rows.flatMap((row) => row[column] ?? []).filter(({ value }) => value.trim() !== '')
  const counts = new Map<string, number>()
  let holding = 0
  let at = 0
  for (const { start, end } of cells) {
    while ((entities[at]?.end ?? Number.POSITIVE_INFINITY) <= start) at += 1
    const first = at
    for (; (entities[at]?.start ?? Number.POSITIVE_INFINITY) < end; at += 1) {
      const type = entities[at]?.type ?? ''
      counts.set(type, (counts.get(type) ?? 0) + 1)
    }
    if (at > first) holding += 1
  }
  return [String(cells.length), String(holding), [...counts].map(([type, count]) => `${count} ${type}`).join(', ')]
}

function resultTable(before: TableCells, after: TableCells): HTMLElement {
  const rows = after.rows.slice(0, SHOWN).map((row, index) =>
    element(
      'tr',
      {},
      ...row.map(({ value }, column) => {
        const isChanged = value !== before.rows[index]?.[column]?.value
        return element('td', {}, isChanged ? element('mark', { className: 'redact-changed' }, value) : value)
      }),
    ),
  )
  return element('table', { className: 'redact-findings' }, tableHead(after.titles), element('tbody', {}, ...rows))
}
