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

/** Text as a model reads it. `bodyStart`/`bodyEnd` bound the tokens of the text itself, special tokens left out. */
export interface Encoding {
  readonly ids: readonly number[]
  readonly typeIds: readonly number[]
  readonly truncated: boolean
  /** The share of the text that the tokenizer knows; of two texts, that of the first. */
  readonly coverage: number
}

export interface EncoderTokenizer {
  readonly maxTokens: number
  /** Special tokens around one text, and how many of them come before it. */
  readonly specialTokens: number
  readonly prefixTokens: number
  /** Cuts what is longer than the model reads, or than the caller wants, and says so. */
  encode(text: string, atMost?: number): Encoding
  /** Two texts as one input; where it is too long the first or the second is cut. */
  encodePair(first: string, second: string, cut: 'first' | 'second'): Encoding
  /** The bare tokens of a text, uncut, for those who read in windows, and the share of it that the tokenizer knows. */
  tokenize(text: string): {
    readonly ids: readonly number[]
    readonly tokens: readonly string[]
    readonly coverage: number
  }
  /** Puts the special tokens around bare ones. */
  wrap(ids: readonly number[]): Encoding
  /** How the tokens of `tokenize` spell the text. */
  readonly spelling: TokenSpelling
}

/**
 * A token seldom stands for more than a dozen characters, so a text this many times longer than the model's window is
 * cut before it is tokenized: a megabyte would otherwise be split to the end for the first 256 tokens.
 */
const CHARACTERS_PER_TOKEN = 64

export function createTokenizer(files: { tokenizer: unknown; config: unknown }, maxTokens: number): EncoderTokenizer {
  const tokenizer = load(files)
  const bare = (text: string) => tokenizer.encode(text, { add_special_tokens: false })
  const { prefix, suffix } = singleTemplate(tokenizer)
  const pair = pairTemplate(tokenizer)

  const coverageOf = createTokenCoverage({
    token: tokenizer.model?.unk_token,
    id: tokenizer.model?.unk_token_id,
  })

  const wrap = (ids: readonly number[], truncated = false, coverage = 1): Encoding => {
    const all = [...prefix, ...ids, ...suffix]
    return { ids: all, typeIds: new Array<number>(all.length).fill(0), truncated, coverage }
  }

  function shorten(text: string): { text: string; shortened: boolean } {
    const limit = maxTokens * CHARACTERS_PER_TOKEN
    if (text.length <= limit) return { text, shortened: false }
    const start = text.search(/\S/)
    // A cut through a surrogate pair would make a character that is not in the text.
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
      const specials = pair.prefix.length + pair.middle.length + pair.suffix.length
      const room = maxTokens - specials
      const overflow = a.length + b.length - room
      if (overflow > 0) {
        // The named one is cut first; only when nothing of it is left does the other give way.
        if (cut === 'first') a = a.slice(0, Math.max(0, a.length - overflow))
        else b = b.slice(0, Math.max(0, b.length - overflow))
        a = a.slice(0, room)
        b = b.slice(0, Math.max(0, room - a.length))
      }
      const firstPart = [...pair.prefix, ...a, ...pair.middle]
      const secondPart = [...b, ...pair.suffix]
      return {
        ids: [...firstPart, ...secondPart],
        typeIds: [...firstPart.map(() => 0), ...secondPart.map(() => pair.secondType)],
        truncated: overflow > 0 || first.shortened || second.shortened,
        coverage: coverageOf(firstIds, tokens),
      }
    },
    tokenize(text) {
      const { ids, tokens } = bare(text)
      return { ids, tokens, coverage: coverageOf(ids, tokens) }
    },
    wrap: (ids) => wrap(ids),
    spelling: createSpelling(files.tokenizer as object, {
      normalizer: tokenizer.normalizer,
      unknown: tokenizer.model?.unk_token,
    }),
  }
}

function load({ tokenizer, config }: { tokenizer: unknown; config: unknown }): Tokenizer {
  try {
    const loaded = new Tokenizer(tokenizer as object, config as object)
    correct(loaded.normalizer)
    return loaded
  } catch (cause) {
    throw new NlpError('model-corrupt', 'tokenizer.json cannot be read', { cause })
  }
}

/** Makes the library read a text as the models were trained to read it, where the two differ. */
function correct(normalizer: Tokenizer['normalizer']): void {
  if (normalizer instanceof SequenceNormalizer) normalizer.normalizers.forEach(correct)
  if (normalizer instanceof PrecompiledNormalizer) {
    // The library has one table of replacements for all models, near to that of most.
    const { charsmap } = normalizer
    if (typeof charsmap === 'string' && charsmap !== '') normalizer.normalize = readCharsmap(charsmap)
  }
  if (normalizer instanceof LowercaseNormalizer || normalizer instanceof BertNormalizer) {
    // Letter by letter, Σ becomes σ; JavaScript looks at the whole word and makes ς of one at its end.
    const normalize = normalizer.normalize.bind(normalizer)
    const lowers = normalize('Σ') !== 'Σ'
    if (lowers) normalizer.normalize = (text) => normalize(text.replaceAll('Σ', 'σ'))
  }
}

/** What a tokenizer puts around a text, found by looking: every family writes it down differently. */
function singleTemplate(tokenizer: Tokenizer): { prefix: readonly number[]; suffix: readonly number[] } {
  const { ids: body } = tokenizer.encode('a', { add_special_tokens: false })
  const { ids } = tokenizer.encode('a')
  const start = find(ids, body, 0)
  return { prefix: ids.slice(0, start), suffix: ids.slice(start + body.length) }
}

function pairTemplate(tokenizer: Tokenizer) {
  const { ids: body } = tokenizer.encode('a', { add_special_tokens: false })
  // A tokenizer that puts nothing around its texts gives no types either, although its declaration says so.
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
