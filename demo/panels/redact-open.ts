import { element } from '../parts/element.js'
import { passFocus } from '../parts/keep-focus.js'
import { newestRun } from '../parts/newest-run.js'
import { OPENED, type OpenedFile, openFile } from '../parts/open-file.js'

export interface FileOpener {
  /** The field that opens a file. Its label stands elsewhere. */
  readonly input: HTMLInputElement
  /** The progress, a note about the file, or the reason why it is refused. */
  readonly root: HTMLElement
  /** Opens a file in place of the one that is being read. */
  open(file: File | undefined): Promise<void>
}

/** Lets the visitor open one file. A long one shows in `status` which page is read, and can be stopped. */
export function fileOpener(id: string, status: HTMLElement, onOpened: (file: OpenedFile) => void): FileOpener {
  const input = element('input', { id, className: 'visually-hidden', type: 'file', accept: OPENED })
  const bar = element('progress', { max: 1, attributes: { 'aria-label': 'Pages read' } })
  const stop = element('button', { type: 'button', className: 'quiet' }, 'Stop reading')
  const reading = element('div', { className: 'chips', hidden: true }, bar, stop)
  const caution = element('p', { className: 'note', hidden: true })
  const refused = element('p', { className: 'failure', hidden: true, attributes: { role: 'alert' } })
  const runs = newestRun()

  const say = (place: HTMLElement, words: string | undefined) => {
    place.hidden = words === undefined
    place.textContent = words ?? ''
  }

  async function open(file: File | undefined): Promise<void> {
    if (file === undefined) return
    const signal = runs.begin()
    bar.removeAttribute('value')
    reading.hidden = false
    say(refused, undefined)
    status.textContent = `Reading ${file.name}…`
    const onPage = (read: number, of: number) => {
      bar.value = read / of
      // A screen reader speaks each change, so the status changes only ten times in a file.
      if (read % Math.ceil(of / 10) === 0) status.textContent = `Reading ${file.name}: page ${read} of ${of}…`
    }
    const opened = await openFile(file, { signal, onPage }).catch(() => undefined)
    if (!runs.isNewest(signal)) return
    passFocus(stop, input)
    reading.hidden = true
    status.textContent = opened === undefined ? `Reading ${file.name} was stopped.` : ''
    if (opened === undefined) return
    if ('problem' in opened) return say(refused, opened.problem)
    say(caution, opened.caution)
    onOpened(opened)
  }

  stop.addEventListener('click', () => runs.stop())
  input.addEventListener('change', async () => {
    await open(input.files?.[0])
    // So that the same file can be chosen again.
    input.value = ''
  })
  return { input, root: element('div', { className: 'redact-opening' }, reading, caution, refused), open }
}
