import {
  BertNormalizer,
  LowercaseNormalizer,
  PrecompiledNormalizer,
  SequenceNormalizer,
  Tokenizer,
} from '@huggingface/tokenizers'
import { NlpError } from '../../src/shared/errors.js'
import { readCharsmap } from './charsmap.js'
import { createTokenCoverage } from './coverage.js'
import { createSpelling, type TokenSpelling } from './token-spelling.js'
import { addPieces, isUnigram, withoutPieces } from './unigram.js'

/** A text as a model reads it. */
export interface Encoding {
  readonly ids: readonly number[]
  readonly typeIds: readonly number[]
  readonly truncated: boolean
  /** The share of the text that the tokenizer knows. For two texts, the share of the first. */
  readonly coverage: number
}

/** Two texts as one input, and the place of the first token of the second. */
interface PairEncoding extends Encoding {
  readonly secondStart: number
}

export interface EncoderTokenizer {
  readonly maxTokens: number
  /** The number of special tokens around one text, and of those before it. */
  readonly specialTokens: number
  readonly prefixTokens: number
  /** Encodes a text. A text longer than the model reads, or than the caller wants, is cut, and the result says so. */
  encode(text: string, atMost?: number): Encoding
  /** Encodes two texts as one input. Where they are too long, the named text is cut. */
  encodePair(first: string, second: string, cut: 'first' | 'second'): Encoding
  /**
   * The bare tokens of a text, uncut, for callers that read in windows, and the share of the text that the tokenizer
   * knows.
   */
  tokenize(text: string): {
    readonly ids: readonly number[]
    readonly tokens: readonly string[]
    readonly coverage: number
  }
  /** Adds the special tokens around bare tokens. */
  wrap(ids: readonly number[]): Encoding
  /** Adds the special tokens around the bare tokens of two texts, and the number of these special tokens. */
  wrapPair(first: readonly number[], second: readonly number[]): PairEncoding
  readonly pairTokens: number
  /** How the tokens of `tokenize` spell the text. */
  readonly spelling: TokenSpelling
}

/**
 * A token is seldom longer than a dozen characters. So a text this many times longer than the model's window is cut
 * before it is tokenized: otherwise a whole megabyte would be split for its first 256 tokens.
 */
const CHARACTERS_PER_TOKEN = 64

export function createTokenizer(files: { tokenizer: unknown; config: unknown }, maxTokens: number): EncoderTokenizer {
  const tokenizer = load(files)
  const bare = (text: string) => tokenizer.encode(text, { add_special_tokens: false })
  const { prefix, suffix } = singleTemplate(tokenizer)
  const pair = pairTemplate(tokenizer)
  const pairTokens = pair.prefix.length + pair.middle.length + pair.suffix.length

  const coverageOf = createTokenCoverage({
    token: tokenizer.model?.unk_token,
    id: tokenizer.model?.unk_token_id,
  })

  const wrap = (ids: readonly number[], truncated = false, coverage = 1): Encoding => {
    const all = [...prefix, ...ids, ...suffix]
    return { ids: all, typeIds: new Array<number>(all.length).fill(0), truncated, coverage }
  }

  const wrapPair = (first: readonly number[], second: readonly number[]): PairEncoding => {
    const firstPart = [...pair.prefix, ...first, ...pair.middle]
    const secondPart = [...second, ...pair.suffix]
    return {
      ids: [...firstPart, ...secondPart],
      typeIds: [...firstPart.map(() => 0), ...secondPart.map(() => pair.secondType)],
      truncated: false,
      coverage: 1,
      secondStart: firstPart.length,
    }
  }

  function shorten(text: string): { text: string; shortened: boolean } {
    const limit = maxTokens * CHARACTERS_PER_TOKEN
    if (text.length <= limit) return { text, shortened: false }
    const start = text.search(/\S/)
    // A cut through a surrogate pair would create a character that is not in the text.
    return { text: text.slice(Math.max(start, 0), Math.max(start, 0) + limit).toWellFormed(), shortened: true }
  }

  return {
    maxTokens,
    specialTokens: prefix.length + suffix.length,
    prefixTokens: prefix.length,
    encode(input, atMost = maxTokens) {
      const { text, shortened } = shorten(input)
      const { ids, tokens } = bare(text)
      const room = Math.min(atMost, maxTokens) - prefix.length - suffix.length
      return wrap(ids.slice(0, room), shortened || ids.length > room, coverageOf(ids, tokens))
    },
    encodePair(firstText, secondText, cut) {
      const first = shorten(firstText)
      const second = shorten(secondText)
      const { ids: firstIds, tokens } = bare(first.text)
      let a = firstIds
      let b = bare(second.text).ids
      const room = maxTokens - pairTokens
      const overflow = a.length + b.length - room
      if (overflow > 0) {
        // The named text is cut first. The other is cut only when nothing of the named text is left.
        if (cut === 'first') a = a.slice(0, Math.max(0, a.length - overflow))
        else b = b.slice(0, Math.max(0, b.length - overflow))
        a = a.slice(0, room)
        b = b.slice(0, Math.max(0, room - a.length))
      }
      return {
        ...wrapPair(a, b),
        truncated: overflow > 0 || first.shortened || second.shortened,
        coverage: coverageOf(firstIds, tokens),
      }
    },
    tokenize(text) {
      const { ids, tokens } = bare(text)
      return { ids, tokens, coverage: coverageOf(ids, tokens) }
    },
    wrap: (ids) => wrap(ids),
    wrapPair,
    pairTokens,
    spelling: createSpelling(files.tokenizer as object, {
      normalizer: tokenizer.normalizer,
      unknown: tokenizer.model?.unk_token,
    }),
  }
}

function load({ tokenizer, config }: { tokenizer: unknown; config: unknown }): Tokenizer {
  try {
    const loaded = new Tokenizer(
      (isUnigram(tokenizer) ? withoutPieces(tokenizer) : tokenizer) as object,
      config as object,
    )
    if (isUnigram(tokenizer)) addPieces(loaded.model, tokenizer)
    correct(loaded.normalizer)
    return loaded
  } catch (cause) {
    throw new NlpError('model-corrupt', 'tokenizer.json cannot be read', { cause })
  }
}

/** Corrects the library where it reads a text differently from the training of the models. */
function correct(normalizer: Tokenizer['normalizer']): void {
  if (normalizer instanceof SequenceNormalizer) normalizer.normalizers.forEach(correct)
  if (normalizer instanceof PrecompiledNormalizer) {
    // The library has one table of replacements for all models, close to that of most.
    const { charsmap } = normalizer
    if (typeof charsmap === 'string' && charsmap !== '') normalizer.normalize = readCharsmap(charsmap)
  }
  if (normalizer instanceof LowercaseNormalizer || normalizer instanceof BertNormalizer) {
    // Letter by letter, Σ becomes σ. JavaScript looks at the whole word and writes a last Σ as ς.
    const normalize = normalizer.normalize.bind(normalizer)
    const lowers = normalize('Σ') !== 'Σ'
    if (lowers) normalizer.normalize = (text) => normalize(text.replaceAll('Σ', 'σ'))
  }
}

/**
 * The special tokens around a text. They are found by encoding a sample, because every family declares them
 * differently.
 */
function singleTemplate(tokenizer: Tokenizer): { prefix: readonly number[]; suffix: readonly number[] } {
  const { ids: body } = tokenizer.encode('a', { add_special_tokens: false })
  const { ids } = tokenizer.encode('a')
  const start = find(ids, body, 0)
  return { prefix: ids.slice(0, start), suffix: ids.slice(start + body.length) }
}

function pairTemplate(tokenizer: Tokenizer) {
  const { ids: body } = tokenizer.encode('a', { add_special_tokens: false })
  // A tokenizer that adds no special tokens gives no types either, although its declaration says that it does.
  const { ids, token_type_ids: types }: { ids: number[]; token_type_ids?: number[] } = tokenizer.encode('a', {
    text_pair: 'a',
    return_token_type_ids: true,
  })
  const first = find(ids, body, 0)
  const second = find(ids, body, first + body.length)
  return {
    prefix: ids.slice(0, first),
    middle: ids.slice(first + body.length, second),
    suffix: ids.slice(second + body.length),
    secondType: types?.[second] ?? 0,
  }
}

function find(ids: readonly number[], body: readonly number[], from: number): number {
  for (let start = from; start + body.length <= ids.length; start += 1) {
    if (body.every((id, index) => ids[start + index] === id)) return start
  }
  throw new NlpError('model-corrupt', 'tokenizer.json adds special tokens in a way that is not understood')
}
