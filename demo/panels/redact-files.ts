import type { Format, RedactedEntity } from 'tacet/redact'
import { download } from '../parts/download.js'
import { element } from '../parts/element.js'
import { failureOf } from '../parts/failure.js'
import { OPENED, type OpenedFile, openFile } from '../parts/open-file.js'
import { writeZip } from '../parts/zip.js'
import type { RedactAnswer } from './redact.worker.js'

interface SavedFile {
  readonly name: string
  readonly content: Blob
}

/** A redaction, and whether a model looked for names in it. */
interface FileAnswer extends RedactAnswer {
  readonly hasNames: boolean
}

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
  const head = ['File', 'Values', 'Of which', 'Saved file'].map((name) =>
    element('th', { attributes: { scope: 'col' } }, name),
  )
  const table = element(
    'div',
    {
      className: 'table-scroll',
      hidden: true,
      tabIndex: 0,
      attributes: { role: 'region', 'aria-label': 'Redacted files' },
    },
    element('table', { className: 'redact-findings' }, element('thead', {}, element('tr', {}, ...head)), body),
  )
  let saved: SavedFile[] = []
  let hasNames = true
  let current: AbortController | undefined

  async function redactAll(files: readonly File[]): Promise<void> {
    current?.abort()
    current = new AbortController()
    const { signal } = current
    saved = []
    hasNames = true
    body.replaceChildren()
    table.hidden = false
    all.hidden = true
    stop.hidden = false
    for (const [index, file] of files.entries()) {
      status.textContent = `Reading ${file.name}, ${index + 1} of ${files.length}…`
      const row = await rowOf(file).catch((error: unknown) => failedRow(file, failureOf(error)))
      if (signal.aborted) break
      body.append(row)
    }
    stop.hidden = true
    all.hidden = saved.length < 2
    const gap = hasNames ? '' : ' Names, places and addresses were not looked for.'
    status.textContent = signal.aborted
      ? `Stopped after ${body.childElementCount} of ${files.length} files.`
      : `${saved.length} of ${files.length} files are redacted. Look at them before you pass them on.${gap}`
  }

  async function rowOf(file: File): Promise<HTMLElement> {
    const opened = await openFile(file)
    if ('problem' in opened) return failedRow(file, opened.problem)
    const answer = await redact(opened.text, opened.format)
    hasNames &&= answer.hasNames
    const result = await saveRedacted(opened, opened.text, answer)
    saved.push(result)
    const save = element('button', { type: 'button', className: 'chip' }, result.name)
    save.setAttribute('aria-label', `Save ${result.name}`)
    save.addEventListener('click', () => download(result.name, result.content))
    const cells = [file.name, String(answer.entities.length), kindsOf(answer.entities)]
    return element(
      'tr',
      {},
      ...cells.map((cell) => element('td', {}, cell)),
      element(
        'td',
        {},
        save,
        ...(opened.caution === undefined ? [] : [element('p', { className: 'note' }, opened.caution)]),
      ),
    )
  }

  input.addEventListener('change', async () => {
    await redactAll([...(input.files ?? [])])
    input.value = ''
  })
  stop.addEventListener('click', () => current?.abort())
  all.addEventListener('click', async () => {
    const entries = saved.map(async ({ name, content }) => ({
      name,
      content: new Uint8Array(await content.arrayBuffer()),
    }))
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
        element('label', { htmlFor: input.id }, 'Text, Markdown, HTML, CSV, JSON or Word files'),
        input,
      ),
      element('div', { className: 'chips' }, stop, all),
      status,
      table,
    ),
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
