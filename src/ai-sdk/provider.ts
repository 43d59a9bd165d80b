import type { EmbeddingModelV3, LanguageModelV3 } from '@ai-sdk/provider'
import { checkOptions } from '../calls/check-options.js'
import type { Engine, EngineSession } from '../calls/engine.js'
import { openSession } from '../calls/engine.js'
import { type OpenedOnce, openedOnce } from '../calls/opened-once.js'
import { runTask } from '../calls/run-task.js'
import { enginesOf } from '../engines/create-options.js'
import type { RoutePolicy } from '../engines/route-request.js'
import { openTargets, type Targets } from '../generate/targets.js'
import type { LoadProgress } from '../shared/progress.js'
import { untilAborted } from '../shared/until-aborted.js'
import { languageModel } from './language-model.js'

/** The engines on which the models of the provider run. */
export interface TacetProviderOptions {
  /** The engines, as for `createGenerator`. @default [localEngine()]: nothing leaves the page */
  engines?: readonly Engine[] | undefined
  /**
   * The rules that decide which engines may answer, and which are preferred. @default the kind of the first engine is
   * preferred
   */
  policy?: RoutePolicy | undefined
  /** Called with the progress of the download and the preparation of a model. */
  onProgress?: ((progress: LoadProgress) => void) | undefined
}

/** Models on this device for the AI SDK, by task. */
export interface TacetProvider {
  /** @param modelId as for `createGenerator`. @default the task's own model */
  languageModel(modelId?: string): LanguageModelV3
  /** @param modelId as for `createEmbedder`. @default the task's own model */
  embeddingModel(modelId?: string): EmbeddingModelV3
  /** Closes every model that was used. */
  close(): Promise<void>
}

/**
 * Creates the models of this package for the AI SDK. A model is loaded when it is first used.
 *
 * @example
 * import { streamText } from 'ai'
 *
 * const tacet = createTacet()
 * const { textStream } = streamText({ model: tacet.languageModel(), prompt: 'Write a haiku about rain' })
 */
export function createTacet(options: TacetProviderOptions = {}): TacetProvider {
  checkOptions('createTacet', options, { engines: 'list', policy: 'object', onProgress: 'function' })
  const { policy, onProgress } = options
  const engines = enginesOf(options)
  const generators = new Map<string | undefined, OpenedOnce<Targets>>()
  const embedders = new Map<string | undefined, OpenedOnce<EngineSession>>()

  return {
    languageModel: (modelId) =>
      languageModel(modelId ?? 'default', () =>
        openedOf(generators, modelId, () => openTargets(engines, { model: modelId, onProgress }, policy)).get(),
      ),
    embeddingModel: (modelId) => ({
      specificationVersion: 'v3',
      provider: 'tacet',
      modelId: modelId ?? 'default',
      maxEmbeddingsPerCall: 256,
      supportsParallelCalls: false,
      async doEmbed({ values, abortSignal: signal }) {
        const embedder = openedOf(embedders, modelId, () => openSession(engines, 'embed', modelId, { onProgress }))
        const session = await untilAborted(embedder.get(), signal)
        const { vectors, dimensions } = await runTask(session, 'embed', { texts: values, kind: 'document' }, { signal })
        const embeddings = values.map((_, row) => [...vectors.subarray(row * dimensions, (row + 1) * dimensions)])
        return { embeddings, warnings: [] }
      },
    }),
    async close() {
      await Promise.all([...generators.values(), ...embedders.values()].map((opened) => opened.close()))
    },
  }
}

function openedOf<T extends { close(): Promise<void> }>(
  known: Map<string | undefined, OpenedOnce<T>>,
  id: string | undefined,
  open: () => Promise<T>,
): OpenedOnce<T> {
  const opened = known.get(id) ?? openedOnce(open)
  known.set(id, opened)
  return opened
}
