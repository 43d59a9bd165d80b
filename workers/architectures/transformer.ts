import { NlpError } from '../../src/errors.js'
import type { ModelManifest, TransformerArchitecture } from '../../src/tasks.js'
import type { LoadedModel, ReadStates } from '../model.js'
import type { ModelFiles } from '../model-files/open.js'
import { createSession, type Device, prepareRuntime } from '../runtime.js'
import { createClassify } from '../tasks/classify.js'
import { createEmbed } from '../tasks/embed.js'
import { mapInSlices } from '../tasks/encode.js'
import { createLabel } from '../tasks/label.js'
import { createRerank } from '../tasks/rerank.js'
import { createSimilarityClassify } from '../tasks/similarity.js'
import { createEncoder, type Encoder } from './encoder.js'
import { createTokenizer, type EncoderTokenizer } from './tokenizer.js'

/** Names that exporters give to files whose activations are quantized as well as their weights. */
const QUANTIZED = /quantized|u?int8/

/** Names that exporters give to the output that matters, the most specific first. */
const OUTPUTS = ['sentence_embedding', 'logits', 'last_hidden_state', 'token_embeddings']

/** Any encoder in the Hugging Face layout: its manifest says which tasks it does. */
export async function loadTransformer(
  architecture: TransformerArchitecture,
  { tasks }: ModelManifest,
  files: ModelFiles,
  device: Device,
): Promise<LoadedModel> {
  prepareRuntime()
  const [model, tokenizerFile, config] = await Promise.all([
    files.read(architecture.model),
    readJson(files, architecture.tokenizer),
    readJson(files, 'tokenizer_config.json'),
  ])
  const tokenizer = createTokenizer({ tokenizer: tokenizerFile, config }, architecture.maxTokens)
  const externalPath = `${architecture.model}_data`
  const external = files.manifest.files.some(({ path }) => path === externalPath)
    ? [{ path: externalPath.split('/').at(-1)!, data: await files.read(externalPath) }]
    : undefined
  const session = await createSession(model, { device, externalData: external })
  const output = OUTPUTS.find((name) => session.outputNames.includes(name)) ?? session.outputNames[0]
  if (output === undefined) throw new NlpError('model-corrupt', 'The model has no output')
  const oneByOne = QUANTIZED.test(architecture.model) && architecture.tokenScales !== true
  const encoder = createEncoder(session, { output, oneByOne })

  const { labels } = architecture
  const close = () => encoder.close()
  if (tasks.includes('embed')) {
    const embed = createEmbed(encoder, tokenizer, architecture)
    return {
      runners: { embed, classify: createSimilarityClassify(embed) },
      states: createReadStates(encoder, tokenizer),
      dimensions: architecture.dimensions,
      close,
    }
  }
  if (tasks.includes('label'))
    return { runners: { label: createLabel(encoder, tokenizer, architecture) }, labels, close }
  if (tasks.includes('rerank')) return { runners: { rerank: createRerank(encoder, tokenizer) }, close }
  return { runners: { classify: createClassify(encoder, tokenizer, architecture) }, labels, close }
}

function createReadStates(encoder: Encoder, tokenizer: EncoderTokenizer): ReadStates {
  return async (texts, maxTokens, context) => {
    const encodings = await mapInSlices(texts, (text) => tokenizer.encode(text, maxTokens), context.signal)
    const rows = await encoder.submit(encodings, context)
    return rows.map(({ values, tokens }, row) => ({ values, tokens, truncated: encodings[row]?.truncated ?? false }))
  }
}

async function readJson(files: ModelFiles, path: string): Promise<unknown> {
  const bytes = await files.read(path)
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch (cause) {
    throw new NlpError('model-corrupt', `${path} is not JSON`, { cause })
  }
}
