import type { CallContext, TaskRunner } from './model.js'
import { isReadable, rank, sigmoid, softmax, withheld } from './scores.js'

/** Cosines of sentence embeddings differ by a few hundredths; this makes them odds. */
const SHARPNESS = 20
/** Two unrelated sentences have about this cosine: the point where a label on its own is a coin toss. */
const NEUTRAL = 0.25
/** The cosine from which the nearest of several labels is more probably right than none of them. */
const NONE = 0.28
/** Labels whose vectors are kept: those of a few applications, and a few megabytes at most. */
const KEPT_LABELS = 1_000

/**
 * Zero-shot classification with an embedder: the label whose sentence lies nearest to the text wins. Where one label must
 * win, the text may also lie so far from all of them that none fits.
 */
export function createSimilarityClassify(embed: TaskRunner<'embed'>): TaskRunner<'classify'> {
  const known = new Map<string, Float32Array>()

  /** Each label is embedded once, not with each text: many labels cost more than the text itself. */
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
      // Text and label stand on one side here; models with prefixes were trained to compare those as two queries.
      embed({ texts, kind: 'query' }, context),
      vectorsOf(hypotheses, context),
    ])
    const none = texts.map(() => 0)
    const scores = texts.map((_, row) => {
      if (!isReadable(coverage?.[row])) return withheld(labels, { multiLabel })
      const vector = vectors.subarray(row * dimensions, (row + 1) * dimensions)
      const cosines = ofLabels.map((label) => dot(vector, label))
      const odds = cosines.map((cosine) => SHARPNESS * (cosine - (multiLabel ? NEUTRAL : NONE)))
      // Even odds are those of none.
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
