import { createLabeler } from 'tacet'
import {
  createNameRecognizer,
  createRedactor,
  type Format,
  type Operator,
  type Recognizer,
  type RedactedEntity,
  type Redaction,
  restoreWithReport,
  type Strictness,
  Vault,
} from 'tacet/redact'
import { element } from '../element.js'
import { formatMilliseconds } from '../format.js'
import { latest } from '../latest.js'
import type { Panel } from '../panel.js'
import './redact.css'

const SAMPLE = `Hi, this is Maria Lopez from Springfield. My card 4111 1111 1111 1111 was charged twice for order 20417.
Please call me at +1 415 555 2671 or write to maria.lopez@example.com, not to my old address (maria [at] example [dot] org).
My SSN is 536-90-4399, I was born on 12 May 1984. Refunds go to DE89 3704 0044 0532 0130 00.
The key in the log was ghp_${'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'} and the server 203.0.113.7. Thanks, Maria`

const FORMATS: Readonly<Record<string, Format>> = {
  txt: 'text',
  md: 'markdown',
  csv: 'csv',
  tsv: 'csv',
  json: 'json',
  html: 'html',
}

/** Hide personal data while typing; see what a server would see, and get it back in its answer. */
export const redactPanel: Panel = {
  async mount(root, { load, timed }) {
    const keys = await createKeys()
    const input = element('textarea', {
      id: 'redact-input',
      className: 'redact-drop',
      value: SAMPLE,
      spellcheck: false,
    })
    const format = select('redact-format', ['text', 'markdown', 'html', 'json', 'csv'])
    const strictness = select('redact-strictness', ['balanced', 'relaxed', 'strict'])
    const locales = select('redact-locales', ['us', 'all'])
    const names = element('input', { id: 'redact-names', type: 'checkbox', checked: true })
    const found = view('Found in your text; select a value to keep it')
    const server = view('What the server would see')
    const answer = element('textarea', { id: 'redact-answer', rows: 8, spellcheck: false })
    const restored = view('Restored')
    const legend = element('ul', { className: 'redact-legend', attributes: { 'aria-label': 'Types found' } })
    const exceptions = element('div', {
      className: 'chips',
      attributes: { role: 'group', 'aria-label': 'Your changes' },
    })
    const status = element('p', { className: 'note', attributes: { role: 'status' } })
    const report = element('p', { className: 'note', attributes: { role: 'status' } })
    const hide = element('button', { type: 'button', className: 'quiet' }, 'Hide the selected words')
    const copy = element('button', { type: 'button', className: 'quiet' }, 'Copy')
    const file = element('input', { id: 'redact-file', type: 'file', accept: '.txt,.md,.csv,.tsv,.json,.html' })

    root.append(
      element('h2', {}, 'Redact before anything is sent'),
      element(
        'p',
        { className: 'lead' },
        'Type, paste, or drop a .txt, .md, .csv, .json or .html file. The text is pseudonymised, not anonymous: style and facts can still point to a person.',
      ),
      element(
        'div',
        { className: 'redact-settings' },
        field('Written as', format),
        field('Strictness', strictness),
        field('Countries', locales),
        field('Open a file', file),
      ),
      element(
        'label',
        { className: 'check', htmlFor: names.id },
        names,
        'Also find names, places and addresses with a model',
      ),
      element(
        'div',
        { className: 'redact-columns' },
        field('Your text', input),
        element('div', { className: 'field' }, head('Found: click a value to keep it', hide), found),
      ),
      status,
      legend,
      exceptions,
      element(
        'div',
        { className: 'redact-columns' },
        element('div', { className: 'field' }, head('What the server would see', copy), server),
        field('What it answers (edit it as a model might)', answer),
        element('div', { className: 'field' }, head('What you read'), restored),
      ),
      report,
    )

    const operators: Record<string, Operator['type']> = {}
    const kept = new Set<string>()
    const added = new Set<string>()
    let vault = new Vault()
    let recognizer: Promise<Recognizer | undefined> | undefined
    let answerIsOurs = true

    /** Loaded once; without it the rules go on alone. */
    function model(): Promise<Recognizer | undefined> {
      recognizer ??= load('pii-tagger', (options) => createLabeler(options)).then(
        (labeler) =>
          createNameRecognizer({ label: (texts, options) => timed('pii-tagger', () => labeler.label(texts, options)) }),
        () => {
          names.checked = false
          names.disabled = true
          return undefined
        },
      )
      return recognizer
    }

    const run = latest<void>(async (_, signal) => {
      if (names.checked && recognizer === undefined) void model().then(() => run())
      const finder = names.checked ? await Promise.race([model(), Promise.resolve(undefined)]) : undefined
      const redactor = createRedactor({
        locales: locales.value === 'all' ? 'all' : ['us'],
        strictness: strictness.value as Strictness,
        allow: [...kept],
        deny: [...added],
        operators: operatorsOf(operators, keys),
        ...(finder ? { model: finder } : {}),
      })
      // A vault a run: while typing, half-written values must not use up the numbers.
      const fresh = new Vault()
      const started = performance.now()
      const redaction = await redactor.redact(input.value, { format: format.value as Format, vault: fresh, signal })
      const took = performance.now() - started
      signal.throwIfAborted()
      vault = fresh
      show(redaction)
      const readers = finder ? 'rules and model' : names.checked ? 'rules; the model is loading' : 'rules alone'
      status.textContent = `${redaction.entities.length} values in ${formatMilliseconds(took)} (${readers}).`
    }, status)

    function show({ text, entities }: Redaction): void {
      found.replaceChildren(...marked(input.value, entities, ({ start, end }) => keep(input.value.slice(start, end))))
      server.replaceChildren(...marked(text, entities.map(inRedacted)))
      showLegend(entities)
      exceptions.replaceChildren(
        ...[...kept].map((value) => chip(`kept: ${value}`, () => kept.delete(value))),
        ...[...added].map((value) => chip(`hidden: ${value}`, () => added.delete(value))),
      )
      if (answerIsOurs) answer.value = `I have read this:\n${text}`
      showRestored()
    }

    function showLegend(entities: readonly RedactedEntity[]): void {
      const counts = new Map<string, number>()
      for (const { type } of entities) counts.set(type, (counts.get(type) ?? 0) + 1)
      const rows = [...counts]
        .sort((a, b) => b[1] - a[1])
        .map(([type, count]) => {
          const choice = select(`redact-operator-${type}`, Object.keys(CHOICES))
          choice.value = operators[type] ?? 'placeholder'
          choice.setAttribute('aria-label', `What is done with ${type}`)
          choice.addEventListener('change', () => {
            operators[type] = choice.value as Operator['type']
            run()
          })
          const swatch = element('span', { className: 'redact-swatch', variables: { '--hue': hueOf(type) } })
          return element('li', {}, swatch, `${type} × ${count}`, choice)
        })
      const focused = document.activeElement?.id
      legend.replaceChildren(...rows)
      // Drawn anew, the list would lose the place of someone who goes through it by keyboard.
      if (focused?.startsWith('redact-operator-')) document.getElementById(focused)?.focus()
    }

    function showRestored(): void {
      const { text, restored: count, altered, unknown } = restoreWithReport(answer.value, { vault })
      restored.textContent = text
      const notes = [
        `${count} restored`,
        `${altered.length} of them altered by the answer`,
        `${unknown.length} unknown`,
      ]
      report.textContent = `${notes.join(', ')}.${unknown.length > 0 ? ` Unknown: ${unknown.join(' ')}` : ''}`
    }

    function keep(value: string): void {
      if (!added.delete(value)) kept.add(value)
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

    async function open(opened: File | undefined): Promise<void> {
      if (!opened) return
      input.value = await opened.text()
      format.value = FORMATS[opened.name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'text'
      run()
    }

    for (const control of [input, format, strictness, locales, names]) control.addEventListener('input', () => run())
    answer.addEventListener('input', () => {
      answerIsOurs = answer.value === ''
      showRestored()
    })
    hide.addEventListener('click', () => {
      const fromInput = input.value.slice(input.selectionStart, input.selectionEnd)
      const words = (document.getSelection()?.toString() || fromInput).trim()
      if (words === '') {
        status.textContent = 'Select words in your text first.'
        return
      }
      if (!kept.delete(words)) added.add(words)
      run()
    })
    copy.addEventListener('click', async () => {
      await navigator.clipboard.writeText(server.textContent)
      status.textContent = 'Copied.'
    })
    file.addEventListener('change', () => void open(file.files?.[0]))
    input.addEventListener('dragover', (event) => {
      event.preventDefault()
      input.classList.add('redact-dropping')
    })
    input.addEventListener('dragleave', () => input.classList.remove('redact-dropping'))
    input.addEventListener('drop', (event) => {
      event.preventDefault()
      input.classList.remove('redact-dropping')
      void open(event.dataTransfer?.files[0])
    })
    run()
  },
}

interface Keys {
  readonly token: CryptoKey
  readonly cipher: CryptoKey
}

async function createKeys(): Promise<Keys> {
  const [token, cipher] = await Promise.all([
    crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']),
    crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']),
  ])
  return { token, cipher }
}

/** The last digits of a number tell its owner which one it is; the last letters of a name tell anyone. */
const NUMBERS = /CARD|IBAN|PHONE|ACCOUNT|SSN|PASSPORT/

const CHOICES: Readonly<Record<string, (keys: Keys, type: string) => Operator>> = {
  placeholder: () => ({ type: 'placeholder' }),
  mask: (_, type) => ({ type: 'mask', keepLast: NUMBERS.test(type) ? 4 : 0 }),
  surrogate: () => ({ type: 'surrogate' }),
  generalize: () => ({ type: 'generalize' }),
  token: ({ token }) => ({ type: 'token', key: token }),
  encrypt: ({ cipher }) => ({ type: 'encrypt', key: cipher }),
  remove: () => ({ type: 'remove' }),
  keep: () => ({ type: 'keep' }),
}

function operatorsOf(chosen: Readonly<Record<string, string>>, keys: Keys): Record<string, Operator> {
  return Object.fromEntries(Object.entries(chosen).map(([type, name]) => [type, CHOICES[name]!(keys, type)]))
}

interface Span {
  readonly type: string
  readonly start: number
  readonly end: number
}

function inRedacted({ type, redactedStart, redactedEnd }: RedactedEntity): Span {
  return { type, start: redactedStart, end: redactedEnd }
}

/** The text with its values as marks; those that can be selected are buttons. */
function marked(text: string, spans: readonly Span[], select?: (span: Span) => void): (Node | string)[] {
  const nodes: (Node | string)[] = []
  let from = 0
  for (const span of spans) {
    const properties = { className: 'redact-value', title: span.type, variables: { '--hue': hueOf(span.type) } }
    const value = text.slice(span.start, span.end)
    nodes.push(text.slice(from, span.start))
    if (select) {
      const button = element('button', { type: 'button', ...properties }, value)
      button.addEventListener('click', () => select(span))
      nodes.push(button)
    } else nodes.push(element('mark', properties, value))
    from = span.end
  }
  nodes.push(text.slice(from))
  return nodes
}

const hues = new Map<string, number>()

/** A colour for each type, the same everywhere; a golden angle further for each new one, so that no two look alike. */
function hueOf(type: string): string {
  const hue = hues.get(type) ?? (hues.size * 137.5 + 20) % 360
  hues.set(type, hue)
  return String(hue)
}

function select(id: string, choices: readonly string[]): HTMLSelectElement {
  return element('select', { id }, ...choices.map((value) => element('option', { value }, value)))
}

function field(label: string, control: HTMLElement): HTMLElement {
  return element('div', { className: 'field' }, element('label', { htmlFor: control.id }, label), control)
}

function head(title: string, ...controls: HTMLElement[]): HTMLElement {
  return element('div', { className: 'redact-head' }, element('h3', {}, title), ...controls)
}

function view(label: string): HTMLElement {
  return element('div', { className: 'redact-view', tabIndex: 0, attributes: { role: 'region', 'aria-label': label } })
}
