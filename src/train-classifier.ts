import { checkOptions, describe } from './calls/check-options.js'
import { asyncDispose } from './calls/dispose.js'
import type { CallOptions } from './calls/engine.js'
import { listTexts, shapeLike, type Texts } from './calls/texts.js'
import { acceptedLabels, checkThreshold } from './classify/accepted-labels.js'
import { decodeNumbers, encodeNumbers } from './classify/numbers.js'
import type { Classification, Classifier, ClassifyOptions } from './classify.js'
import type { Embedder } from './embed.js'
import { defaultEngine, RUN_OPTIONS } from './engines/create-options.js'
import type { LocalEngine } from './engines/local.js'
import { NlpError } from './shared/errors.js'
import { type LabelScore, LEAST_COVERAGE } from './shared/tasks.js'

/** An example for the training: a text with the label that it should get. */
export interface LabelledText {
  /** The text. */
  readonly text: string
  /** The label that it should get. */
  readonly label: string
}

/** How a classifier is trained from examples. */
export interface TrainingOptions extends CallOptions {
  /** Turns the texts into vectors. The caller closes it when no trained classifier needs it any more. */
  embedder: Embedder
  /** The engine whose worker does the arithmetic. @default the page's own */
  engine?: Pick<LocalEngine, 'trainHead'> | undefined
  /** Called with the progress of the training. */
  onProgress?: ((progress: { readonly loaded: number; readonly total: number }) => void) | undefined
}

/** A trained classifier as JSON, to be kept or sent to other devices. It contains no text of the examples. */
export interface ClassifierExport {
  /** Identifies the object as a classifier. */
  readonly format: 'tacet-classifier'
  /** The version of the format. */
  readonly version: 1
  /** The model of the embedder that it needs. */
  readonly model: string
  /** The digest of the exact weights of that model. */
  readonly digest: string | undefined
  /** The count of numbers in a vector of that model. */
  readonly dimensions: number
  /** The labels, in the order of the weights. */
  readonly labels: readonly string[]
  /** The share of right answers on examples that were left out of the training in turn. */
  readonly accuracy: number
  /** Divides the sums before they become scores, so that a score is the probability of its label. */
  readonly temperature: number
  /** Little-endian float32 in base64: one row of weights per label. */
  readonly weights: string
  /** One number per label, in Base64. */
  readonly biases: string
}

/** A classifier that was trained on examples. It can be saved. */
export interface TrainedClassifier extends Classifier {
  /** The share of right answers on examples that were left out of the training in turn (five-fold cross-validation). */
  readonly accuracy: number
  /** The classifier as an object that can be saved as JSON. */
  export(): ClassifierExport
}

const LEAST_LABELS = 2
const MOST_LABELS = 200

/**
 * Trains a classifier for your labels from a few examples of each. It runs on this device, in well under a second for a
 * hundred texts.
 *
 * @example
 * const embedder = await createEmbedder()
 * const examples = [
 *   { text: 'where is my parcel', label: 'delivery' },
 *   { text: 'it has not arrived', label: 'delivery' },
 *   { text: 'I want my money back', label: 'refund' },
 *   { text: 'please refund me', label: 'refund' },
 * ]
 * const classifier = await trainClassifier(examples, { embedder })
 * console.log((await classifier.classify('has it been sent')).label, classifier.accuracy)
 */
export async function trainClassifier(
  examples: readonly LabelledText[],
  options: TrainingOptions,
): Promise<TrainedClassifier> {
  const kinds = {
    embedder: 'object',
    engine: 'object',
    onProgress: 'function',
    signal: 'signal',
    trace: 'object',
  } as const
  checkOptions('trainClassifier', options, kinds, ['embedder'])
  const { embedder, engine = defaultEngine(), onProgress, signal, trace } = options
  checkEmbedder(embedder)
  const labels = checkExamples(examples)
  signal?.throwIfAborted()
  const vectors = await embedder.embed(
    examples.map(({ text }) => text),
    { signal, trace, priority: 'background' },
  )
  const dimensions = vectors[0]?.length ?? 0
  const rows = new Float32Array(vectors.length * dimensions)
  vectors.forEach((vector, row) => {
    rows.set(vector, row * dimensions)
  })
  const places = new Map(labels.map((label, index) => [label, index]))
  const classes = Int32Array.from(examples, ({ label }) => places.get(label) ?? 0)
  const { weights, biases, temperature, accuracy } = await engine.trainHead(
    { vectors: rows, dimensions, classes, classCount: labels.length },
    { signal, onFold: (loaded, total) => onProgress?.({ loaded, total }) },
  )
  return makeClassifier(
    { model: embedder.model, digest: embedder.digest, dimensions, labels, accuracy, temperature, weights, biases },
    embedder,
  )
}

/**
 * Restores a trained classifier. The embedder must be the one with which it was trained.
 *
 * @example
 * localStorage.setItem('classifier', JSON.stringify(trained.export()))
 * const kept = localStorage.getItem('classifier') ?? ''
 * const classifier = importClassifier(JSON.parse(kept), { embedder })
 */
export function importClassifier(exported: ClassifierExport, options: { embedder: Embedder }): TrainedClassifier {
  checkOptions('importClassifier', options, { embedder: 'object' }, ['embedder'])
  const { embedder } = options
  checkEmbedder(embedder)
  const { format, version, dimensions, labels, digest, model } = Object(exported) as ClassifierExport
  if (format !== 'tacet-classifier' || version !== 1) {
    throw new NlpError(
      'invalid-data',
      `The object is not a classifier of a known version: format ${String(format)}, version ${String(version)}`,
    )
  }
  if (dimensions !== embedder.dimensions || (digest !== undefined && digest !== embedder.digest)) {
    throw new NlpError(
      'vectors-incompatible',
      `The classifier was trained on ${model} with ${dimensions} dimensions; this embedder is ${embedder.model} with ${embedder.dimensions}`,
    )
  }
  const weights = decodeNumbers(exported.weights)
  const biases = decodeNumbers(exported.biases)
  const isWhole =
    isListOfLabels(labels) &&
    exported.temperature > 0 &&
    weights?.length === labels.length * dimensions &&
    biases?.length === labels.length
  if (!isWhole) {
    throw new NlpError(
      'invalid-data',
      'The export of the classifier is incomplete or damaged: export the classifier again',
    )
  }
  return makeClassifier({ ...exported, weights, biases }, embedder)
}

const isListOfLabels = (labels: unknown): labels is string[] =>
  Array.isArray(labels) && labels.length > 0 && labels.every((label) => typeof label === 'string')

function checkEmbedder(embedder: Embedder): void {
  if (typeof embedder.embed === 'function') return
  throw new TypeError(`\`embedder\` must be an embedder of createEmbedder, got ${describe(embedder)}`)
}

interface Head extends Omit<ClassifierExport, 'format' | 'version' | 'weights' | 'biases'> {
  readonly weights: Float32Array
  readonly biases: Float32Array
}

function makeClassifier(head: Head, embedder: Embedder): TrainedClassifier {
  const { labels, accuracy, weights, biases } = head
  let closed = false

  async function classify(text: string, options?: ClassifyOptions): Promise<Classification>
  async function classify(texts: readonly string[], options?: ClassifyOptions): Promise<Classification[]>
  async function classify(input: Texts, options: ClassifyOptions = {}): Promise<Classification | Classification[]> {
    if (closed) throw new NlpError('closed', 'The classifier was closed')
    checkOptions('classify', options, { ...RUN_OPTIONS, threshold: 'any' })
    const { threshold = 'balanced', ...embedOptions } = options
    checkThreshold(threshold, 'a trained classifier', undefined)
    const vectors = await embedder.embed(listTexts(input), embedOptions)
    const results = vectors.map((vector): Classification => {
      const { truncated, coverage } = vector
      const scores = coverage < LEAST_COVERAGE ? alike(labels) : scoresOf(head, vector)
      const { label, score } = scores[0] ?? { label: '', score: 0 }
      const accepted = acceptedLabels(
        { scores, coverage, none: 0 },
        { threshold, points: undefined, multiLabel: false },
      )
      return { label, score, scores, accepted, coverage, truncated }
    })
    return shapeLike(input, results)
  }

  async function close(): Promise<void> {
    closed = true
  }

  return {
    model: embedder.model,
    digest: embedder.digest,
    labels,
    accuracy,
    classify,
    export: () => ({
      format: 'tacet-classifier',
      version: 1,
      model: head.model,
      digest: head.digest,
      dimensions: head.dimensions,
      labels,
      accuracy,
      temperature: head.temperature,
      weights: encodeNumbers(weights),
      biases: encodeNumbers(biases),
    }),
    close,
    [asyncDispose]: close,
  }
}

/** The scores of a text that the embedder cannot read: all labels get the same score. */
const alike = (labels: readonly string[]) => labels.map((label) => ({ label, score: 1 / labels.length }))

function scoresOf({ labels, weights, biases, dimensions, temperature }: Head, vector: Float32Array): LabelScore[] {
  const logits = labels.map((_, label) => {
    let sum = biases[label] ?? 0
    for (let k = 0; k < dimensions; k += 1) sum += weights[label * dimensions + k]! * vector[k]!
    return sum / temperature
  })
  const largest = Math.max(...logits)
  const powers = logits.map((logit) => Math.exp(logit - largest))
  const total = powers.reduce((sum, power) => sum + power, 0)
  return labels.map((label, index) => ({ label, score: powers[index]! / total })).sort((a, b) => b.score - a.score)
}

function checkExamples(examples: readonly LabelledText[]): string[] {
  if (!Array.isArray(examples)) throw new TypeError(`\`examples\` must be an array, got ${typeof examples}`)
  for (const [index, example] of examples.entries()) {
    const valid = typeof example?.text === 'string' && typeof example.label === 'string' && example.label !== ''
    if (!valid) throw new TypeError(`\`examples[${index}]\` must have a text and a label, both strings`)
  }
  const labels = [...new Set(examples.map(({ label }) => label))]
  if (labels.length < LEAST_LABELS || labels.length > MOST_LABELS) {
    throw new RangeError(`\`examples\` must have ${LEAST_LABELS} to ${MOST_LABELS} labels, got ${labels.length}`)
  }
  return labels
}
