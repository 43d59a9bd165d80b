import { describe } from '../calls/check-options.js'
import { distanceOf, type FeedbackEmbedder } from './distance.js'
import { type FeedbackEntry, judgedLabel } from './feedback-entry.js'
import { checkShare, HELD_OUT, isHeldOut } from './held-out.js'

/** Which examples are wanted. */
export interface ExampleOptions {
  /** How many. @default 4 */
  count?: number | undefined
  /** The text that the prompt is about: examples are chosen that are near to it. @default none: the last ones that differ */
  near?: string | undefined
  /** Compares texts by meaning. @default by their words */
  embedder?: FeedbackEmbedder | undefined
  /** Texts of data sets by which the prompt is evaluated. They are never examples. @default none */
  exclude?: readonly string[] | undefined
  /** The share of judged texts that are never examples: the same that `retrain` and `export` hold out. @default 0.3 */
  heldOut?: number | undefined
  /** Only entries for which this is true. @default all */
  only?: ((entry: FeedbackEntry) => boolean) | undefined
}

/** A text with the answer that people want. */
export interface FeedbackExample {
  /** The text. */
  readonly text: string
  /** The right label, or the answer as a person edited or approved it. */
  readonly answer: string
}

/** The weight of the nearness to the text. The rest is the weight of the distance from the examples chosen before. */
const NEARNESS = 0.7

/** Chooses examples that are near to a text and differ from each other (maximal marginal relevance). */
export async function fewShotExamples(
  entries: readonly FeedbackEntry[],
  { count = 4, near, embedder, heldOut = HELD_OUT, exclude = [] }: ExampleOptions,
): Promise<readonly FeedbackExample[]> {
  if (!(Number.isInteger(count) && count > 0)) {
    throw new RangeError(`\`count\` must be a positive integer, got ${describe(count)}`)
  }
  checkShare(heldOut)
  const excluded = new Set(exclude)
  // The last judgement of a text holds, and the last texts come first.
  const usable = [...new Map(entries.flatMap(exampleOf).map((example) => [example.text, example])).values()]
    .filter(({ text }) => !excluded.has(text) && !isHeldOut(text, heldOut))
    .reverse()
  const asked = { text: near }
  const distance = await distanceOf(near === undefined ? usable : [asked, ...usable], embedder)
  const waiting = new Set(usable)
  const chosen: FeedbackExample[] = []
  while (chosen.length < count && waiting.size > 0) {
    const value = (example: FeedbackExample) => {
      const nearness = near === undefined ? 0 : 1 - distance(asked, example)
      const likeness = Math.max(0, ...chosen.map((each) => 1 - distance(each, example)))
      return NEARNESS * nearness - (1 - NEARNESS) * likeness
    }
    const next = [...waiting].map((each) => [each, value(each)] as const).reduce((a, b) => (b[1] > a[1] ? b : a))[0]
    chosen.push(next)
    waiting.delete(next)
  }
  return chosen
}

function exampleOf(entry: FeedbackEntry): FeedbackExample[] {
  const { text, signal, answer, edited } = entry
  const right = judgedLabel(entry) ?? edited ?? (signal === 'up' ? answer : undefined)
  return text === undefined || right === undefined ? [] : [{ text, answer: right }]
}
