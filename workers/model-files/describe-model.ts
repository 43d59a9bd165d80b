import { NlpError } from '../../src/shared/errors.js'
import type { Architecture, DenseLayer, ModelFile, ModelManifest } from '../../src/shared/model-manifest.js'
import type { Task } from '../../src/shared/tasks.js'
import { positive, smallestLimit } from './limits.js'
import { poolingOf, type SentenceModule } from './sentence-modules.js'

type Json = Readonly<Record<string, unknown>>

/** The parsed files that describe a model in the Hugging Face layout. Absent files are `undefined`. */
export interface ModelDescription {
  readonly id: string
  readonly config: Json
  readonly tokenizerConfig?: Json | undefined
  /** `modules.json` */
  readonly modules?: readonly SentenceModule[] | undefined
  /** The file of the pooling module: `1_Pooling/config.json`. */
  readonly pooling?: Json | undefined
  readonly dense?: readonly DenseLayer[] | undefined
  /** `sentence_bert_config.json` */
  readonly sentences?: Json | undefined
  /** `config_sentence_transformers.json` */
  readonly prompts?: Json | undefined
  /** The path of the ONNX file; of the half that writes, where a model has two. */
  readonly model: string
  /** The path of the ONNX file that reads, where a model has two. */
  readonly encoder?: string | undefined
  readonly files: readonly ModelFile[]
}

/** Describes what the model can do and how it is run, as a manifest of this project. */
export function describeModel(description: ModelDescription): ModelManifest {
  const { id, config, files } = description
  const tasks = tasksOf(description)
  const writes = isEncoderDecoder(config) ? encoderDecoder : causal
  const architecture = tasks.includes('generate') ? writes(description) : transformer(description, tasks)
  const license = typeof config['license'] === 'string' ? config['license'] : 'unknown'
  return { id, version: 1, license, tasks, architecture, files }
}

type Kind = Pick<ModelDescription, 'id' | 'config' | 'modules' | 'pooling'>

/** The tasks of a model, from its `config.json`: the name of the architecture ends with its head. */
export function tasksOf({ id, config, modules, pooling }: Kind): readonly Task[] {
  const name = Array.isArray(config['architectures']) ? String(config['architectures'][0]) : 'unnamed'
  if (name.endsWith('ForSequenceClassification')) {
    const { length } = labelsOf(config)
    // A model with one output gives a relevance or a grade. Two outputs may mean 'no' and 'yes'. The caller knows the
    // meaning.
    if (length === 1) return ['rerank', 'classify']
    return length === 2 ? ['classify', 'rerank'] : ['classify']
  }
  if (name.endsWith('ForTokenClassification')) return ['label']
  if (name.endsWith('ForQuestionAnswering')) return ['read']
  // Sentence encoders are published under the head of their training. Their modules show that they embed.
  if (modules !== undefined || pooling !== undefined) return ['embed']
  if (name.endsWith('ForCausalLM') || name.endsWith('LMHeadModel')) return ['generate']
  if (isEncoderDecoder(config)) return ['generate']
  if (name.endsWith('Model')) return ['embed']
  const sentence = `Model ${id} is of architecture ${name}, which tacet cannot run.`
  throw new NlpError('model-unknown', `${sentence} ${adviceFor(name)}`)
}

/** Whether one half of the model reads and the other half writes. */
export function isEncoderDecoder(config: Json): boolean {
  // Models of pictures and sound have these names too, but most of them do not set `is_encoder_decoder`.
  if (config['is_encoder_decoder'] !== true) return false
  return /(For(ConditionalGeneration|Seq2SeqLM)|MarianMTModel)/.test(String(config['architectures']))
}

function adviceFor(name: string): string {
  if (/ForConditionalGeneration|ForSeq2SeqLM/.test(name)) {
    return 'Its config.json does not say is_encoder_decoder. Choose a T5, BART or Marian model, or a generator of the kind …ForCausalLM.'
  }
  if (name.endsWith('ForMaskedLM')) return 'Choose a generator of the kind …ForCausalLM, or a sentence encoder.'
  return 'Choose a model that embeds, classifies, labels, reranks or generates.'
}

function transformer(description: ModelDescription, tasks: readonly Task[]): Architecture {
  const { id, config, model, modules, pooling, dense, prompts } = description
  const firstPosition = reservedPositions(config) || undefined
  const common = {
    type: 'transformer',
    model,
    tokenizer: 'tokenizer.json',
    maxTokens: maxTokens(description),
    firstPosition,
  } as const
  if (tasks.includes('read')) return common
  if (!tasks.includes('embed')) {
    const labels = labelsOf(config)
    const regression = (labels.length === 1 && config['problem_type'] === 'regression') || undefined
    const multiLabel = labels.length === 1 || config['problem_type'] === 'multi_label_classification' || undefined
    return { ...common, labels, multiLabel, regression }
  }
  const dimensions = positive(
    pooling?.['word_embedding_dimension'],
    pooling?.['embedding_dimension'],
    config['hidden_size'],
    config['d_model'],
    config['dim'],
    config['n_embd'],
  )
  return {
    ...common,
    pooling: poolingOf(id, pooling),
    normalize: modules?.some(({ kind }) => kind === 'normalize') ?? true,
    dimensions,
    dense: dense?.length ? dense : undefined,
    prefixes: prefixesOf(prompts),
  }
}

function causal({ config, model }: ModelDescription): Architecture {
  const contextWindow = positive(config['max_position_embeddings'], config['n_positions'], config['n_ctx']) ?? 2048
  return { type: 'causal', model, tokenizer: 'tokenizer.json', contextWindow }
}

function encoderDecoder({ config, model, encoder = '', tokenizerConfig }: ModelDescription): Architecture {
  const contextWindow = smallestLimit(
    positive(config['max_position_embeddings'], config['n_positions']),
    positive(tokenizerConfig?.['model_max_length']),
  )
  return { type: 'encoder-decoder', encoder, decoder: model, tokenizer: 'tokenizer.json', contextWindow }
}

function labelsOf(config: Json): string[] {
  const names = (config['id2label'] ?? {}) as Readonly<Record<string, unknown>>
  const byNumber = Object.entries(names).sort(([a], [b]) => Number(a) - Number(b))
  if (byNumber.length > 0) return byNumber.map(([, label]) => String(label))
  // If both the names and their number are missing, the default of the library that wrote the file is two.
  return Array.from({ length: positive(config['num_labels']) ?? 2 }, (_, index) => `LABEL_${index}`)
}

/** The smallest limit of the tokenizer, the network and the training. */
function maxTokens({ config, tokenizerConfig, sentences }: ModelDescription): number {
  const positions = positive(config['max_position_embeddings'], config['n_positions'])
  const reserved = reservedPositions(config)
  return smallestLimit(
    positions && positions - reserved,
    positive(tokenizerConfig?.['model_max_length']),
    positive(sentences?.['max_seq_length']),
  )
}

/** This family numbers its positions from the padding token's on. */
function reservedPositions(config: Json): number {
  return /roberta|camembert|mpnet/.test(String(config['model_type'])) ? Number(config['pad_token_id'] ?? 1) + 1 : 0
}

function prefixesOf(file: Json | undefined): { query: string; document: string } | undefined {
  const prompts = file?.['prompts']
  if (typeof prompts !== 'object' || prompts === null) return undefined
  const named = prompts as Json
  // The prompt for texts for which the caller names no prompt.
  const fallback = named[String(file?.['default_prompt_name'])]
  const query = named['query'] ?? named['search_query'] ?? fallback
  const document = named['document'] ?? named['passage'] ?? named['search_document'] ?? fallback
  if (query === undefined && document === undefined) return undefined
  return { query: String(query ?? ''), document: String(document ?? '') }
}
