import type { CallContext, TaskRunner } from './model.js'
import { isReadable, rank, sigmoid, softmax, withheld } from './scores.js'

/** Cosines of sentence embeddings differ by a few hundredths. This factor turns them into odds. */
const SHARPNESS = 20
/** The usual cosine of two unrelated sentences. At this cosine a label judged alone has even odds. */
const NEUTRAL = 0.25
/** From this cosine on, the nearest of several labels is more probably right than none of them. */
const NONE = 0.28
/** The most labels whose vectors are kept: the labels of a few applications, in a few megabytes at most. */
const KEPT_LABELS = 1_000

/**
 * Zero-shot classification with an embedder: the label whose sentence is nearest to the text wins. Where one label must
 * win, the text may also be so far from all labels that none fits.
 */
export function createSimilarityClassify(embed: TaskRunner<'embed'>): TaskRunner<'classify'> {
  const known = new Map<string, Float32Array>()

  /** Each label is embedded once and not with each text, because many labels cost more than the text itself. */
  async function vectorsOf(labels: readonly string[], context: CallContext): Promise<Float32Array[]> {
    const missing = labels.filter((label) => !known.has(label))
    const fresh = new Map<string, Float32Array>()
    if (missing.length > 0) {
      const { vectors, dimensions } = await embed({ texts: missing, kind: 'query' }, context)
      for (const [row, label] of missing.entries()) {
        fresh.set(label, vectors.slice(row * dimensions, (row + 1) * dimensions))
      }
    }
    const found = labels.map((label) => fresh.get(label) ?? (known.get(label) as Float32Array))
    for (const [index, label] of labels.entries()) {
      known.delete(label)
      known.set(label, found[index] as Float32Array)
    }
    for (const oldest of known.keys()) {
      if (known.size <= KEPT_LABELS) break
      known.delete(oldest)
    }
    return found
  }

  return async ({ texts, labels = [], multiLabel = false, hypothesis = '{}' }, context) => {
    const hypotheses = labels.map((label) => hypothesis.replace('{}', () => label))
    const [{ vectors, dimensions, coverage, truncated }, ofLabels] = await Promise.all([
      // Text and label are of the same kind, and models with prefixes were trained to compare two texts of a kind as
      // two queries.
      embed({ texts, kind: 'query' }, context),
      vectorsOf(hypotheses, context),
    ])
    const none = texts.map(() => 0)
    const scores = texts.map((_, row) => {
      if (!isReadable(coverage?.[row])) return withheld(labels, { multiLabel })
      const vector = vectors.subarray(row * dimensions, (row + 1) * dimensions)
      const cosines = ofLabels.map((label) => dot(vector, label))
      const odds = cosines.map((cosine) => SHARPNESS * (cosine - (multiLabel ? NEUTRAL : NONE)))
      // The zero adds "none of them", at even odds.
      none[row] = multiLabel ? 0 : softmax([...odds, 0]).at(-1)!
      return rank(labels, multiLabel ? odds.map(sigmoid) : softmax(odds))
    })
    return { scores, none, truncated, coverage }
  }
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let index = 0; index < a.length; index += 1) sum += a[index]! * b[index]!
  return sum
}
