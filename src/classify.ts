import { checkOptions, describe } from './calls/check-options.js'
import { asyncDispose, type Resource } from './calls/dispose.js'
import type { CallOptions } from './calls/engine.js'
import { runTask } from './calls/run-task.js'
import { listTexts, shapeLike, type Texts } from './calls/texts.js'
import { acceptedLabels, checkThreshold, type Threshold } from './classify/accepted-labels.js'
import { CREATE_OPTIONS, type CreateOptions, openTask, RUN_OPTIONS } from './engines/create-options.js'
import type { LabelScore } from './shared/tasks.js'

/**
 * The model for the caller's own labels: it compares meanings. Without labels from the caller, a model with labels of
 * its own is used.
 */
const ZERO_SHOT_MODEL = 'minilm'

/** The labels that a classifier gives, and the model that it loads. */
export interface ClassifierOptions<Label extends string = string> extends CreateOptions {
  /** Your own labels, in plain words: zero-shot classification. @default the model's labels */
  labels?: readonly Label[] | undefined
  /**
   * Whether several labels may hold at once. Each label is then scored on its own. @default as the model was trained
   */
  multiLabel?: boolean | undefined
  /** The sentence into which a label is put, at `{}`. @default the model's own */
  hypothesis?: string | undefined
}

/** The most probable label with its score, whether it is accepted or not. */
export interface Classification<Label extends string = string> extends LabelScore<Label> {
  /** Every label, best first. */
  readonly scores: readonly LabelScore<Label>[]
  /**
   * The labels that reach the threshold, best first. An empty list means that no label fits, or that the model cannot
   * read the text.
   */
  readonly accepted: readonly Label[]
  /**
   * The share of the text that the model could read, from 0 to 1. Scripts and signs that the model never saw count as
   * unread. Below one half no label is accepted and all scores are alike. It is 1 where an engine does not report it.
   */
  readonly coverage: number
  /** Whether the text was longer than the model reads. The end of such a text did not count. */
  readonly truncated: boolean
}

/** How one call decides which labels count. */
export interface ClassifyOptions extends CallOptions {
  /**
   * The score from which a label is accepted. Models that flag something (`toxicity`, `spam`, `prompt-attack`,
   * `prompt-attack-encoder`) have the three named points that their cards quote. Others have 'balanced' and any number.
   * @default 'balanced'
   */
  threshold?: Threshold | undefined
  /** Background work waits for interactive work, but not without end. @default 'interactive' */
  priority?: 'interactive' | 'background' | undefined
}

/** A loaded model that gives labels to texts. */
export interface Classifier<Label extends string = string> extends Resource {
  /** The id of the model. */
  readonly model: string
  /** The digest of the exact weights. */
  readonly digest: string | undefined
  /** The labels that the model can give. */
  readonly labels: readonly Label[]
  /** Gives the labels of a text, or of each text of a list. */
  classify(text: string, options?: ClassifyOptions): Promise<Classification<Label>>
  classify(texts: readonly string[], options?: ClassifyOptions): Promise<Classification<Label>[]>
}

/**
 * Loads a model that sorts texts under labels: its own labels, or yours.
 *
 * @example
 * const classifier = await createClassifier({ labels: ['billing', 'technical problem', 'praise'] })
 * const { label, score } = await classifier.classify('I was charged twice')
 * console.log(label, score)
 * await classifier.close()
 */
export async function createClassifier<Label extends string = string>(
  allOptions: ClassifierOptions<Label> = {},
): Promise<Classifier<Label>> {
  const kinds = { ...CREATE_OPTIONS, labels: 'any', multiLabel: 'boolean', hypothesis: 'any' } as const
  checkOptions('createClassifier', allOptions, kinds)
  const { labels, multiLabel, hypothesis, ...options } = allOptions
  checkLabels(labels)
  if (hypothesis !== undefined && !(typeof hypothesis === 'string' && hypothesis.includes('{}'))) {
    throw new TypeError(`\`hypothesis\` must be a string with {} where the label goes, got ${String(hypothesis)}`)
  }
  const model = options.model ?? (labels === undefined ? undefined : ZERO_SHOT_MODEL)
  const session = await openTask('classify', { ...options, model })
  // A model that embeds compares a text with labels and has no labels of its own.
  if (labels === undefined && session.labels === undefined && session.dimensions !== undefined) {
    await session.close()
    throw new TypeError(`\`labels\` must be given: the model ${session.model} embeds and has no labels of its own`)
  }

  async function classify(text: string, options?: ClassifyOptions): Promise<Classification<Label>>
  async function classify(texts: readonly string[], options?: ClassifyOptions): Promise<Classification<Label>[]>
  async function classify(
    input: Texts,
    runOptions: ClassifyOptions = {},
  ): Promise<Classification<Label> | Classification<Label>[]> {
    checkOptions('classify', runOptions, { ...RUN_OPTIONS, threshold: 'any' })
    const { threshold = 'balanced', priority, signal, trace } = runOptions
    // The operating points of a model are for its own labels.
    const points = labels === undefined ? session.operatingPoints : undefined
    checkThreshold(threshold, session.model, points)
    const texts = listTexts(input)
    if (texts.length === 0) return []
    const { scores, none, truncated, coverage } = await runTask(
      session,
      'classify',
      { texts, labels, multiLabel, hypothesis },
      { priority, signal, trace },
    )
    const cut = new Set(truncated)
    const results = scores.map((row, index): Classification<Label> => {
      // An engine answers with the labels that it got, or with the model's own.
      const ranked = row as readonly LabelScore<Label>[]
      const { label, score } = ranked[0] ?? { label: '' as Label, score: 0 }
      const scored = { scores: ranked, coverage: coverage?.[index] ?? 1 }
      const weighed = { ...scored, none: none?.[index] ?? 0 }
      const accepted = acceptedLabels(weighed, { threshold, points, multiLabel: multiLabel ?? false })
      return { label, score, ...scored, accepted, truncated: cut.has(index) }
    })
    return shapeLike(input, results)
  }

  return {
    model: session.model,
    digest: session.digest,
    labels: labels ?? ((session.labels ?? []) as readonly Label[]),
    classify,
    close: () => session.close(),
    [asyncDispose]: () => session.close(),
  }
}

function checkLabels(labels: readonly string[] | undefined): void {
  if (labels === undefined) return
  const valid =
    Array.isArray(labels) &&
    labels.length > 0 &&
    labels.every((label) => typeof label === 'string' && label.trim() !== '')
  if (!valid) {
    const need = 'a list of at least one label, each a string with a word in it'
    throw new TypeError(`\`labels\` must be ${need}, got ${describe(labels)}`)
  }
  if (new Set(labels).size < labels.length) throw new TypeError('`labels` must differ from one another')
}
