import { NlpError } from '../../src/shared/errors.js'
import type { GgufFile, MetadataValue } from './read-gguf.js'
import { mergesOf } from './sentence-piece.js'

/** The contents of `tokenizer.json` and `tokenizer_config.json`, which a tokenizer library reads. */
export interface TokenizerFiles {
  readonly tokenizer: object
  readonly config: object
  /** The number of pieces in the vocabulary. */
  readonly size: number
  /** Tokens that end an answer. */
  readonly endTokens: readonly number[]
}

/** Kinds of tokens in a GGUF file. */
const CONTROL = 3
const USER_DEFINED = 4

/** Names of tokens that end a turn. Some files name only the token that ends a text. */
const TURN_ENDS: ReadonlySet<string> = new Set([
  '<|im_end|>',
  '<|eot_id|>',
  '<end_of_turn>',
  '<|end|>',
  '<|endoftext|>',
])

const CONTRACTIONS = "(?i:'s|'t|'re|'ve|'m|'ll|'d)"
const WORDS = '[^\\r\\n\\p{L}\\p{N}]?\\p{L}+'
const SIGNS = ' ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+'

const byteLevel = (useRegex: boolean) => ({
  type: 'ByteLevel',
  add_prefix_space: false,
  trim_offsets: true,
  use_regex: useRegex,
})

const split = (digits: string) => ({
  type: 'Sequence',
  pretokenizers: [
    {
      type: 'Split',
      pattern: { Regex: `${CONTRACTIONS}|${WORDS}|${digits}|${SIGNS}` },
      behavior: 'Isolated',
      invert: false,
    },
    byteLevel(false),
  ],
})

const DIGIT_BY_DIGIT = {
  type: 'Sequence',
  pretokenizers: [{ type: 'Digits', individual_digits: true }, byteLevel(true)],
}
const THREE_DIGITS = split('\\p{N}{1,3}')

/**
 * How text is cut before pairs are merged, by the name in the GGUF file. Some models use another name for the same way.
 */
const CUTS: Readonly<Record<string, object>> = {
  'gpt-2': byteLevel(true),
  olmo: byteLevel(true),
  smollm: DIGIT_BY_DIGIT,
  refact: DIGIT_BY_DIGIT,
  starcoder: DIGIT_BY_DIGIT,
  'command-r': DIGIT_BY_DIGIT,
  'llama-bpe': THREE_DIGITS,
  'smaug-bpe': THREE_DIGITS,
  dbrx: THREE_DIGITS,
  qwen2: split('\\p{N}'),
  'deepseek-r1-qwen': split('\\p{N}'),
}

/** Writes the tokenizer of a GGUF file in the form of tokenizer.json, with the chat template of the file. */
export function tokenizerFiles(file: GgufFile): TokenizerFiles {
  const value = (key: string) => file.metadata.get(`tokenizer.${key}`)
  const pieces = list(file, 'ggml.tokens', 'string') as readonly string[]
  const kinds = (value('ggml.token_type') as readonly number[] | undefined) ?? []
  const piece = (key: string) => {
    const id = value(`ggml.${key}_token_id`)
    return typeof id === 'number' ? pieces[id] : undefined
  }
  const kind = value('ggml.model')
  const added = pieces.flatMap((content, id) => {
    if (kinds[id] !== CONTROL && kinds[id] !== USER_DEFINED) return []
    const flags = { single_word: false, lstrip: false, rstrip: false, normalized: false }
    return [{ id, content, special: kinds[id] === CONTROL, ...flags }]
  })
  const start = value('ggml.add_bos_token') === true || (kind === 'llama' && value('ggml.add_bos_token') !== false)
  const parts = kind === 'llama' ? sentencePieces(file, pieces) : bytePairs(file, pieces)
  return {
    tokenizer: {
      version: '1.0',
      truncation: null,
      padding: null,
      added_tokens: added,
      ...parts,
      post_processor: start ? beginWith(piece('bos'), pieces) : null,
    },
    config: {
      tokenizer_class: 'PreTrainedTokenizer',
      clean_up_tokenization_spaces: false,
      bos_token: piece('bos'),
      eos_token: piece('eos'),
      pad_token: piece('padding'),
      unk_token: piece('unknown'),
      chat_template: value('chat_template'),
    },
    size: pieces.length,
    endTokens: endTokens(added, [value('ggml.eos_token_id'), value('ggml.eot_token_id')]),
  }
}

function endTokens(
  added: readonly { readonly id: number; readonly content: string }[],
  named: readonly (MetadataValue | undefined)[],
): readonly number[] {
  const byName = added.filter(({ content }) => TURN_ENDS.has(content)).map(({ id }) => id)
  return [...new Set([...named.filter((id) => typeof id === 'number'), ...byName])]
}

function bytePairs(file: GgufFile, pieces: readonly string[]) {
  const kind = file.metadata.get('tokenizer.ggml.model')
  const cut = String(file.metadata.get('tokenizer.ggml.pre') ?? 'gpt-2')
  const pretokenizer = CUTS[cut]
  if (kind !== 'gpt2' || pretokenizer === undefined) {
    throw new NlpError(
      'unsupported',
      `${file.name} has a tokenizer that tacet cannot read (${String(kind)}, ${cut}). It reads llama, and gpt2 with ` +
        `${Object.keys(CUTS).join(', ')}.`,
      { details: { file: file.name } },
    )
  }
  return {
    normalizer: null,
    pre_tokenizer: pretokenizer,
    decoder: byteLevel(true),
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      fuse_unk: false,
      byte_fallback: false,
      ignore_merges: cut === 'llama-bpe',
      vocab: vocabularyOf(pieces),
      merges: list(file, 'ggml.merges', 'string'),
    },
  }
}

/** Vocabularies of characters write a space as ▁, and spell characters outside the vocabulary as bytes. */
function sentencePieces(file: GgufFile, pieces: readonly string[]) {
  const scores = list(file, 'ggml.scores', 'number') as readonly number[]
  const prefix = file.metadata.get('tokenizer.ggml.add_space_prefix') !== false
  const replace = (from: string, content: string) => ({ type: 'Replace', pattern: { String: from }, content })
  const steps = [...(prefix ? [{ type: 'Prepend', prepend: '▁' }] : []), replace(' ', '▁')]
  const strip = prefix ? [{ type: 'Strip', content: ' ', start: 1, stop: 0 }] : []
  return {
    normalizer: { type: 'Sequence', normalizers: steps },
    pre_tokenizer: null,
    decoder: {
      type: 'Sequence',
      decoders: [replace('▁', ' '), { type: 'ByteFallback' }, { type: 'Fuse' }, ...strip],
    },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: pieces[Number(file.metadata.get('tokenizer.ggml.unknown_token_id') ?? 0)],
      fuse_unk: true,
      byte_fallback: true,
      vocab: vocabularyOf(pieces),
      merges: mergesOf(pieces, scores),
    },
  }
}

function beginWith(content: string | undefined, pieces: readonly string[]): object | null {
  if (content === undefined) return null
  const special = { SpecialToken: { id: content, type_id: 0 } }
  const sequence = (id: string) => ({ Sequence: { id, type_id: 0 } })
  return {
    type: 'TemplateProcessing',
    single: [special, sequence('A')],
    pair: [special, sequence('A'), sequence('B')],
    special_tokens: { [content]: { id: content, ids: [pieces.indexOf(content)], tokens: [content] } },
  }
}

const vocabularyOf = (pieces: readonly string[]) => Object.fromEntries(pieces.map((piece, id) => [piece, id]))

function list(file: GgufFile, key: string, type: 'string' | 'number'): readonly MetadataValue[] {
  const value = file.metadata.get(`tokenizer.${key}`)
  if (Array.isArray(value) && value.length > 0 && value.every((entry) => typeof entry === type)) return value
  throw new NlpError(
    'model-corrupt',
    `${file.name} has no tokenizer: tokenizer.${key} is missing or no list of ${type}s.`,
    {
      details: { file: file.name },
    },
  )
}
