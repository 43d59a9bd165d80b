import type { Format, RedactedEntity } from 'tacet/redact'
import { download } from '../parts/download.js'
import { element } from '../parts/element.js'
import { failureOf } from '../parts/failure.js'
import { passFocus } from '../parts/keep-focus.js'
import { newestRun } from '../parts/newest-run.js'
import { OPENED, type OpenedFile, openFile } from '../parts/open-file.js'
import type { Reading } from '../parts/pdf.js'
import { tableHead, tableScroll } from '../parts/table.js'
import type { RedactAnswer } from './redact-answer.js'

interface SavedFile {
  readonly name: string
  readonly content: Blob
}

/** A redaction, and whether a model looked for names in it. */
interface FileAnswer extends RedactAnswer {
  readonly hasNames: boolean
}

/** The row of a file, with what can be saved where it could be read. */
type FileResult =
  | { readonly row: HTMLElement }
  | { readonly row: HTMLElement; readonly saved: SavedFile; readonly hasNames: boolean }

/** The redacted file. A text that the visitor has changed since is saved as text. */
export async function saveRedacted(
  file: OpenedFile,
  text: string,
  { text: redacted, entities }: RedactAnswer,
): Promise<SavedFile> {
  if (text === file.text) return file.save(redacted, entities.map(replacementIn(redacted)))
  return { name: `${file.name}.redacted.txt`, content: new Blob([redacted], { type: 'text/plain' }) }
}

const replacementIn =
  (redacted: string) =>
  ({ start, end, redactedStart, redactedEnd }: RedactedEntity) => ({
    start,
    end,
    value: redacted.slice(redactedStart, redactedEnd),
  })

/** Redacts many files one after the other with the settings of the panel, and offers each of them and all of them to save. */
export function filesPart(redact: (text: string, format: Format) => Promise<FileAnswer>): HTMLElement {
  const input = element('input', { id: 'redact-files', type: 'file', multiple: true, accept: OPENED })
  const stop = element('button', { type: 'button', className: 'quiet', hidden: true }, 'Stop')
  const all = element('button', { type: 'button', hidden: true }, 'Save all in one archive')
  const status = element('p', { className: 'note', attributes: { role: 'status' } })
  const body = element('tbody')
  const head = tableHead(['File', 'Values', 'Of which', 'Saved file'])
  const table = tableScroll('Redacted files', element('table', { className: 'redact-findings' }, head, body))
  table.hidden = true
  let saved: readonly SavedFile[] = []
  const runs = newestRun()

  async function redactAll(files: readonly File[]): Promise<void> {
    const signal = runs.begin()
    let hasNames = true
    saved = []
    body.replaceChildren()
    table.hidden = false
    all.hidden = true
    stop.hidden = false
    for (const [index, file] of files.entries()) {
      const at = `Reading ${file.name}, ${index + 1} of ${files.length}`
      status.textContent = `${at}…`
      const onPage = (read: number, of: number) => {
        status.textContent = `${at}: page ${read} of ${of}…`
      }
      const result = await redactFile(file, { signal, onPage }).catch((error: unknown) => ({
        row: failedRow(file, failureOf(error)),
      }))
      if (signal.aborted) break
      body.append(result.row)
      if ('saved' in result) {
        saved = [...saved, result.saved]
        hasNames &&= result.hasNames
      }
    }
    if (!runs.isNewest(signal)) return
    passFocus(stop, input)
    stop.hidden = true
    all.hidden = saved.length < 2
    const gap = hasNames ? '' : ' Names, places and addresses were not looked for.'
    status.textContent = signal.aborted
      ? `Stopped after ${body.childElementCount} of ${files.length} files.`
      : `${saved.length} of ${files.length} files are redacted. Look at them before you pass them on.${gap}`
  }

  async function redactFile(file: File, reading: Reading): Promise<FileResult> {
    const opened = await openFile(file, reading)
    if ('problem' in opened) return { row: failedRow(file, opened.problem) }
    const answer = await redact(opened.text, opened.format)
    const saved = await saveRedacted(opened, opened.text, answer)
    return { row: savedRow(opened, answer, saved), saved, hasNames: answer.hasNames }
  }

  input.addEventListener('change', async () => {
    await redactAll([...(input.files ?? [])])
    input.value = ''
  })
  stop.addEventListener('click', () => runs.stop())
  all.addEventListener('click', async () => {
    const entries = saved.map(async ({ name, content }) => ({
      name,
      content: new Uint8Array(await content.arrayBuffer()),
    }))
    const { writeZip } = await import('../parts/zip.js')
    download('redacted.zip', await writeZip(await Promise.all(entries)))
  })

  return element(
    'details',
    { className: 'fold' },
    element('summary', {}, 'Many files at once'),
    element(
      'div',
      { className: 'journey' },
      element(
        'div',
        { className: 'field' },
        element('label', { htmlFor: input.id }, 'Text, Markdown, HTML, CSV, JSON, Word or PDF files'),
        input,
      ),
      element('div', { className: 'chips' }, stop, all),
      status,
      table,
    ),
  )
}

function savedRow(
  { name, caution }: OpenedFile,
  { entities }: RedactAnswer,
  { name: savedName, content }: SavedFile,
): HTMLElement {
  const save = element('button', { type: 'button', className: 'chip' }, savedName)
  save.setAttribute('aria-label', `Save ${savedName}`)
  save.addEventListener('click', () => download(savedName, content))
  const cells = [name, String(entities.length), kindsOf(entities)]
  return element(
    'tr',
    {},
    ...cells.map((cell) => element('td', {}, cell)),
    element('td', {}, save, caution === undefined ? undefined : element('p', { className: 'note' }, caution)),
  )
}

function failedRow({ name }: File, reason: Node | string): HTMLElement {
  return element('tr', { className: 'failure' }, element('td', {}, name), element('td', { colSpan: 3 }, reason))
}

function kindsOf(entities: readonly RedactedEntity[]): string {
  const counts = new Map<string, number>()
  for (const { type } of entities) counts.set(type, (counts.get(type) ?? 0) + 1)
  return [...counts].map(([type, count]) => `${count} ${type}`).join(', ')
}
