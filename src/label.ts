import { checkOptions } from './calls/check-options.js'
import { asyncDispose, type Resource } from './calls/dispose.js'
import type { CallOptions } from './calls/engine.js'
import { runTask } from './calls/run-task.js'
import { listTexts, shapeLike, type Texts } from './calls/texts.js'
import { CREATE_OPTIONS, type CreateOptions, openTask, RUN_OPTIONS } from './engines/create-options.js'
import { NlpError } from './shared/errors.js'
import type { LabelledSpan } from './shared/tasks.js'

/** The model that a labeler loads, and the labels that it finds. */
export interface LabelerOptions extends CreateOptions {
  /**
   * Your own labels, for a model that takes its labels with each text (GLiNER): `['person', 'drug']`. Each
   * label takes room from the text, and its wording matters.
   * @default the labels of the model
   */
  labels?: readonly string[] | undefined
  /**
   * The score from which a span counts, above 0 and below 1. A lower score finds more spans, and more wrong ones. It
   * goes with `labels`. @default 0.5
   */
  threshold?: number | undefined
}

/** How one call of a labeler runs. */
export interface LabelOptions extends CallOptions {
  /** Background work waits for interactive work, but not without end. @default 'interactive' */
  priority?: 'interactive' | 'background' | undefined
}

/** Finds names, places and organisations in texts, with their types. Texts may have any length. */
export interface Labeler extends Resource {
  /** The id of the model. */
  readonly model: string
  /** The digest of the exact weights. */
  readonly digest: string | undefined
  /** The labels that a span may get: those of the caller, or of the model where it lists them. */
  readonly labels: readonly string[] | undefined
  /** Finds the spans of a text, or of each text of a list. The text of a span is `text.slice(start, end)`. */
  label(text: string, options?: LabelOptions): Promise<readonly LabelledSpan[]>
  label(texts: readonly string[], options?: LabelOptions): Promise<(readonly LabelledSpan[])[]>
}

/**
 * Loads a model that labels spans of text.
 *
 * @example
 * const labeler = await createLabeler()
 * const text = 'Ada Lovelace lived in London'
 * for (const { type, start, end } of await labeler.label(text)) console.log(type, text.slice(start, end))
 * await labeler.close()
 *
 * @example
 * const labeler = await createLabeler({ model: '/models/gliner_small-v2.1/', labels: ['person', 'drug'] })
 */
export async function createLabeler(allOptions: LabelerOptions = {}): Promise<Labeler> {
  checkOptions('createLabeler', allOptions, { ...CREATE_OPTIONS, labels: 'list', threshold: 'number' })
  const { labels, threshold, ...options } = allOptions
  checkLabels(labels, threshold)
  const session = await openTask('label', options)
  if (labels !== undefined && session.labels !== undefined) {
    await session.close()
    throw new NlpError(
      'model-unknown',
      `Model ${session.model} knows only its own labels: ${session.labels.join(', ')}. Leave out \`labels\`, or choose a GLiNER model.`,
    )
  }

  async function label(text: string, options?: LabelOptions): Promise<readonly LabelledSpan[]>
  async function label(texts: readonly string[], options?: LabelOptions): Promise<(readonly LabelledSpan[])[]>
  async function label(input: Texts, runOptions: LabelOptions = {}) {
    checkOptions('label', runOptions, RUN_OPTIONS)
    const { priority, signal, trace } = runOptions
    const texts = listTexts(input)
    if (texts.length === 0) return []
    const { spans } = await runTask(session, 'label', { texts, labels, threshold }, { priority, signal, trace })
    return shapeLike(input, spans)
  }

  return {
    model: session.model,
    digest: session.digest,
    labels: labels ?? session.labels,
    label,
    close: () => session.close(),
    [asyncDispose]: () => session.close(),
  }
}

function checkLabels(labels: readonly string[] | undefined, threshold: number | undefined): void {
  if (threshold !== undefined && !(threshold > 0 && threshold < 1)) {
    throw new RangeError(`\`threshold\` must be above 0 and below 1, got ${threshold}`)
  }
  if (labels === undefined) {
    if (threshold === undefined) return
    throw new TypeError('`threshold` goes with `labels`: a model with its own labels needs none')
  }
  const given = new Set<unknown>(labels)
  const valid = labels.every((label) => typeof label === 'string' && label.trim() !== '')
  if (valid && given.size === labels.length && labels.length > 0) return
  throw new TypeError('`labels` must be a list of at least one label; each is a text, and none comes twice')
}
