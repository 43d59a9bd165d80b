import { NlpError } from '../../src/errors.js'
import type { Architecture, ModelFile, ModelManifest, Task } from '../../src/tasks.js'

type Json = Readonly<Record<string, unknown>>

/** The files of a model in the Hugging Face layout that say what it is, parsed. Absent ones are `undefined`. */
export interface ModelDescription {
  readonly id: string
  readonly config: Json
  readonly tokenizerConfig?: Json | undefined
  /** `1_Pooling/config.json`, and whether `modules.json` (where there is one) lists a normalizing module. */
  readonly pooling?: Json | undefined
  readonly normalize?: boolean | undefined
  /** `sentence_bert_config.json` */
  readonly sentences?: Json | undefined
  /** `config_sentence_transformers.json` */
  readonly prompts?: Json | undefined
  /** The path of the ONNX file. */
  readonly model: string
  readonly files: readonly ModelFile[]
}

/** What such a model can do and how it is run, in this project's terms. */
export function describeModel(description: ModelDescription): ModelManifest {
  const { id, config, files } = description
  const task = taskOf(description)
  const architecture = task === 'generate' ? causal(description) : transformer(description, task)
  const license = typeof config['license'] === 'string' ? config['license'] : 'unknown'
  return { id, version: 1, license, tasks: [task], architecture, files }
}

/** Which task a `config.json` is for: the name of its architecture ends in its head. */
export function taskOf({ id, config, pooling }: Pick<ModelDescription, 'id' | 'config' | 'pooling'>): Task {
  const name = Array.isArray(config['architectures']) ? String(config['architectures'][0]) : 'unnamed'
  if (name.endsWith('ForSequenceClassification')) return labelsOf(config).length === 1 ? 'rerank' : 'classify'
  if (name.endsWith('ForTokenClassification')) return 'label'
  if (name.endsWith('ForCausalLM') || name.endsWith('LMHeadModel')) return 'generate'
  // Some sentence encoders were published with the head that they were trained with; their pooling gives them away.
  if (name.endsWith('Model') || pooling !== undefined) return 'embed'
  const sentence = `Model ${id} is of architecture ${name}, which nothing here can run.`
  throw new NlpError('model-unknown', `${sentence} Choose a model that embeds, classifies, labels or generates.`)
}

function transformer(description: ModelDescription, task: Task): Architecture {
  const { config, model, pooling, prompts } = description
  const common = { type: 'transformer', model, tokenizer: 'tokenizer.json', maxTokens: maxTokens(description) } as const
  if (task === 'rerank') return common
  if (task !== 'embed') {
    const multiLabel = config['problem_type'] === 'multi_label_classification' || undefined
    return { ...common, labels: labelsOf(config), multiLabel }
  }
  const dimensions = positive(
    pooling?.['word_embedding_dimension'],
    config['hidden_size'],
    config['d_model'],
    config['dim'],
  )
  return {
    ...common,
    pooling: poolingOf(description),
    normalize: description.normalize ?? true,
    dimensions,
    prefixes: prefixesOf(prompts?.['prompts']),
  }
}

function causal({ config, model }: ModelDescription): Architecture {
  const contextWindow = positive(config['max_position_embeddings'], config['n_positions'], config['n_ctx']) ?? 2048
  return { type: 'causal', model, tokenizer: 'tokenizer.json', contextWindow }
}

function labelsOf(config: Json): string[] {
  const names = (config['id2label'] ?? {}) as Readonly<Record<string, unknown>>
  const byNumber = Object.entries(names).sort(([a], [b]) => Number(a) - Number(b))
  // Where the names are left out, so are the numbers: the library that wrote it means two.
  return byNumber.length === 0 ? ['LABEL_0', 'LABEL_1'] : byNumber.map(([, label]) => String(label))
}

/** The smallest of what the tokenizer, the network and the training say; tokenizers may say 1e30 for "no limit". */
function maxTokens({ config, tokenizerConfig, sentences }: ModelDescription): number {
  const positions = positive(config['max_position_embeddings'], config['n_positions'])
  // This family numbers its positions after the padding token's.
  const reserved = /roberta|camembert|mpnet/.test(String(config['model_type']))
    ? Number(config['pad_token_id'] ?? 1) + 1
    : 0
  const limits = [
    positions && positions - reserved,
    positive(tokenizerConfig?.['model_max_length']),
    positive(sentences?.['max_seq_length']),
  ].filter((limit): limit is number => limit !== undefined && limit < 1e6)
  return limits.length === 0 ? 512 : Math.min(...limits)
}

function poolingOf({ id, pooling }: ModelDescription): 'mean' | 'cls' | 'last' {
  if (pooling === undefined || pooling['pooling_mode_mean_tokens'] === true) return 'mean'
  if (pooling['pooling_mode_cls_token'] === true) return 'cls'
  if (pooling['pooling_mode_lasttoken'] === true) return 'last'
  throw new NlpError('model-unknown', `Model ${id} pools in a way that is neither mean nor first nor last token.`)
}

function prefixesOf(prompts: unknown): { query: string; document: string } | undefined {
  if (typeof prompts !== 'object' || prompts === null) return undefined
  const named = prompts as Readonly<Record<string, unknown>>
  const query = named['query'] ?? named['search_query']
  const document = named['document'] ?? named['passage'] ?? named['search_document']
  if (query === undefined && document === undefined) return undefined
  return { query: String(query ?? ''), document: String(document ?? '') }
}

function positive(...candidates: readonly unknown[]): number | undefined {
  return candidates.find((value): value is number => typeof value === 'number' && value > 0)
}
