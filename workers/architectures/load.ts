import { NlpError } from '../../src/errors.js'
import type { LoadedModel } from '../model.js'
import type { ModelFiles } from '../model-files/open.js'
import type { Device } from '../runtime.js'
import { mapInSlices } from '../tasks/encode.js'
import { createSimilarityClassify } from '../tasks/similarity.js'
import { createLanguageModel, type LanguageArchitecture } from './language.js'
import { createStaticModel, type StaticArchitecture } from './static.js'
import { loadTransformer } from './transformer.js'

/** Texts that the models of plain arithmetic take at a time, between two looks at the messages. */
const SLICE = 32

/** Makes a model out of its files, by the architecture that its manifest names. */
export async function loadModel(files: ModelFiles, device: Device): Promise<LoadedModel> {
  const { manifest } = files
  const { architecture } = manifest
  switch (architecture.type) {
    case 'transformer':
      return loadTransformer(architecture, manifest, files, device)
    case 'static':
      return loadStatic(files, architecture as unknown as StaticArchitecture)
    case 'language':
      return loadLanguage(files, architecture as unknown as LanguageArchitecture)
    default:
      throw new NlpError(
        'unsupported',
        `Model ${manifest.id} is of type ${architecture.type}, which this worker does not run`,
      )
  }
}

async function loadStatic(files: ModelFiles, architecture: StaticArchitecture): Promise<LoadedModel> {
  const model = createStaticModel(await readAll(files), architecture)
  const { dimensions } = model
  const embed: LoadedModel['runners']['embed'] = async ({ texts }, { signal }) => {
    const parts = await mapInSlices(slices(texts), (slice) => model.run(slice), signal)
    const vectors = new Float32Array(texts.length * dimensions)
    parts.forEach((part, index) => {
      vectors.set(part, index * SLICE * dimensions)
    })
    return { vectors, dimensions, truncated: [] }
  }
  return { runners: { embed, classify: createSimilarityClassify(embed) }, dimensions, close: async () => {} }
}

async function loadLanguage(files: ModelFiles, architecture: LanguageArchitecture): Promise<LoadedModel> {
  const model = createLanguageModel(await readAll(files), architecture)
  return {
    runners: {
      language: async ({ texts }, { signal }) => ({
        scores: (await mapInSlices(slices(texts), (slice) => model.run(slice), signal)).flat(),
      }),
    },
    labels: architecture.labels,
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
