import { proxy, wrap } from 'comlink'
import { createLabeler, type Labeler } from 'tacet'
import type { Format, Strictness } from 'tacet/redact'
import { redactRecipe } from '../code/recipes/redact.js'
import { codeTabs } from '../parts/code-tabs.js'
import { copyText } from '../parts/copy-text.js'
import { download } from '../parts/download.js'
import { element } from '../parts/element.js'
import { formatMilliseconds } from '../parts/format.js'
import { placeOf } from '../parts/keep-focus.js'
import { latest } from '../parts/latest.js'
import { nextTurn } from '../parts/next-turn.js'
import type { OpenedFile } from '../parts/open-file.js'
import { pagesOf } from '../parts/page-marks.js'
import type { Panel } from '../parts/panel.js'
import { textBox } from '../parts/text-box.js'
import { inSlices } from '../parts/text-slices.js'
import './redact.css'
import type { RedactWorker } from './redact.worker.js'
import type { RedactAnswer } from './redact-answer.js'
import { COLUMN } from './redact-cells.js'
import { columnsPart } from './redact-columns.js'
import { field, head, select } from './redact-fields.js'
import { filesPart, saveRedacted } from './redact-files.js'
import { findingsTable } from './redact-findings.js'
import { markedInput } from './redact-input.js'
import { typeLegend } from './redact-legend.js'
import { firstMarked, inRedacted, marked, type Span } from './redact-marks.js'
import { fileOpener } from './redact-open.js'
import { operatorChoices } from './redact-operators.js'
import { serverReply } from './redact-reply.js'
import { unreadScripts } from './redact-scripts.js'
import { taughtValues } from './redact-taught.js'

const SAMPLE = `Hi, this is Maria Lopez from Springfield. My card 4111 1111 1111 1111 was charged twice for order 20417.
Please call me at +1 415 555 2671 or write to maria.lopez@example.com, not to my old address (maria [at] example [dot] org).
My SSN is 536-90-4399, I was born on 12 May 1984. Refunds go to DE89 3704 0044 0532 0130 00.
The key in the log was ghp_${'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'} and the server 203.0.113.7. Thanks, Maria`

/** With a text of more characters, all parts of the panel together would hold the page for longer than one frame. */
const LONG = 20_000

/**
 * Hides personal data while the visitor types. The panel shows the text that a server would see, and restores the
 * values in the server's answer.
 */
export const redactPanel: Panel = {
  async mount(root, { load, timed, traffic, trace, network }) {
    const { root: text, input, mark } = markedInput('redact-input', SAMPLE)
    const format = select('redact-format', ['text', 'markdown', 'html', 'json', 'csv'])
    const strictness = select('redact-strictness', ['balanced', 'relaxed', 'strict'])
    const locales = select('redact-locales', ['auto', 'all', 'us'])
    const names = element('input', { id: 'redact-names', type: 'checkbox', checked: true })
    const findings = element('div', { className: 'table-scroll' })
    const server = textBox('What the server would see', 'redact-view')
    const reply = serverReply(async (text) => (await worker).restore(text))
    const sent = element('p', { className: 'note', attributes: { 'aria-live': 'off' } })
    const legend = typeLegend(await operatorChoices(), () => run())
    const exceptions = element('div', {
      className: 'chips',
      attributes: { role: 'group', 'aria-label': 'Your changes' },
    })
    const status = element('p', { className: 'note', attributes: { role: 'status' } })
    const hide = element('button', { type: 'button', className: 'quiet' }, 'Hide the selected words')
    const hint = element('span', { className: 'note', attributes: { role: 'status' } })
    const copy = element('button', { type: 'button', className: 'quiet' }, 'Copy')
    const save = element('button', { type: 'button', className: 'quiet', hidden: true }, 'Save the file')
    const file = fileOpener('redact-file', status, (read) => {
      opened = read
      // Until the file is redacted, what could be saved is the text before.
      shown = undefined
      save.hidden = true
      input.value = read.text
      format.value = read.format
      run()
    })
    const again = element('button', { type: 'button', className: 'chip' }, 'Try again')
    const warning = element(
      'p',
      { className: 'failure', hidden: true, attributes: { role: 'alert' } },
      'Names, places and addresses are not hidden: their model could not be loaded. ',
      again,
    )
    const taught = taughtValues(({ allow, deny }) => {
      for (const value of allow) kept.add(value)
      for (const value of deny) added.add(value)
      run()
    })
    const columns = columnsPart(() => run())
    const settings = element('summary', {}, 'Settings')
    root.append(
      element('h2', {}, 'Hide personal data before a server sees it'),
      element(
        'div',
        { className: 'redact-columns' },
        element(
          'div',
          { className: 'field' },
          element(
            'div',
            { className: 'redact-head' },
            element('label', { htmlFor: input.id }, 'Your text'),
            element('label', { className: 'redact-open', htmlFor: file.input.id }, 'Open a file'),
          ),
          text,
        ),
        element('div', { className: 'field' }, head('What the server sees', save, copy), server),
      ),
      file.input,
      file.root,
      warning,
      element('div', {}, status, sent),
      columns.root,
      ...reply.parts,
      codeTabs(root, () =>
        redactRecipe({ format: format.value as Format, options: settingsNow(), names: names.checked }),
      ),
      element(
        'details',
        { className: 'fold' },
        settings,
        element(
          'div',
          { className: 'redact-settings' },
          field('Written as', format),
          field('Strictness', strictness),
          field('Countries', locales),
        ),
        element(
          'label',
          { className: 'check', htmlFor: names.id },
          names,
          'Also find names, places and addresses with a model',
        ),
      ),
      element(
        'details',
        { className: 'fold', open: true },
        element('summary', {}, 'What was found, and why'),
        element(
          'p',
          { className: 'note' },
          'Click a value, here or above, to let it pass. To hide more, select words in your text and press “Hide the selected words”.',
        ),
        element('div', { className: 'redact-bar' }, legend.root, element('div', {}, hint, ' ', hide)),
        exceptions,
        findings,
        taught.root,
      ),
      filesPart(async (text, chosenFormat) => {
        const reader = names.checked ? await model() : undefined
        const request = { text, format: chosenFormat, settings: settingsNow() }
        return { ...(await (await worker).redactApart(request, labelWith(reader))), hasNames: reader !== undefined }
      }),
      element(
        'p',
        { className: 'note' },
        'The text is pseudonymised, not anonymous: style and facts can still point to a person.',
      ),
    )

    let typedFrom: number | undefined
    const showSent = () => {
      if (typedFrom === undefined) return
      const requests = traffic.sentSince(typedFrom)
      sent.textContent = `${requests} ${requests === 1 ? 'request' : 'requests'} since you began to type.`
    }
    traffic.onChange(showSent)

    const kept = new Set<string>()
    const added = new Set<string>()
    // The service worker has to be there before this worker is, so that it sees the requests of this worker.
    const worker = network.then(async () => {
      const made = new Worker(new URL('./redact.worker.js', import.meta.url), { type: 'module' })
      const wrapped = wrap<RedactWorker>(made)
      await wrapped.listen(proxy(trace.add))
      return wrapped
    })
    let labeler: Promise<Labeler | undefined> | undefined
    let opened: OpenedFile | undefined
    let shown: { readonly text: string; readonly answer: RedactAnswer } | undefined

    /** Loads the model once. Without the model the rules work alone, and the panel says so. */
    function model(): Promise<Labeler | undefined> {
      labeler ??= load('pii-tagger', (options) => createLabeler(options), retry).catch(() => undefined)
      return labeler
    }

    const settingsNow = () => ({
      locales: locales.value === 'us' ? (['us'] as const) : (locales.value as 'auto' | 'all'),
      strictness: strictness.value as Strictness,
      allow: [...kept],
      deny: [...added],
      operators: legend.operators(),
    })

    /** The worker asks the page to read names, because the page holds the model. */
    const labelWith = (finder: Labeler | undefined, signal?: AbortSignal) =>
      finder && proxy((texts: readonly string[]) => timed('pii-tagger', () => finder.label(texts, { signal })))

    function retry(): void {
      labeler = undefined
      run()
    }

    const run = latest<void>(async (_, signal) => {
      const waiting = Symbol('waiting')
      const reader = names.checked ? await Promise.race([labeler ?? waiting, waiting]) : undefined
      const finder = typeof reader === 'object' ? reader : undefined
      warning.hidden = !names.checked || reader !== undefined
      const rules = await worker
      const started = performance.now()
      const original = input.value
      const table = format.value === 'csv' ? original : undefined
      const request = { text: original, format: format.value as Format, settings: settingsNow() }
      const asked = { ...request, columns: columns.choicesFor(table) }
      const redaction = await rules.redact(asked, labelWith(finder, signal))
      const took = performance.now() - started
      signal.throwIfAborted()
      shown = { text: original, answer: redaction }
      save.hidden = opened === undefined
      columns.show(table, redaction)
      await show(original, redaction, signal)
      const readers = finder ? 'rules and model' : reader === waiting ? 'rules; the model is loading' : 'rules alone'
      const count = redaction.entities.length
      const marks = firstMarked(redaction.entities).length
      const rest = marks < count ? ` The first ${marks} are marked; all are hidden.` : ''
      const unread = names.checked ? unreadScripts(original) : ''
      status.textContent = `${count} values in ${formatMilliseconds(took)} (${readers}).${rest}${unread}`
      // The model comes after the first result of the rules, which would have to share the network with it.
      if (names.checked && labeler === undefined) void model().then(() => run())
    }, status)

    async function show(
      original: string,
      { text: redacted, entities }: RedactAnswer,
      signal: AbortSignal,
    ): Promise<void> {
      const place = placeOf(server, exceptions, findings)
      // A column that the visitor hides whole was not found, and cannot be let pass value by value.
      const found = entities.filter(({ recognizer }) => recognizer !== COLUMN)
      const keepAt = ({ start, end }: Span) => {
        const entity = found.find(({ redactedStart, redactedEnd }) => redactedStart === start && redactedEnd === end)
        if (entity !== undefined) keep(original.slice(entity.start, entity.end))
      }
      const first = firstMarked(entities)
      mark(original, first)
      server.replaceChildren(...inSlices(marked(redacted, first.map(inRedacted), keepAt)))
      if (original.length > LONG) await nextTurn()
      signal.throwIfAborted()
      findings.replaceChildren(findingsTable(original, found, keep, opened?.isPaged ? pagesOf(original) : undefined))
      legend.show(found)
      exceptions.replaceChildren(
        ...[...kept].map((value) => chip(`kept: ${value}`, () => kept.delete(value) && taught.forget(value))),
        ...[...added].map((value) => chip(`hidden: ${value}`, () => added.delete(value) && taught.forget(value))),
      )
      place.restore()
      await reply.show(redacted)
    }

    function keep(value: string): void {
      // Only the hiding is taken back: nobody said that the value may pass.
      if (added.delete(value)) taught.forget(value)
      else {
        kept.add(value)
        taught.note('allow', value)
      }
      run()
    }

    function chip(label: string, undo: () => void): HTMLElement {
      const button = element('button', { type: 'button', className: 'chip', title: 'Undo' }, `${label} ✕`)
      button.addEventListener('click', () => {
        undo()
        run()
      })
      return button
    }

    input.addEventListener('input', () => {
      typedFrom ??= performance.now()
      showSent()
    })
    for (const control of [input, format, strictness, locales, names]) control.addEventListener('input', () => run())
    hide.addEventListener('click', () => {
      const fromInput = input.value.slice(input.selectionStart, input.selectionEnd)
      const words = (document.getSelection()?.toString() || fromInput).trim()
      // The status of the panel is above, where a visitor at this button does not see it.
      hint.textContent = words === '' ? 'Select words in your text first.' : ''
      if (words === '') return
      if (!kept.delete(words)) added.add(words)
      taught.note('deny', words)
      run()
    })
    again.addEventListener('click', () => {
      // The button goes away, and the focus with it.
      input.focus()
      retry()
    })
    copy.addEventListener('click', async () => {
      const copied = await copyText(server.textContent)
      if (!copied) getSelection()?.selectAllChildren(server)
      status.textContent = copied ? 'Copied.' : 'Selected: this page may not copy by itself.'
    })
    save.addEventListener('click', async () => {
      if (opened === undefined || shown === undefined) return
      const { name, content } = await saveRedacted(opened, shown.text, shown.answer)
      download(name, content)
    })
    input.addEventListener('dragover', (event) => {
      event.preventDefault()
      input.classList.add('redact-dropping')
    })
    input.addEventListener('dragleave', () => input.classList.remove('redact-dropping'))
    input.addEventListener('drop', (event) => {
      event.preventDefault()
      input.classList.remove('redact-dropping')
      void file.open(event.dataTransfer?.files[0])
    })
    run()
  },
}
