import { NlpError } from '../../src/shared/errors.js'
import type { LabelledSpan } from '../../src/shared/tasks.js'
import type { ModelFiles } from '../model-files/open.js'
import { chooseRuntime, type RuntimeWish } from '../runtime/choose-runtime.js'
import { nextMacrotask } from '../schedule/yield.js'
import { coverageOf, mapInSlices, truncatedRows } from '../tasks/encode.js'
import { allLabels, type HeadLabels } from '../tasks/head-scores.js'
import type { LoadedModel, TaskRunner } from '../tasks/model.js'
import { foreignLabels, isReadable, withheld } from '../tasks/scores.js'
import { createSimilarityClassify } from '../tasks/similarity.js'
import { createHashedHead, type HashedHeadArchitecture } from './head/head.js'
import { createStatesHead, type StatesHeadArchitecture } from './head/head-states.js'
import { createLanguageModel, type LanguageArchitecture } from './language/language.js'
import { loadOpenLabels } from './open-labels.js'
import { loadReader } from './reader.js'
import { createStaticModel, type StaticArchitecture } from './static/static.js'
import { createTagger, longestRun, type TaggerSpec } from './tagger/tagger.js'
import { createScriptNetwork } from './tagger/tagger-script.js'
import { createWasmNetwork } from './tagger/tagger-wasm.js'
import { readTaggerWeights } from './tagger/tagger-weights.js'
import { loadTransformer } from './transformer.js'

/** Number of texts that a model of plain arithmetic computes before the worker reads its messages again. */
const SLICE = 32

/** A model without the program that computes it: the kernels compute every architecture that is not a transformer. */
type OwnModel = Omit<LoadedModel, 'choice'>

interface LoadRequest extends RuntimeWish {
  /** The model that this one builds on. */
  readonly base?: LoadedModel | undefined
}

/** Makes a model from its files, by the architecture in its manifest. */
export async function loadModel(files: ModelFiles, { place, wish, base }: LoadRequest): Promise<LoadedModel> {
  const { id, architecture, tasks } = files.manifest
  if (architecture.type === 'transformer' && tasks.includes('read'))
    return loadReader(architecture, files, { place, wish })
  if (architecture.type === 'transformer') return loadTransformer(architecture, files, { place, wish })
  if (architecture.type === 'open-labels') return loadOpenLabels(architecture, files, { place, wish })
  // The caller's choice of a program is for the model that this one builds on.
  const own = base === undefined ? wish : undefined
  const choice = chooseRuntime({ id, place, wish: own, lacks: { onnxruntime: 'the model has no ONNX file' } })
  return { ...(await loadOwn(files, base)), choice }
}

async function loadOwn(files: ModelFiles, base: LoadedModel | undefined): Promise<OwnModel> {
  const { manifest } = files
  const { architecture } = manifest
  switch (architecture.type) {
    case 'static':
      return loadStatic(files, architecture as unknown as StaticArchitecture)
    case 'language':
      return loadLanguage(files, architecture as unknown as LanguageArchitecture)
    case 'tagger':
      return loadTagger(files, architecture as unknown as TaggerArchitecture)
    case 'head':
      return architecture['base'] === 'hashed'
        ? loadHashedHead(files, architecture as unknown as HashedHeadArchitecture)
        : loadStatesHead(files, architecture as unknown as StatesHeadArchitecture, base)
    case 'causal':
    case 'gguf':
    case 'encoder-decoder':
      throw new NlpError(
        'model-unknown',
        `Model ${manifest.id} writes text. Open it with createGenerator(), or choose a model that embeds, classifies, labels or reranks.`,
      )
    default:
      throw new NlpError(
        'unsupported',
        `Model ${manifest.id} is of type ${architecture.type}, which this worker does not run`,
      )
  }
}

async function loadStatic(files: ModelFiles, architecture: StaticArchitecture): Promise<OwnModel> {
  const model = createStaticModel(await readAll(files), architecture)
  const { dimensions } = model
  const embed: LoadedModel['runners']['embed'] = async ({ texts }, { signal }) => {
    const parts = await mapInSlices(slices(texts), (slice) => model.run(slice), signal)
    const vectors = new Float32Array(texts.length * dimensions)
    parts.forEach((part, index) => {
      vectors.set(part.vectors, index * SLICE * dimensions)
    })
    return { vectors, dimensions, truncated: [], coverage: parts.flatMap(({ coverage }) => coverage) }
  }
  return { runners: { embed, classify: createSimilarityClassify(embed) }, dimensions, close: async () => {} }
}

async function loadLanguage(files: ModelFiles, architecture: LanguageArchitecture): Promise<OwnModel> {
  const model = createLanguageModel(await readAll(files), architecture)
  return {
    runners: {
      language: async ({ texts, languages }, { signal }) => ({
        scores: (await mapInSlices(slices(texts), (slice) => model.run(slice, languages), signal)).flat(),
      }),
    },
    labels: architecture.labels,
    close: async () => {},
  }
}

/** The paths of a tagger's parts in its folder. */
interface TaggerArchitecture {
  readonly weights: string
  readonly features: string
}

async function loadTagger(files: ModelFiles, architecture: TaggerArchitecture): Promise<OwnModel> {
  const read = await readAll(files)
  const spec = JSON.parse(new TextDecoder().decode(read.get(architecture.features))) as TaggerSpec
  const weights = readTaggerWeights(read.get(architecture.weights)!, { ...spec, labels: 1 + 2 * spec.types.length })
  const network = createWasmNetwork(weights, longestRun(spec)) ?? createScriptNetwork(weights)
  const tagger = createTagger(spec, async (ids, tokens) => {
    await nextMacrotask()
    return network.run(ids, tokens)
  })
  return {
    runners: {
      async label({ texts, labels }, { signal }) {
        if (labels !== undefined) throw foreignLabels(spec.types)
        const spans: LabelledSpan[][] = []
        for (const text of texts) {
          signal.throwIfAborted()
          spans.push(await tagger.label(text, signal))
        }
        return { spans }
      },
    },
    labels: spec.types,
    close: async () => {},
  }
}

async function loadHashedHead(files: ModelFiles, architecture: HashedHeadArchitecture): Promise<OwnModel> {
  const head = createHashedHead(await readAll(files), architecture)
  return classifier(architecture, async ({ texts }, { signal }) => {
    const parts = await mapInSlices(slices(texts), (slice) => head.run(slice), signal)
    return {
      scores: parts.flatMap(({ scores }) => scores),
      truncated: parts.flatMap(({ truncated }, part) => truncated.map((row) => part * SLICE + row)),
      coverage: parts.flatMap(({ coverage }) => coverage),
    }
  })
}

async function loadStatesHead(
  files: ModelFiles,
  architecture: StatesHeadArchitecture,
  base: LoadedModel | undefined,
): Promise<OwnModel> {
  const states = base?.states
  if (states === undefined) {
    throw new NlpError(
      'model-corrupt',
      `Model ${files.manifest.id} needs the model ${architecture.base}, which was not loaded`,
    )
  }
  const head = createStatesHead(await readAll(files), architecture)
  return classifier(architecture, async ({ texts }, context) => {
    const rows = await states(texts, architecture.maxTokens, context)
    return {
      scores: await mapInSlices(
        rows,
        ({ values, tokens, coverage }) =>
          isReadable(coverage) ? head.run(values, tokens) : withheld(architecture.labels, architecture),
        context.signal,
      ),
      truncated: truncatedRows(rows),
      coverage: coverageOf(rows),
    }
  })
}

/** A classifier with fixed labels. It refuses labels of the caller, because it was not trained on them. */
function classifier(head: HeadLabels, classify: TaskRunner<'classify'>): OwnModel {
  const all = allLabels(head)
  return {
    runners: {
      classify(input, context) {
        if (input.labels === undefined) return classify(input, context)
        throw foreignLabels(all)
      },
    },
    labels: all,
    operatingPoints: head.operatingPoints,
    close: async () => {},
  }
}

function slices(texts: readonly string[]): (readonly string[])[] {
  const result: (readonly string[])[] = []
  for (let start = 0; start < texts.length; start += SLICE) result.push(texts.slice(start, start + SLICE))
  return result
}

async function readAll(files: ModelFiles): Promise<ReadonlyMap<string, ArrayBuffer>> {
  const entries = files.manifest.files.map(async ({ path }): Promise<[string, ArrayBuffer]> => {
    const bytes = await files.read(path)
    return [path, bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer]
  })
  return new Map(await Promise.all(entries))
}
