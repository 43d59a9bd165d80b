import {
  type ClassifierExport,
  createEmbedder,
  type Embedder,
  importClassifier,
  type LabelledText,
  type TrainedClassifier,
  trainClassifier,
} from 'tacet'
import { confusionTable } from '../parts/confusion-table.js'
import { download } from '../parts/download.js'
import { element } from '../parts/element.js'
import { failureOf } from '../parts/failure.js'
import { formatMilliseconds, formatPercent } from '../parts/format.js'
import { disableFor } from '../parts/keep-focus.js'
import type { DemoContext } from '../parts/panel.js'
import { classifyHeldOut } from './classify-folds.js'

const EXAMPLES = `delivery: Where is my parcel?
delivery: It should have arrived on Monday.
delivery: The courier never rang the bell.
delivery: Can I change the delivery address?
refund: I want my money back.
refund: Please refund the second charge.
refund: How do I return this and get repaid?
refund: You took the amount twice.
repair: The screen is cracked.
repair: It does not switch on any more.
repair: The battery is empty after an hour.
repair: A button fell off.`

interface Learner {
  readonly root: HTMLElement
  /** The classifier that was learnt last. The first call learns from the examples in the form. */
  classifier(): Promise<TrainedClassifier>
  /** Takes other examples, and learns from them. */
  learnFrom(examples: readonly LabelledText[]): void
  /** Adds an example that the visitor has corrected, and learns again. */
  correct(example: LabelledText): void
  /** The labels of the examples. */
  readonly labels: readonly string[]
  /** The examples in the form. While they cannot be read, the samples. */
  readonly examples: readonly LabelledText[]
}

/** Creates a form of labelled examples, and the classifier that is learnt from them on this device. */
export function createLearner({ load }: DemoContext, onLearnt: () => void): Learner {
  const lines = element('textarea', { id: 'classify-examples', rows: 8, value: EXAMPLES, maxLength: 100_000 })
  const learn = element('button', { type: 'button', className: 'primary' }, 'Learn')
  const save = element('button', { type: 'button', className: 'quiet', disabled: true }, 'Save as JSON')
  const open = element('input', { id: 'classify-import', type: 'file', accept: '.json' })
  const check = element('button', { type: 'button', className: 'quiet' }, 'Show where it errs')
  const status = element('p', { className: 'note', attributes: { role: 'status' } })
  const errors = element('div', { className: 'journey' })
  const root = element(
    'div',
    { className: 'journey', hidden: true },
    element(
      'div',
      { className: 'field' },
      element('label', { htmlFor: lines.id }, 'Examples, one a line: the label, a colon, the text'),
      lines,
    ),
    element(
      'div',
      { className: 'classify-actions' },
      learn,
      check,
      save,
      element('label', { htmlFor: open.id }, 'or open one'),
      open,
    ),
    status,
    errors,
  )

  let embedder: Promise<Embedder> | undefined
  let learnt: TrainedClassifier | undefined
  let learning: Promise<TrainedClassifier> | undefined

  function vectors(): Promise<Embedder> {
    embedder ??= load('minilm', (options) => createEmbedder({ ...options, model: 'minilm' }), onLearnt)
    embedder.catch(() => {
      embedder = undefined
    })
    return embedder
  }

  async function replace(make: (embedder: Embedder) => Promise<TrainedClassifier>): Promise<TrainedClassifier> {
    const enable = disableFor(learn)
    try {
      const next = await make(await vectors())
      await learnt?.close()
      learnt = next
      save.disabled = false
      return next
    } catch (error) {
      status.textContent = (error as Error).message
      throw error
    } finally {
      enable()
    }
  }

  function fromExamples(): Promise<TrainedClassifier> {
    errors.replaceChildren()
    learning ??= replace(async (embedder) => {
      const examples = parseExamples(lines.value)
      status.textContent = 'Learning…'
      const started = performance.now()
      const trained = await trainClassifier(examples, { embedder })
      const took = formatMilliseconds(performance.now() - started)
      const right = `${formatPercent(trained.accuracy)} right on examples kept out in turn`
      status.textContent = `Learnt ${trained.labels.length} labels from ${examples.length} examples in ${took}; ${right}.`
      return trained
    }).finally(() => {
      learning = undefined
    })
    return learning
  }

  /** Cross-validation: each example is classified by a classifier that was trained without it. */
  async function showErrors(): Promise<void> {
    const enable = disableFor(check)
    try {
      const examples = parseExamples(lines.value)
      const labels = await classifyHeldOut(examples, await vectors(), (fold) => {
        status.textContent = `Learning without one fifth of the examples, part ${fold + 1} of 5…`
      })
      const judged = examples.flatMap((example, index) => {
        const given = labels[index]
        return given === undefined ? [] : [{ ...example, given }]
      })
      const wrong = judged.filter((each) => each.label !== each.given)
      status.textContent = `${judged.length - wrong.length} of ${judged.length} examples were right when they were kept out of the training.`
      errors.replaceChildren(
        confusionTable(
          judged.map(({ label }) => label),
          judged.map((each) => each.given),
        ),
        element(
          'ul',
          { className: 'classify-wrong' },
          ...wrong.map(({ text, label, given }) =>
            element('li', {}, `“${text}” is ${label}, and was taken for ${given}.`),
          ),
        ),
      )
    } catch (error) {
      status.replaceChildren(failureOf(error))
    } finally {
      enable()
    }
  }

  function learnFrom(examples: readonly LabelledText[]): void {
    lines.value = examples
      .map(({ label, text }) => `${label.replaceAll(':', ' ')}: ${text.replace(/\s+/g, ' ')}`)
      .join('\n')
    fromExamples().then(onLearnt, () => {})
  }

  check.addEventListener('click', () => void showErrors())
  learn.addEventListener('click', () => {
    fromExamples().then(onLearnt, () => {})
  })
  save.addEventListener('click', () => {
    if (learnt === undefined) return
    download('classifier.json', new Blob([JSON.stringify(learnt.export())], { type: 'application/json' }))
  })
  open.addEventListener('change', () => {
    const [file] = open.files ?? []
    if (file === undefined) return
    replace(async (embedder) => {
      const imported = importClassifier(JSON.parse(await file.text()) as ClassifierExport, { embedder })
      status.textContent = `Opened ${file.name}: ${imported.labels.join(', ')}.`
      return imported
    }).then(onLearnt, () => {})
  })

  return {
    root,
    classifier: async () => learnt ?? fromExamples(),
    learnFrom,
    correct: (example) => learnFrom([...parseExamples(lines.value), example]),
    get labels() {
      return learnt?.labels ?? []
    },
    get examples() {
      try {
        return parseExamples(lines.value)
      } catch {
        return parseExamples(EXAMPLES)
      }
    },
  }
}

function parseExamples(lines: string): LabelledText[] {
  return lines
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, index) => {
      const [label = '', ...rest] = line.split(':')
      const text = rest.join(':').trim()
      if (label.trim() === '' || text === '') throw new Error(`Line ${index + 1} must read “label: text”.`)
      return { label: label.trim(), text }
    })
}
