import { checkOptions } from './calls/check-options.js'
import { asyncDispose, type Resource } from './calls/dispose.js'
import type { CallOptions } from './calls/engine.js'
import { runTask } from './calls/run-task.js'
import { listTexts, shapeLike, type Texts } from './calls/texts.js'
import { CREATE_OPTIONS, type CreateOptions, openTask, RUN_OPTIONS } from './engines/create-options.js'
import type { LabelledSpan } from './shared/tasks.js'

/** How one call of a labeler runs. */
export interface LabelOptions extends CallOptions {
  /** Background work waits for interactive work, but not without end. @default 'interactive' */
  priority?: 'interactive' | 'background' | undefined
}

/** Finds stretches of text and tells their type: names, places, organisations. Texts may have any length. */
export interface Labeler extends Resource {
  /** The id of the model. */
  readonly model: string
  /** The digest of the exact weights. */
  readonly digest: string | undefined
  /** The labels that a span may get, where the model lists them. */
  readonly labels: readonly string[] | undefined
  /** Finds the spans of a text, or of each text of a list. The text of a span is `text.slice(start, end)`. */
  label(text: string, options?: LabelOptions): Promise<readonly LabelledSpan[]>
  label(texts: readonly string[], options?: LabelOptions): Promise<(readonly LabelledSpan[])[]>
}

/**
 * Loads a model that labels stretches of text.
 *
 * @example
 * const labeler = await createLabeler()
 * const text = 'Ada Lovelace lived in London'
 * for (const { type, start, end } of await labeler.label(text)) console.log(type, text.slice(start, end))
 * await labeler.close()
 */
export async function createLabeler(options: CreateOptions = {}): Promise<Labeler> {
  checkOptions('createLabeler', options, CREATE_OPTIONS)
  const session = await openTask('label', options)

  async function label(text: string, options?: LabelOptions): Promise<readonly LabelledSpan[]>
  async function label(texts: readonly string[], options?: LabelOptions): Promise<(readonly LabelledSpan[])[]>
  async function label(input: Texts, runOptions: LabelOptions = {}) {
    checkOptions('label', runOptions, RUN_OPTIONS)
    const { priority, signal, trace } = runOptions
    const texts = listTexts(input)
    if (texts.length === 0) return []
    const { spans } = await runTask(session, 'label', { texts }, { priority, signal, trace })
    return shapeLike(input, spans)
  }

  return {
    model: session.model,
    digest: session.digest,
    labels: session.labels,
    label,
    close: () => session.close(),
    [asyncDispose]: () => session.close(),
  }
}
