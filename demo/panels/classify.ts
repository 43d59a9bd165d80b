import './classify.css'
import { type Classifier, catalog, createClassifier } from 'tacet'
import { type ClassifyLabels, classifyRecipe } from '../code/recipes/classify.js'
import { codeTabs } from '../parts/code-tabs.js'
import { element } from '../parts/element.js'
import { feedbackBar } from '../parts/feedback-bar.js'
import { formatBytes, formatMilliseconds, formatPercent } from '../parts/format.js'
import { labelSet } from '../parts/label-set.js'
import { latest } from '../parts/latest.js'
import type { Panel } from '../parts/panel.js'
import { batchPart } from './classify-batch.js'
import { createLearner } from './classify-learn.js'
import { answerOf, showScores } from './classify-scores.js'
import { thresholdChoice } from './classify-threshold.js'
import { createFacts } from './facts.js'

const SAMPLES = [
  'I was charged twice for the same order and nobody answers my mails.',
  'The app crashes every time I open the camera since the last update.',
  'Could you tell me which days the museum is closed?',
  'Thank you so much, the new version is a joy to use!',
  'The river froze in January, and the herons left.',
  'Гражданам сообщается о начале работ на мосту.',
]

/** The choices that are not the id of a model. */
const OWN = 'own'
const LEARN = 'learn'

/** A small model: the first visit downloads 5.7 MB. Labels of the visitor's own need 17.3 MB. */
const OPENING = 'sentiment'

/** The model that compares a text with labels of the visitor's own. */
const MEANING = 'minilm'

const LABELS = ['billing', 'bug report', 'opening hours', 'praise', 'cancellation']

/**
 * Sorts a text under labels that the visitor writes or teaches, or under the labels of a model that comes with the
 * page.
 */
export const classifyPanel: Panel = {
  async mount(root, context) {
    const { load, timed } = context
    const text = element('textarea', { id: 'classify-text', rows: 3, value: SAMPLES[0] ?? '', maxLength: 20_000 })
    const labels = element('input', { id: 'classify-labels', value: LABELS.join(', '), autocomplete: 'off' })
    const kind = element(
      'select',
      { id: 'classify-kind' },
      element('option', { value: OWN }, 'Labels of my own'),
      element('option', { value: LEARN }, 'Labels learnt from examples'),
      ...catalog
        .filter(({ tasks }) => tasks.includes('classify'))
        .map(({ id }) => element('option', { value: id }, NAMES[id] ?? id.replaceAll('-', ' '))),
    )
    kind.value = OPENING
    const size = formatBytes(catalog.find(({ id }) => id === MEANING)?.bytes ?? 0)
    const useOwn = element(
      'button',
      { type: 'button', className: 'quiet' },
      `Use labels of my own (${size}, downloaded once)`,
    )
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
    const ownLabels = element(
      'div',
      { className: 'journey' },
      element(
        'div',
        { className: 'field' },
        element('label', { htmlFor: labels.id }, 'Labels, with commas between them'),
        labels,
      ),
      element('label', { className: 'check', htmlFor: several.id }, several, 'Several labels may hold at once'),
    )
    const learner = createLearner(context, () => update())
    const threshold = thresholdChoice(() => update())
    const facts = createFacts()
    const corrections = element('div', {
      className: 'chips',
      attributes: { role: 'group', 'aria-label': 'Correct the answer' },
    })
    const bar = feedbackBar()
    const batch = batchPart({
      classifier: () => (kind.value === LEARN ? learner.classifier() : classifierFor(wanted())),
      get threshold() {
        return threshold.value
      },
      learnFrom(examples) {
        kind.value = LEARN
        showKind()
        learner.learnFrom(examples)
        learner.root.scrollIntoView({ block: 'nearest' })
      },
    })
    root.append(
      element('h2', {}, 'Classify'),
      element(
        'p',
        { className: 'lead' },
        'Sort a text by its mood, under labels that you name, or under labels that you teach with a few examples.',
      ),
      element('div', { className: 'field' }, element('label', { htmlFor: text.id }, 'Text'), text),
      element('div', { className: 'chips', attributes: { role: 'group', 'aria-label': 'Sample texts' } }, ...samples),
      element('div', { className: 'field beside' }, element('label', { htmlFor: kind.id }, 'What to look for'), kind),
      ownLabels,
      learner.root,
      status,
      bars,
      element('div', { className: 'chips' }, useOwn),
      facts.root,
      threshold.root,
      corrections,
      bar.root,
      codeTabs(root, () => classifyRecipe({ labels: labelsNow(), threshold: threshold.value })),
      batch,
    )

    let open: { key: string; classifier: Promise<Classifier> } | undefined
    let shownFor: string | undefined

    /** The model and the labels that the form asks for: a model's own labels, or the visitor's labels. */
    function wanted(): { model: string; labels?: string[]; multiLabel?: boolean } {
      if (kind.value === LEARN) return { model: MEANING }
      if (kind.value !== OWN) return { model: kind.value }
      const names = labels.value.split(',').map((label) => label.trim())
      return { model: MEANING, labels: [...new Set(names.filter((name) => name !== ''))], multiLabel: several.checked }
    }

    function labelsNow(): ClassifyLabels {
      if (kind.value === LEARN) return { type: 'learnt', examples: learner.examples }
      const { model, labels = [], multiLabel = false } = wanted()
      return kind.value === OWN ? { type: 'own', labels, several: multiLabel } : { type: 'model', model }
    }

    /** Opens one classifier at a time, and closes the one before. */
    function classifierFor(asked: ReturnType<typeof wanted>): Promise<Classifier> {
      const key = JSON.stringify(asked)
      if (open?.key === key) return open.classifier
      void open?.classifier.then((classifier) => classifier.close()).catch(() => {})
      const classifier = load(asked.model, (options) => createClassifier({ ...options, ...asked }), update)
      open = { key, classifier }
      classifier.catch(() => {
        open = undefined
      })
      return classifier
    }

    const run = latest<void>(async (_, signal) => {
      const asked = wanted()
      if (asked.labels?.length === 0 || text.value.trim() === '') {
        bars.replaceChildren()
        facts.show({})
        bar.hide()
        status.textContent = asked.labels?.length === 0 ? 'Write at least one label.' : 'Write a text.'
        return
      }
      status.textContent = 'Reading…'
      // While a new model loads, scores of the old model must not stand beside the new name.
      const asking = kind.value === LEARN ? LEARN : JSON.stringify(asked)
      if (shownFor !== asking) bars.replaceChildren()
      const classifier = kind.value === LEARN ? await learner.classifier() : await classifierFor(asked)
      const started = performance.now()
      const least = threshold.value
      const result = await timed(asked.model, () => classifier.classify(text.value, { signal, threshold: least }))
      signal.throwIfAborted()
      showScores(bars, result, least)
      showCorrections()
      bar.ask(
        {
          task: 'classify',
          model: { id: asked.model },
          predicted: result.label,
          scores: result.scores,
          text: text.value,
          slices: { labels: labelSet(result.scores.map(({ label }) => label)) },
        },
        { labels: result.scores.map(({ label }) => label).filter((label) => label !== result.label) },
      )
      facts.show({
        'the model could read': formatPercent(result.coverage),
        threshold: typeof least === 'number' ? `from ${least.toFixed(2)}` : least,
      })
      shownFor = asking
      const cut = result.truncated ? ' Only the beginning of the text was read: it is longer than the model takes.' : ''
      const time = formatMilliseconds(performance.now() - started)
      status.textContent = `${answerOf(result)} in ${time}.${cut}${CAUTIONS[asked.model] ?? ''}`
    }, status)
    const update = () => run()

    /** A correction is an example for the next training. */
    function showCorrections(): void {
      const labels = kind.value === LEARN ? learner.labels : []
      corrections.replaceChildren(
        ...(labels.length === 0 ? [] : [element('span', { className: 'note' }, 'Wrong? It is:')]),
        ...labels.map((label) => {
          const chip = element('button', { type: 'button', className: 'chip' }, label)
          chip.addEventListener('click', () => learner.correct({ text: text.value, label }))
          return chip
        }),
      )
    }

    function showKind(): void {
      ownLabels.hidden = kind.value !== OWN
      useOwn.hidden = kind.value === OWN
      learner.root.hidden = kind.value !== LEARN
      corrections.replaceChildren()
      threshold.offer(kind.value)
    }
    for (const input of [text, labels]) input.addEventListener('input', update)
    several.addEventListener('change', update)
    kind.addEventListener('change', () => {
      showKind()
      update()
    })
    useOwn.addEventListener('click', () => {
      kind.value = OWN
      kind.dispatchEvent(new Event('change', { bubbles: true }))
      // The button with the focus is hidden now.
      labels.focus()
    })
    showKind()
    update()
  },
}

/** Names that differ within the width of a phone. */
const NAMES: Readonly<Record<string, string>> = { 'prompt-attack-encoder': 'orders in mails' }

/** The limits of a model that a visitor must know. The card of the model says more. */
const CAUTIONS: Readonly<Record<string, string>> = {
  toxicity:
    ' This model misses insults without a bad word, and a short insult within a long text. Let a person decide.',
  spam: ' This model misses fraud that reads like a friend’s message.',
  'prompt-attack-encoder':
    ' This model is for mails and documents, where any order to a model counts as an attack. It misses some, and may flag a polite order to a person.',
  'prompt-attack': ' This model is a filter and no guard: anybody who knows it can write around it.',
}
