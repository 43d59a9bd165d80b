import { describe } from '../calls/check-options.js'
import { type McNemar, mcnemar } from '../evaluate/statistics/mcnemar.js'
import { type FeedbackEntry, judgedLabel } from './feedback-entry.js'
import { checkShare, HELD_OUT, isHeldOut } from './held-out.js'

/** A text with the label that it should get. */
interface LabelledExample {
  readonly text: string
  readonly label: string
}

/** The part of a classifier that is compared. */
export interface ComparedClassifier {
  /** Gives each text a label. */
  classify(texts: readonly string[]): Promise<readonly { readonly label: string }[]>
}

/** How a classifier is trained again. */
export interface RetrainOptions<Trained extends ComparedClassifier> {
  /** Trains a classifier: `(examples) => trainClassifier(examples, { embedder })`. */
  train: (examples: readonly LabelledExample[]) => Promise<Trained>
  /** The classifier that is in use. */
  current: ComparedClassifier
  /** The examples of the classifier in use. They are trained on again. @default none */
  examples?: readonly LabelledExample[] | undefined
  /** The share of judged texts that is never trained on. @default 0.3 */
  heldOut?: number | undefined
  /** The least number of held-out texts; with fewer, nothing ships. @default 20 */
  least?: number | undefined
  /** Only entries for which this is true, for an app with several classifiers. @default all */
  only?: ((entry: FeedbackEntry) => boolean) | undefined
}

/** A classifier that was trained again. */
export interface Retrained<Trained extends ComparedClassifier> {
  /** Whether the new classifier should take the place of the one in use. */
  readonly ships: boolean
  /** The reason: it is not worse, it is worse, or there are too few texts to tell. */
  readonly reason: 'not-worse' | 'worse' | 'too-few'
  /** The new classifier; `undefined` where there were too few texts. */
  readonly classifier: Trained | undefined
  /** How many texts were trained on. */
  readonly trainedOn: number
  /** How many held-out texts there are. */
  readonly heldOut: number
  /** How many of the held-out texts each gets right. */
  readonly right: { readonly current: number; readonly retrained: number }
  /**
   * The exact test of McNemar on the held-out texts: `onlyFirst` counts the texts that only the classifier in use gets
   * right.
   */
  readonly test: McNemar
}

/** Trains a classifier again, and compares it with the one in use on judged texts that it was not trained on. */
export async function retrainHead<Trained extends ComparedClassifier>(
  entries: readonly FeedbackEntry[],
  { train, current, examples = [], heldOut = HELD_OUT, least = 20 }: RetrainOptions<Trained>,
): Promise<Retrained<Trained>> {
  checkShare(heldOut)
  if (!(Number.isInteger(least) && least > 0)) {
    throw new RangeError(`\`least\` must be a positive integer, got ${describe(least)}`)
  }
  const judged = latestByText(entries)
  const test = judged.filter(({ text }) => isHeldOut(text, heldOut))
  const corrected = judged.filter(({ text }) => !isHeldOut(text, heldOut))
  const known = new Set(judged.map(({ text }) => text))
  const training = [...examples.filter(({ text }) => !known.has(text)), ...corrected]
  const sizes = { trainedOn: training.length, heldOut: test.length }
  if (test.length < least || corrected.length === 0) {
    const nothing = { right: { current: 0, retrained: 0 }, test: mcnemar([], []) }
    return { ships: false, reason: 'too-few', classifier: undefined, ...sizes, ...nothing }
  }
  const classifier = await train(training)
  const [before, after] = [await rights(current, test), await rights(classifier, test)]
  const right = { current: count(before), retrained: count(after) }
  const ships = right.retrained >= right.current
  return { ships, reason: ships ? 'not-worse' : 'worse', classifier, ...sizes, right, test: mcnemar(before, after) }
}

/** The last judgement of each text. A person may change their mind, and a text must not count twice. */
function latestByText(entries: readonly FeedbackEntry[]): LabelledExample[] {
  const labels = new Map<string, string>()
  for (const entry of entries) {
    const label = judgedLabel(entry)
    if (entry.task !== 'classify' || entry.text === undefined || label === undefined) continue
    labels.delete(entry.text)
    labels.set(entry.text, label)
  }
  return [...labels].map(([text, label]) => ({ text, label }))
}

async function rights(classifier: ComparedClassifier, rows: readonly LabelledExample[]): Promise<boolean[]> {
  const results = await classifier.classify(rows.map(({ text }) => text))
  return rows.map(({ label }, index) => results[index]?.label === label)
}

const count = (values: readonly boolean[]) => values.filter(Boolean).length
