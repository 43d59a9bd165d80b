import type { Recognizer } from '../../redact/findings/recognizer.js'
import type { Locale } from '../../redact/recognizers/locale-packs.js'
import type { Dataset, EvaluationTask, SpansRow } from '../dataset/dataset.js'
import type { Predictor } from './evaluate.js'
import {
  type ClassifiesTexts,
  classifierPredictor,
  type DetectsLanguages,
  type DetectsSpans,
  type EmbedsTexts,
  type EvaluatedPrompt,
  generatorPredictor,
  type LabelsSpans,
  labelerPredictor,
  languagePredictor,
  likelihoodPredictor,
  type PredictorFacts,
  pairPredictor,
  type RanksTexts,
  redactorPredictor,
  rerankPredictor,
  retrievalPredictor,
  type ScoresText,
  type WritesText,
} from './predictors.js'
import type { RecordedOptions } from './run.js'
import { BASELINES, type SummarizesText, summaryBaseline, summaryPredictor, WORDS } from './summary-predictors.js'

interface LoadOptions {
  readonly model?: string | undefined
  readonly signal?: AbortSignal | undefined
  readonly onProgress: (progress: { readonly type: string; readonly total?: number }) => void
}

interface Loaded {
  readonly model: string
  readonly digest?: string | undefined
  readonly labels?: readonly string[] | undefined
  close(): Promise<void>
}

/**
 * The functions of `tacet` and `tacet/redact` that create models. The caller passes them in, so that `tacet/evaluate` alone stays small and
 * works without an engine.
 */
export interface ModelFactories {
  /** Needed for pairs, for retrieval, and for summaries with a model. */
  createEmbedder?(options: LoadOptions): Promise<EmbedsTexts & Loaded>
  /** Needed for labels. */
  createClassifier?(
    options: LoadOptions & { readonly labels?: readonly string[]; readonly multiLabel?: boolean },
  ): Promise<ClassifiesTexts & Loaded>
  /** Needed for languages. */
  createLanguageDetector?(options: LoadOptions): Promise<DetectsLanguages & Loaded>
  /** Needed for spans. */
  createLabeler?(options: LoadOptions): Promise<LabelsSpans & Loaded>
  /** Needed for candidates. */
  createReranker?(options: LoadOptions): Promise<RanksTexts & Loaded>
  /** Needed for generated answers and for likelihoods. */
  createGenerator?(options: LoadOptions): Promise<WritesText & ScoresText & Loaded>
  /** Needed for summaries: `summarize` of `tacet`. */
  readonly summarize?: SummarizesText | undefined
  /** Needed for redaction with a model. */
  createNameRecognizer?(options: LoadOptions): Promise<Recognizer & Loaded>
  /** Needed for redaction: `createRedactor` of `tacet/redact`. */
  createRedactor?(options: RedactorOptions): DetectsSpans
}

interface RedactorOptions extends Omit<RedactorSettings, 'locales'> {
  readonly locales?: readonly Locale[] | 'all' | undefined
  readonly model?: Recognizer | undefined
  /** @default all */
  readonly types?: readonly string[] | undefined
}

interface RedactorSettings {
  /** Countries whose identifiers are searched for. @default the redactor's own */
  readonly locales?: readonly string[] | 'all' | undefined
  /** @default the redactor's own */
  readonly strictness?: 'relaxed' | 'balanced' | 'strict' | undefined
}

/** Options for the model and its use. */
export interface OpenPredictorOptions extends RedactorSettings {
  /**
   * A model as `tacet` names it. For redaction, `rules` loads no model. For summaries, the model is an embedder; `words`,
   * `lead-1`, `lead-3` and `random` load none.
   * @default the task's own; `rules` for redaction, `words` for summaries
   */
  readonly model?: string | undefined
  /** Labels offered to a zero-shot classifier. @default those of the dataset's header; the model's own without any */
  readonly candidates?: readonly string[] | undefined
  /** For summaries: how long they are. @default 'short' */
  readonly length?: 'short' | 'medium' | 'long' | undefined
  /** For questions and texts: a prompt of `definePrompt`. @default the `prompt` of the dataset's header */
  readonly prompt?: EvaluatedPrompt | undefined
  /** Stops the loading of the model. */
  readonly signal?: AbortSignal | undefined
  /** Is called with the progress of loading the model. */
  readonly onProgress?: ((progress: { readonly type: string; readonly total?: number }) => void) | undefined
}

/** A predictor with a loaded model. */
export interface OpenPredictor extends Predictor {
  /** Closes the model. */
  close(): Promise<void>
}

/** The name for the rules of a redactor without a model. */
export const RULES = 'rules'

/**
 * Loads the model that a dataset's task needs and makes it answer rows.
 *
 * @example
 * import { createEmbedder } from 'tacet'
 * const predictor = await openPredictor(dataset, { createEmbedder }, { model: 'minilm' })
 * const run = await evaluate(dataset, predictor)
 * await predictor.close()
 */
export async function openPredictor(
  dataset: Dataset,
  factories: ModelFactories,
  {
    model,
    signal,
    onProgress,
    locales,
    strictness,
    length,
    prompt,
    candidates = dataset.header.candidates,
  }: OpenPredictorOptions = {},
): Promise<OpenPredictor> {
  const { task } = dataset.header
  let bytesLoaded = 0
  const started = performance.now()
  const load: LoadOptions = {
    model,
    signal,
    onProgress(progress) {
      if (progress.type === 'download') bytesLoaded = progress.total ?? 0
      onProgress?.(progress)
    },
  }
  const made = async <M extends Loaded>(
    loading: Promise<M>,
    predictor: (model: M, facts: PredictorFacts) => Predictor,
    options: RecordedOptions = {},
  ): Promise<OpenPredictor> => {
    const loaded = await loading
    const { model: id, digest, labels } = loaded
    const facts = { model: { id, digest }, labels, options, loadMs: performance.now() - started, bytesLoaded }
    return { ...predictor(loaded, facts), close: () => loaded.close() }
  }

  switch (dataset.shape) {
    case 'pairs':
      return made(factory(factories, 'createEmbedder', task)(load), pairPredictor)
    case 'queries':
      return made(factory(factories, 'createEmbedder', task)(load), (embedder, facts) =>
        retrievalPredictor(embedder, dataset, facts),
      )
    case 'candidates':
      return made(factory(factories, 'createReranker', task)(load), rerankPredictor)
    case 'questions':
    case 'texts':
      if (task === 'summarize') {
        const baseline = BASELINES.find((name) => name === model)
        if (baseline !== undefined) return { ...summaryBaseline(baseline), close: async () => {} }
        const summarize = factory(factories, 'summarize', task)
        const options = { length: length ?? 'short' }
        if (model === undefined || model === WORDS) {
          const words = { model: WORDS, close: async () => {} }
          return made(Promise.resolve(words), (_, facts) => summaryPredictor(summarize, facts, { length }), options)
        }
        return made(
          factory(factories, 'createEmbedder', task)(load),
          (embedder, facts) => summaryPredictor(summarize, facts, { embedder, length }),
          options,
        )
      }
      // Without references there is nothing to compare an output with, so the figure is how well a language model predicts the text.
      if (dataset.shape === 'texts' && dataset.rows.every(({ references }) => references.length === 0)) {
        return made(factory(factories, 'createGenerator', task)(load), likelihoodPredictor)
      }
      return made(
        factory(factories, 'createGenerator', task)(load),
        (generator, facts) => generatorPredictor(generator, dataset, facts, prompt),
        prompt === undefined ? {} : { prompt: `${prompt.name} ${prompt.version}` },
      )
    case 'labels': {
      if (task === 'language') return made(factory(factories, 'createLanguageDetector', task)(load), languagePredictor)
      const create = factory(factories, 'createClassifier', task)
      if (candidates === undefined) return made(create(load), classifierPredictor)
      const multiLabel = dataset.rows.some(({ label }) => typeof label !== 'string')
      const options = { candidates: candidates.join(', '), multiLabel }
      return made(create({ ...load, labels: candidates, multiLabel }), classifierPredictor, options)
    }
    case 'spans': {
      if (task === 'label')
        return made(factory(factories, 'createLabeler', task)(load), (labeler, facts) =>
          withAliases(dataset, labelerPredictor(labeler, facts)),
        )
      const settings = { locales: countries(locales), strictness }
      const options = { locales: String(locales ?? 'default'), strictness: strictness ?? 'default' }
      const create = factory(factories, 'createRedactor', task)
      if (model === undefined || model === RULES) {
        const rules = { model: RULES, close: async () => {} }
        return made(
          Promise.resolve(rules),
          (_, facts) => withAliases(dataset, redactorPredictor(redactors(create, settings), facts)),
          options,
        )
      }
      return made(
        factory(factories, 'createNameRecognizer', task)(load),
        (names, facts) =>
          withAliases(dataset, redactorPredictor(redactors(create, { ...settings, model: names }), facts)),
        options,
      )
    }
  }
}

/** Returns the redactor for a row. Rows with the same settings share a redactor. */
function redactors(
  create: (options: RedactorOptions) => DetectsSpans,
  settings: RedactorOptions,
): (row: SpansRow) => DetectsSpans {
  const made = new Map<string, DetectsSpans>()
  return ({ locales, types }) => {
    const key = JSON.stringify([locales, types])
    const redactor = made.get(key) ?? create({ ...settings, locales: countries(locales) ?? settings.locales, types })
    made.set(key, redactor)
    return redactor
  }
}

/** Files and command lines name countries as text. The redactor refuses countries that it does not know. */
function countries(named: readonly string[] | 'all' | undefined): readonly Locale[] | 'all' | undefined {
  return named as readonly Locale[] | 'all' | undefined
}

/** Renames the types of found spans to the names that the dataset uses. */
function withAliases({ header: { aliases } }: Dataset, predictor: Predictor): Predictor {
  if (aliases === undefined) return predictor
  const named = (type: string) => (Object.hasOwn(aliases, type) ? (aliases[type] ?? type) : type)
  return {
    ...predictor,
    async predict(rows, options) {
      const outputs = await predictor.predict(rows, options)
      return outputs.map((output) =>
        output.type === 'spans'
          ? { ...output, spans: output.spans.map((span) => ({ ...span, type: named(span.type) })) }
          : output,
      )
    },
  }
}

function factory<Name extends keyof ModelFactories>(
  factories: ModelFactories,
  name: Name,
  task: EvaluationTask,
): NonNullable<ModelFactories[Name]> {
  const found = factories[name]
  if (found === undefined) {
    const entry = name === 'createRedactor' ? 'tacet/redact' : 'tacet'
    throw new TypeError(`\`factories\` must have \`${name}\` for the task ${task}. Import it from '${entry}'`)
  }
  return found as NonNullable<ModelFactories[Name]>
}
