import type { TransformerArchitecture } from '../../src/shared/model-manifest.js'
import type { Encoder } from '../encoder/encoder.js'
import type { EncoderTokenizer } from '../tokens/tokenizer.js'
import { coverageOf, mapInSlices, truncatedRows } from './encode.js'
import type { TaskRunner } from './model.js'
import { foreignLabels, isReadable, rank, sigmoid, softmax, withheld } from './scores.js'

const HYPOTHESIS = 'This text is about {}.'

/** Scores texts for the model's own labels or, where the model judges entailment, for the caller's labels. */
export function createClassify(
  encoder: Encoder,
  tokenizer: EncoderTokenizer,
  { labels: own = [], multiLabel: ownMultiLabel = false, temperature = 1, regression = false }: TransformerArchitecture,
): TaskRunner<'classify'> {
  const toScores = (logits: Float32Array, multiLabel: boolean) => {
    const scaled = Array.from(logits, (logit) => logit / temperature)
    if (regression) return scaled
    // A single label has no other label to compete with.
    return multiLabel || scaled.length === 1 ? scaled.map(sigmoid) : softmax(scaled)
  }
  const zeroShot = createEntailment(encoder, tokenizer, own)

  return async (input, context) => {
    if (input.labels !== undefined) return zeroShot(input, context)
    const encodings = await mapInSlices(input.texts, (text) => tokenizer.encode(text), context.signal)
    const rows = await encoder.submit(encodings, context)
    const multiLabel = input.multiLabel ?? ownMultiLabel
    return {
      scores: rows.map(({ values }, row) =>
        isReadable(encodings[row]?.coverage) ? rank(own, toScores(values, multiLabel)) : withheld(own, { multiLabel }),
      ),
      truncated: truncatedRows(encodings),
      coverage: coverageOf(encodings),
    }
  }
}

/** Zero-shot classification: each label becomes a hypothesis, and the model tells how far the text entails it. */
function createEntailment(
  encoder: Encoder,
  tokenizer: EncoderTokenizer,
  own: readonly string[],
): TaskRunner<'classify'> {
  const entailment = own.findIndex((label) => /^entail/i.test(label))
  const contradiction = own.findIndex((label) => /^(contradict|not[ _]entail)/i.test(label))

  return async ({ texts, labels = [], multiLabel = false, hypothesis = HYPOTHESIS }, context) => {
    if (entailment < 0) throw foreignLabels(own)
    const pairs = texts.flatMap((text) =>
      labels.map((label) => ({ text, hypothesis: hypothesis.replace('{}', () => label) })),
    )
    const encodings = await mapInSlices(
      pairs,
      (pair) => tokenizer.encodePair(pair.text, pair.hypothesis, 'first'),
      context.signal,
    )
    const rows = await encoder.submit(encodings, context)
    const perText = texts.map((_, index) => rows.slice(index * labels.length, (index + 1) * labels.length))
    const scores = perText.map((textRows) => {
      const logits = textRows.map(({ values }) => values[entailment] ?? 0)
      const against = textRows.map(({ values }) => values[contradiction] ?? 0)
      // With `multiLabel`, each label is compared with its own contradiction. Otherwise the labels compete.
      return multiLabel ? logits.map((logit, index) => sigmoid(logit - (against[index] ?? 0))) : softmax(logits)
    })
    const truncated = texts.flatMap((_, index) => {
      const ownEncodings = encodings.slice(index * labels.length, (index + 1) * labels.length)
      return ownEncodings.some((encoding) => encoding.truncated) ? [index] : []
    })
    const coverage = texts.map((_, index) => encodings[index * labels.length]?.coverage ?? 0)
    const ranked = scores.map((row, index) =>
      isReadable(coverage[index]) ? rank(labels, row) : withheld(labels, { multiLabel }),
    )
    return { scores: ranked, truncated, coverage }
  }
}
