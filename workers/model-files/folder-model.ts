import { NlpError } from '../../src/errors.js'
import type { ModelFile, ModelManifest } from '../../src/tasks.js'
import { describeModel, taskOf } from './describe-model.js'
import { externalDataFiles } from './external-data.js'
import { parseManifest } from './parse-manifest.js'

/** How published models name their ONNX file by precision. */
const SUFFIXES: Readonly<Record<string, string>> = {
  fp32: '',
  fp16: '_fp16',
  q8: '_quantized',
  int8: '_int8',
  uint8: '_uint8',
  q4: '_q4',
  q4f16: '_q4f16',
  bnb4: '_bnb4',
}

export interface FolderModelOptions {
  readonly id: string
  /** @default q8, or fp32 where there is no such file */
  readonly dtype?: string | undefined
  /** Fetches a file of the folder; `weights` are what takes long. */
  readonly fetchFile: (path: string, options: { weights: boolean }) => Promise<FetchedModelFile>
}

export interface FetchedModelFile {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly sha256: string
}

type Json = Readonly<Record<string, unknown>>

/**
 * Fetches what a model in a folder needs. One in the Hugging Face layout gets the manifest that it lacks; one in the
 * layout of this package brings its own, which names every file.
 */
export async function fetchFolderModel({ id, dtype, fetchFile }: FolderModelOptions): Promise<ModelManifest> {
  if (dtype !== undefined && !(dtype in SUFFIXES)) {
    throw new RangeError(`\`dtype\` must be one of ${Object.keys(SUFFIXES).join(', ')}, got ${dtype}`)
  }
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
      // What a retry cannot cure is an answer: 404, 403 of a bucket, the page that a single-page app sends for anything.
      if (NlpError.is(error, 'model-download') && !error.retryable) return undefined
      throw error
    }
  }
  const optionalJson = async (path: string) => {
    const bytes = await optional(path)
    return bytes && parse(path, bytes)
  }

  let config = await optionalJson('config.json')
  if (config === undefined) {
    const manifest = await optional('manifest.json')
    if (manifest !== undefined) return fetchListed(parseManifest(manifest))
    // Once more, for the error that says what came in its place.
    config = parse('config.json', await required('config.json'))
  }
  const tokenizerConfig = await optionalJson('tokenizer_config.json')
  parse('tokenizer.json', await required('tokenizer.json'))
  const pooling = headed(config) ? undefined : await optionalJson('1_Pooling/config.json')
  const task = taskOf({ id, config, pooling })
  const modules = task === 'embed' ? await optionalJson('modules.json') : undefined
  const sentences = modules && (await optionalJson('sentence_bert_config.json'))
  const prompts = modules && (await optionalJson('config_sentence_transformers.json'))
  if (task === 'generate') {
    await optionalJson('generation_config.json')
    await optional('chat_template.jinja')
  }
  const model = await fetchWeights()
  return describeModel({
    id,
    config,
    tokenizerConfig,
    pooling,
    normalize: modules === undefined ? undefined : JSON.stringify(modules).includes('.Normalize"'),
    sentences,
    prompts,
    model,
    files,
  })

  async function fetchListed(manifest: ModelManifest): Promise<ModelManifest> {
    files.length = 0
    for (const { path, sha256 } of manifest.files) {
      await required(path, true)
      if (files.at(-1)?.sha256 === sha256) continue
      throw new NlpError('model-corrupt', `${path} is not the file that manifest.json lists.`, {
        details: { file: path },
      })
    }
    return { ...manifest, id, files }
  }

  async function fetchWeights(): Promise<string> {
    let path = onnxPath(dtype ?? 'q8')
    let onnx = dtype === undefined ? await optional(path, true) : await required(path, true)
    if (onnx === undefined) {
      path = onnxPath('fp32')
      onnx = await required(path, true)
    }
    // The first field of an ONNX file is its version: so the pointer that Git LFS leaves in its place is found out.
    if (onnx[0] !== 0x08)
      throw new NlpError('model-corrupt', `${path} is not an ONNX file.`, { details: { file: path } })
    for (const name of externalDataFiles(onnx)) await required(`onnx/${name}`, true)
    return path
  }
}

const onnxPath = (dtype: string) => `onnx/model${SUFFIXES[dtype]}.onnx`

/** Whether the name of the architecture tells the task by itself: then nobody asks for a pooling. */
function headed(config: Json): boolean {
  return /For(SequenceClassification|TokenClassification|CausalLM)|LMHeadModel/.test(String(config['architectures']))
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
