import { NlpError } from '../../src/shared/errors.js'
import type { ModelFile, ModelManifest } from '../../src/shared/model-manifest.js'
import { positive, smallestLimit } from './limits.js'

type Json = Readonly<Record<string, unknown>>

/** The files that describe a GLiNER model: its labels come with each text. */
export interface OpenLabelsDescription {
  readonly id: string
  /** `gliner_config.json` */
  readonly config: Json
  readonly tokenizerConfig: Json | undefined
  /** The path of the ONNX file. */
  readonly model: string
  readonly files: readonly ModelFile[]
}

/** Throws for a model whose config says that it works in another way than the usual one. */
export function requireUsual(id: string, config: Json): void {
  const unusual = Object.entries(UNUSUAL).find(([name]) => isSet(config[name]))
  const splitter = config['words_splitter_type'] ?? 'whitespace'
  const pooling = config['subtoken_pooling'] ?? 'first'
  const what =
    unusual?.[1] ??
    (splitter === 'whitespace' ? undefined : `cuts words by ${String(splitter)}`) ??
    (pooling === 'first' ? undefined : `reads words by ${String(pooling)} tokens`)
  if (what === undefined) return
  throw new NlpError(
    'model-unknown',
    `Model ${id} is a GLiNER model that ${what}, which tacet cannot run. Choose one that reads text and labels with one encoder.`,
  )
}

/** What it means where these fields of the config are set. */
const UNUSUAL: Readonly<Record<string, string>> = {
  labels_encoder: 'reads its labels with an encoder of their own',
  labels_decoder: 'writes its labels',
  relations_layer: 'finds relations',
  precomputed_prompts_mode: 'has fixed labels',
}

const isSet = (value: unknown) => value !== undefined && value !== null && value !== false

export function describeOpenLabels({
  id,
  config,
  tokenizerConfig,
  model,
  files,
}: OpenLabelsDescription): ModelManifest {
  return {
    id,
    version: 1,
    license: 'unknown',
    tasks: ['label'],
    architecture: {
      type: 'open-labels',
      model,
      tokenizer: 'tokenizer.json',
      maxTokens: smallestLimit(positive(tokenizerConfig?.['model_max_length']), positive(positionsOf(config))),
      maxWords: positive(config['max_len']) ?? 384,
      maxWidth: positive(config['max_width']) ?? 12,
      labelToken: text(config['ent_token']) ?? '<<ENT>>',
      textToken: text(config['sep_token']) ?? '<<SEP>>',
      scores: config['span_mode'] === 'token_level' ? 'words' : 'spans',
    },
    files,
  }
}

const positionsOf = ({ encoder_config: encoder }: Json): unknown =>
  typeof encoder === 'object' && encoder !== null ? (encoder as Json)['max_position_embeddings'] : undefined

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
