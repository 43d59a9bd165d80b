import type { Precision } from '../../src/shared/compute.js'
import { NlpError } from '../../src/shared/errors.js'
import type { DenseLayer, ModelFile, ModelManifest } from '../../src/shared/model-manifest.js'
import type { Task } from '../../src/shared/tasks.js'
import { describeModel, isEncoderDecoder, tasksOf } from './describe-model.js'
import { describeOpenLabels, requireUsual } from './describe-open-labels.js'
import { externalDataFiles } from './external-data.js'
import { type FoundGraph, findHalves, findWeights } from './find-weights.js'
import { ggufParts } from './gguf-parts.js'
import { isManifest, parseManifest } from './parse-manifest.js'
import { requireFit } from './require-fit.js'
import { denseLayer, readModules, type SentenceModule } from './sentence-modules.js'

export interface FolderModelOptions {
  readonly id: string
  /** @default the first that the folder has */
  readonly dtype?: Precision | undefined
  /** The GGUF file, for a model that consists of this one file. */
  readonly file?: string | undefined
  /** Fetches a file of the folder. `weights` marks the files that take long. */
  readonly fetchFile: (path: string, options: { weights: boolean }) => Promise<FetchedModelFile>
  /** Whether this failure to fetch an optional file means that the file does not exist. */
  readonly isAbsent: (error: unknown, path: string) => Promise<boolean>
}

interface FetchedModelFile {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly sha256: string
}

type Json = Readonly<Record<string, unknown>>

/**
 * Fetches the files of a model in a folder. A model in the Hugging Face layout gets the manifest that it lacks. A model
 * in the layout of this package has its own manifest, which names every file.
 */
export async function fetchFolderModel({
  id,
  dtype,
  file,
  fetchFile,
  isAbsent,
}: FolderModelOptions): Promise<ModelManifest> {
  const files: ModelFile[] = []
  const required = async (path: string, weights = false) => {
    const { bytes, sha256 } = await fetchFile(path, { weights })
    files.push({ path, bytes: bytes.length, sha256 })
    return bytes
  }
  const optional = async (path: string, weights = false) => {
    try {
      return await required(path, weights)
    } catch (error) {
      if (await isAbsent(error, path)) return undefined
      throw error
    }
  }
  const optionalJson = async (path: string) => {
    const bytes = await optional(path)
    return bytes && parse(path, bytes)
  }

  if (file !== undefined) return fetchGguf(file)

  // The manifest is read first, because only a manifest states the temperature, the length that the model reads, and
  // the scales of activations.
  const own = await optional('manifest.json')
  files.length = 0
  if (own !== undefined && isManifest(own)) return fetchListed(parseManifest(own))

  const config = await optionalJson('config.json')
  if (!Array.isArray(config?.['architectures'])) {
    const labelling = await optionalJson('gliner_config.json')
    if (labelling !== undefined) return fetchOpenLabels(labelling)
  }
  return fetchUsual(config ?? parse('config.json', await required('config.json')))

  async function fetchUsual(config: Json): Promise<ModelManifest> {
    const tokenizerConfig = await optionalJson('tokenizer_config.json')
    requireFit(config, parse('tokenizer.json', await required('tokenizer.json')))
    const modulesFile = headed(config) ? undefined : await optionalJson('modules.json')
    const modules = modulesFile && readModules(id, modulesFile)
    const pooling = await fetchPooling(config, modules)
    const tasks = tasksOf({ id, config, modules, pooling })
    const dense = await fetchDense(modules ?? [])
    const sentences = modules && (await optionalJson('sentence_bert_config.json'))
    const prompts = modules && (await optionalJson('config_sentence_transformers.json'))
    if (tasks.includes('generate')) {
      await optionalJson('generation_config.json')
      await optional('chat_template.jinja')
    }
    const { model, encoder } =
      tasks.includes('generate') && isEncoderDecoder(config)
        ? await fetchHalves()
        : { model: await fetchWeights(tasks), encoder: undefined }
    return describeModel({
      id,
      config,
      tokenizerConfig,
      modules,
      pooling,
      dense,
      sentences,
      prompts,
      model,
      encoder,
      files,
    })
  }

  /** A GLiNER model: the labels come with each text. */
  async function fetchOpenLabels(config: Json): Promise<ModelManifest> {
    requireUsual(id, config)
    const tokenizerConfig = await optionalJson('tokenizer_config.json')
    parse('tokenizer.json', await required('tokenizer.json'))
    const model = await fetchWeights(['label'])
    return describeOpenLabels({ id, config, tokenizerConfig, model, files })
  }

  async function fetchGguf(path: string): Promise<ModelManifest> {
    const parts = ggufParts(path)
    for (const part of parts) {
      const bytes = await required(part, true)
      if (new TextDecoder().decode(bytes.subarray(0, 4)) === 'GGUF') continue
      throw new NlpError('model-corrupt', `${part} is not a GGUF file. Check its address.`, { details: { file: part } })
    }
    const model = parts[0] as string
    return {
      id,
      version: 1,
      license: 'unknown',
      tasks: ['generate'],
      architecture: { type: 'gguf', model, parts: parts.length === 1 ? undefined : parts },
      files,
    }
  }

  async function fetchPooling(config: Json, listed: readonly SentenceModule[] | undefined): Promise<Json | undefined> {
    const module = listed?.find(({ kind }) => kind === 'pooling')
    if (module !== undefined) return optionalJson(`${module.path}/config.json`)
    return headed(config) || isGenerator(config) ? undefined : optionalJson('1_Pooling/config.json')
  }

  async function fetchDense(listed: readonly SentenceModule[]): Promise<DenseLayer[]> {
    const layers: DenseLayer[] = []
    for (const { kind, path } of listed) {
      if (kind !== 'dense') continue
      const layer = parse(`${path}/config.json`, await required(`${path}/config.json`))
      const weights = `${path}/model.safetensors`
      layers.push(denseLayer(id, layer, (await optional(weights, true)) && weights))
    }
    return layers
  }

  async function fetchListed(manifest: ModelManifest): Promise<ModelManifest> {
    for (const { path, bytes, sha256 } of manifest.files) {
      await required(path, true)
      const got = files.at(-1)
      if (got?.sha256 === sha256 && got.bytes === bytes) continue
      throw new NlpError('model-corrupt', `${path} is not the file that manifest.json lists.`, {
        details: { file: path },
      })
    }
    return { ...manifest, id, files }
  }

  async function fetchWeights(tasks: readonly Task[]): Promise<string> {
    const task = tasks[0] as Task
    return fetchParts(await findWeights({ id, task, dtype }, (candidate) => optional(candidate, true)))
  }

  /** The half of the model that reads, and the half that writes. */
  async function fetchHalves(): Promise<{ readonly model: string; readonly encoder: string }> {
    const { encoder, decoder } = await findHalves({ id, dtype }, (candidate) => optional(candidate, true))
    return { encoder: await fetchParts(encoder), model: await fetchParts(decoder) }
  }

  /** Checks a graph, and fetches the files beside it. */
  async function fetchParts({ path, onnx }: FoundGraph): Promise<string> {
    // The first field of an ONNX file is its version. The check finds the pointer file that Git LFS leaves in place of
    // the model.
    if (onnx[0] !== 0x08)
      throw new NlpError('model-corrupt', `${path} is not an ONNX file.`, { details: { file: path } })
    for (const data of externalDataFiles(path, onnx)) await required(data, true)
    return path
  }
}

/**
 * Whether the name of the architecture alone tells the task. Then the modules of a sentence encoder are not requested.
 */
function headed(config: Json): boolean {
  return /For(SequenceClassification|TokenClassification|QuestionAnswering)/.test(String(config['architectures']))
}

/** Some generators embed; their modules.json shows it. */
function isGenerator(config: Json): boolean {
  return /ForCausalLM|LMHeadModel/.test(String(config['architectures']))
}

function parse(path: string, bytes: Uint8Array): Json {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes))
    if (typeof value === 'object' && value !== null) return value as Json
    throw new SyntaxError(`${typeof value} instead of an object`)
  } catch (cause) {
    throw new NlpError('model-corrupt', `${path} is not readable as JSON.`, { cause, details: { file: path } })
  }
}
