import type { OperatingPoints } from '../shared/model-manifest.js'
import { type LabelScore, LEAST_COVERAGE } from '../shared/tasks.js'

/**
 * The score from which a label is given. A name stands for the score of the model's card: 'high-precision' flags
 * little that is harmless, 'high-recall' misses little, 'balanced' lies between.
 */
export type Threshold = 'balanced' | 'high-precision' | 'high-recall' | number

const NAMES: readonly unknown[] = ['balanced', 'high-precision', 'high-recall']

export interface Scored<Label extends string> {
  /** Best first. */
  readonly scores: readonly LabelScore<Label>[]
  /** The share of the text that the model could read. */
  readonly coverage: number
  /** How probable it is that no label fits. */
  readonly none: number
}

export interface Acceptance {
  readonly threshold: Threshold
  /** The operating points of the model, where the model has any. */
  readonly points: OperatingPoints | undefined
  /** Whether each label is judged alone; otherwise at most one label holds. */
  readonly multiLabel: boolean
}

/** The labels that hold, best first: none if the model could not read the text, or if no label fits. */
export function acceptedLabels<Label extends string>(
  { scores, coverage, none }: Scored<Label>,
  acceptance: Acceptance,
): Label[] {
  if (coverage < LEAST_COVERAGE) return []
  const { threshold, points, multiLabel } = acceptance
  const marked = points?.['balanced']
  if (marked !== undefined) {
    const lines = typeof threshold === 'number' ? undefined : points?.[threshold]
    const lineOf = (label: string) => (typeof threshold === 'number' ? threshold : (lines?.[label] ?? 1))
    const held = scores.filter(({ label, score }) => label in marked && score >= lineOf(label))
    // A label without its own threshold means that none of the others holds.
    const shown = held.length > 0 ? held : scores.filter(({ label }) => !(label in marked))
    return shown.map(({ label }) => label)
  }
  if (typeof threshold === 'number') return scores.filter(({ score }) => score >= threshold).map(({ label }) => label)
  if (multiLabel) return scores.filter(({ score }) => score >= 0.5).map(({ label }) => label)
  const [best] = scores
  // The scores share the rest of 1 beside `none`.
  return best === undefined || best.score * (1 - none) < none ? [] : [best.label]
}

/** Refuses an invalid threshold, or one that the model does not have. */
export function checkThreshold(threshold: unknown, model: string, points: OperatingPoints | undefined): void {
  if (typeof threshold === 'number') {
    if (!(threshold >= 0 && threshold <= 1)) throw new RangeError(`\`threshold\` must be from 0 to 1, got ${threshold}`)
    return
  }
  if (!NAMES.includes(threshold)) {
    throw new TypeError(
      `\`threshold\` must be 'balanced', 'high-precision', 'high-recall' or a number, got ${String(threshold)}`,
    )
  }
  if (threshold === 'balanced' || Object.hasOwn(points ?? {}, threshold as string)) return
  throw new RangeError(`\`threshold\` must be 'balanced' or a number for ${model}, which has no '${String(threshold)}'`)
}
