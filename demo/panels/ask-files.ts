import { catalog } from 'tacet'
import { readDocument } from '../parts/document-file.js'
import { element } from '../parts/element.js'
import { formatBytes } from '../parts/format.js'
import { newestRun } from '../parts/newest-run.js'
import type { AskDocument } from './ask-collections.js'
import { ENGLISH, MANY_LANGUAGES } from './ask-shelves.js'

export interface OwnFiles {
  readonly root: HTMLElement
  /** A new list after each change. */
  readonly documents: readonly AskDocument[]
  /** The model that reads them. */
  readonly model: string
  add(files: Iterable<File>): Promise<void>
}

/** Lets the visitor choose files. They are read in this page and kept only until it closes. */
export function ownFiles(onChange: () => void): OwnFiles {
  let documents: readonly AskDocument[] = []
  const input = element('input', {
    id: 'ask-files',
    type: 'file',
    multiple: true,
    accept: '.txt,.md,.html,.htm,.csv,.tsv,.json,.jsonl,.docx,.pdf',
  })
  const language = element(
    'select',
    { id: 'ask-language' },
    element('option', { value: ENGLISH }, `English (${sizeOf(ENGLISH)})`),
    element('option', { value: MANY_LANGUAGES }, `Other languages too (${sizeOf(MANY_LANGUAGES)})`),
  )
  const list = element('div', { className: 'chips', attributes: { role: 'group', 'aria-label': 'Your files' } })
  const problems = element('p', { className: 'failure', hidden: true, attributes: { role: 'alert' } })

  const state = element('span', { className: 'note', attributes: { role: 'status' } })
  const stop = element('button', { type: 'button', className: 'quiet' }, 'Stop opening')
  const reading = element('div', { className: 'chips', hidden: true }, state, stop)
  const runs = newestRun()
  stop.addEventListener('click', () => runs.stop())

  const change = (next: readonly AskDocument[]) => {
    documents = next
    list.replaceChildren(...documents.map(({ id }) => removing(id)))
    onChange()
  }
  const removing = (id: string) => {
    const chip = element('button', { type: 'button', className: 'chip', title: 'Remove' }, `${id} ✕`)
    chip.setAttribute('aria-label', `Remove ${id}`)
    chip.addEventListener('click', () => {
      change(documents.filter((document) => document.id !== id))
      // The button was removed, and the focus with it.
      ;(list.querySelector('button') ?? input).focus()
    })
    return chip
  }

  async function add(files: Iterable<File>): Promise<void> {
    // The browser empties the list when the field is cleared, and earlier files clear the field when they end.
    const chosen = [...files]
    const signal = runs.begin()
    reading.hidden = false
    const read: Awaited<ReturnType<typeof readDocument>>[] = []
    try {
      for (const file of chosen) {
        state.textContent = `Opening ${file.name}…`
        const onPage = (page: number, of: number) => {
          state.textContent = `Opening ${file.name}: page ${page} of ${of}…`
        }
        read.push(await readDocument(file, { signal, onPage }))
        signal.throwIfAborted()
      }
    } catch {
      // The visitor stopped it, or chose other files meanwhile. The files that were read until then are still added.
    }
    if (runs.isNewest(signal)) reading.hidden = true
    const refused = read.flatMap((each) => ('problem' in each ? [each.problem] : []))
    problems.hidden = refused.length === 0
    problems.textContent = refused.join(' ')
    const added = read.flatMap((each) => ('problem' in each ? [] : [each]))
    const names = new Set(added.map(({ id }) => id))
    if (added.length > 0) change([...documents.filter(({ id }) => !names.has(id)), ...added])
  }

  input.addEventListener('change', async () => {
    await add(input.files ?? [])
    // So that the same file can be chosen again after a change.
    input.value = ''
  })
  language.addEventListener('change', onChange)

  return {
    root: element(
      'div',
      { className: 'ask-files', hidden: true },
      element(
        'div',
        { className: 'field' },
        element(
          'label',
          { htmlFor: input.id },
          'Drop text, Markdown, HTML, CSV, JSON, Word or PDF files here, or choose them',
        ),
        input,
      ),
      reading,
      element(
        'div',
        { className: 'field' },
        element('label', { htmlFor: language.id }, 'Their language, and the model that reads it'),
        language,
      ),
      list,
      problems,
      element(
        'p',
        { className: 'note' },
        'They are read in this page, sent nowhere, and forgotten when the page closes.',
      ),
    ),
    get documents() {
      return documents
    },
    get model() {
      return language.value
    },
    add,
  }
}

const sizeOf = (model: string) => {
  const bytes = catalog.find(({ id }) => id === model)?.bytes ?? 0
  return `${model}, ${formatBytes(bytes)}`
}
