import type { TaskRunner } from '../model.js'
import { rank, sigmoid, softmax } from './scores.js'

/** Cosines of sentence embeddings differ by a few hundredths; this makes them odds. */
const SHARPNESS = 20
/** Two unrelated sentences have about this cosine: the point where a label on its own is a coin toss. */
const NEUTRAL = 0.25

/** Zero-shot classification with an embedder: the label whose sentence lies nearest to the text wins. */
export function createSimilarityClassify(embed: TaskRunner<'embed'>): TaskRunner<'classify'> {
  return async ({ texts, labels = [], multiLabel = false, hypothesis = '{}' }, context) => {
    const hypotheses = labels.map((label) => hypothesis.replace('{}', () => label))
    const [ofTexts, ofLabels] = await Promise.all([
      embed({ texts, kind: 'document' }, context),
      embed({ texts: hypotheses, kind: 'document' }, context),
    ])
    const { dimensions } = ofTexts
    const scores = texts.map((_, row) => {
      const cosines = labels.map((_label, column) => dot(ofTexts.vectors, row, ofLabels.vectors, column, dimensions))
      const odds = cosines.map((cosine) => SHARPNESS * (cosine - NEUTRAL))
      return rank(labels, multiLabel ? odds.map(sigmoid) : softmax(odds))
    })
    return { scores, truncated: ofTexts.truncated }
  }
}

function dot(a: Float32Array, row: number, b: Float32Array, column: number, dimensions: number): number {
  let sum = 0
  for (let index = 0; index < dimensions; index += 1)
    sum += a[row * dimensions + index]! * b[column * dimensions + index]!
  return sum
}
