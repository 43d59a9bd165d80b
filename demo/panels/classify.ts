import { type Classification, type Classifier, createClassifier } from 'tacet'
import { element } from '../element.js'
import { formatMilliseconds, formatPercent } from '../format.js'
import { latest } from '../latest.js'
import type { Panel } from '../panel.js'

const SAMPLES = [
  'I was charged twice for the same order and nobody answers my mails.',
  'The app crashes every time I open the camera since the last update.',
  'Could you tell me which days the museum is closed?',
  'Thank you so much, the new version is a joy to use!',
]

const LABELS = ['billing', 'bug report', 'opening hours', 'praise', 'cancellation']

/** Sort a text under labels that the visitor makes up. */
export const classifyPanel: Panel = {
  async mount(root, { load, timed }) {
    const text = element('textarea', { id: 'classify-text', rows: 4, value: SAMPLES[0] ?? '', maxLength: 20_000 })
    const labels = element('input', { id: 'classify-labels', value: LABELS.join(', '), autocomplete: 'off' })
    const several = element('input', { id: 'classify-several', type: 'checkbox' })
    const bars = element('ol', { className: 'scores', attributes: { 'aria-label': 'Scores' } })
    const status = element('p', { className: 'note', attributes: { role: 'status' } })
    const samples = SAMPLES.map((sample) => {
      const chip = element('button', { type: 'button', className: 'chip' }, `${sample.slice(0, 34).trimEnd()}…`)
      chip.title = sample
      chip.addEventListener('click', () => {
        text.value = sample
        update()
      })
      return chip
    })
    root.append(
      element('h2', {}, 'Classify with labels of your own'),
      element(
        'p',
        { className: 'lead' },
        'No training: the text and the labels become vectors, and the nearest label wins. Write plain words.',
      ),
      element('div', { className: 'field' }, element('label', { htmlFor: text.id }, 'Text'), text),
      element('div', { className: 'chips', attributes: { role: 'group', 'aria-label': 'Sample texts' } }, ...samples),
      element(
        'div',
        { className: 'field' },
        element('label', { htmlFor: labels.id }, 'Labels, with commas between them'),
        labels,
      ),
      element('label', { className: 'check', htmlFor: several.id }, several, 'Several labels may hold at once'),
      status,
      bars,
    )

    let open: { key: string; classifier: Promise<Classifier> } | undefined

    /** One classifier for each set of labels; the one before is closed. */
    function classifierFor(wanted: readonly string[], multiLabel: boolean): Promise<Classifier> {
      const key = JSON.stringify([wanted, multiLabel])
      if (open?.key === key) return open.classifier
      void open?.classifier.then((classifier) => classifier.close())
      const classifier = load('minilm', (options) => createClassifier({ ...options, labels: wanted, multiLabel }))
      open = { key, classifier }
      classifier.catch(() => {
        open = undefined
      })
      return classifier
    }

    const run = latest<void>(async (_, signal) => {
      const wanted = [
        ...new Set(
          labels.value
            .split(',')
            .map((label) => label.trim())
            .filter((label) => label !== ''),
        ),
      ]
      if (wanted.length === 0 || text.value.trim() === '') {
        bars.replaceChildren()
        status.textContent = 'Write a text and at least one label.'
        return
      }
      status.textContent = 'Reading…'
      const classifier = await classifierFor(wanted, several.checked)
      const started = performance.now()
      const result = await timed('minilm', () => classifier.classify(text.value, { signal }))
      show(bars, result)
      const cut = result.truncated ? ' Only the beginning of the text was read: it is longer than the model takes.' : ''
      status.textContent = `“${result.label}” in ${formatMilliseconds(performance.now() - started)}.${cut}`
    })
    const update = () => run()
    for (const input of [text, labels]) input.addEventListener('input', update)
    several.addEventListener('change', update)
    update()
  },
}

function show(list: HTMLElement, { scores }: Classification): void {
  list.replaceChildren(
    ...scores.map(({ label, score }, index) =>
      element(
        'li',
        { className: index === 0 ? 'best' : '', variables: { '--share': String(score) } },
        element('span', { className: 'score-label' }, label),
        element('span', { className: 'score-value' }, formatPercent(score)),
      ),
    ),
  )
}
