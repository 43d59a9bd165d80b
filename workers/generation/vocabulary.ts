import type { PreTrainedTokenizer } from '@huggingface/transformers'
import type { Vocabulary } from '../../src/wire/shared/constraint-engine.js'
import { byteLevelBytes } from '../tokens/byte-level.js'
import type { CausalModel } from './causal-model.js'

/** The parts of `tokenizer.json` that we read. */
interface TokenizerFile {
  readonly decoder?: Decoder | null
  readonly model?: { readonly vocab?: unknown }
  readonly added_tokens?: readonly { readonly id: number; readonly content: string; readonly special?: boolean }[]
}

interface Decoder {
  readonly type?: string
  readonly decoders?: readonly Decoder[]
}

const BYTE_TOKEN = /^<0x([\da-f]{2})>$/i

const known = new WeakMap<PreTrainedTokenizer, Vocabulary>()

/** The vocabulary is read once per model: going through 150,000 pieces takes tens of milliseconds. */
export function vocabularyOf({ tokenizer, endTokens }: Pick<CausalModel, 'tokenizer' | 'endTokens'>): Vocabulary {
  const vocabulary = known.get(tokenizer) ?? read(tokenizer, endTokens)
  known.set(tokenizer, vocabulary)
  return vocabulary
}

/** The number of pieces of a tokenizer, without those that were added to the vocabulary. */
export function countPieces(tokenizer: PreTrainedTokenizer): number {
  let last = -1
  for (const [, id] of entriesOf(fileOf(tokenizer)?.model?.vocab)) last = Math.max(last, id)
  return last + 1
}

function fileOf(tokenizer: PreTrainedTokenizer): TokenizerFile | undefined {
  // The structured output package reads the same field, because there is no public one.
  return (tokenizer as unknown as { _tokenizerJSON?: TokenizerFile })._tokenizerJSON
}

function read(tokenizer: PreTrainedTokenizer, endTokens: ReadonlySet<number>): Vocabulary {
  const file = fileOf(tokenizer)
  const pieces: string[] = []
  for (const [piece, id] of entriesOf(file?.model?.vocab)) pieces[id] = piece
  const added = new Map((file?.added_tokens ?? []).map((token) => [token.id, token]))
  const encode = isByteLevel(file?.decoder) ? byteLevelBytes : markedBytes
  return {
    size: Math.max(pieces.length, ...[...added.keys()].map((id) => id + 1)),
    endTokens,
    bytesOf(token) {
      const extra = added.get(token)
      if (extra !== undefined) return extra.special ? undefined : new TextEncoder().encode(extra.content)
      const piece = pieces[token]
      return piece === undefined ? undefined : encode(piece)
    },
  }
}

/** Most files map names to ids; others list pieces with their weights. */
function entriesOf(vocabulary: unknown): Iterable<[string, number]> {
  if (Array.isArray(vocabulary)) return vocabulary.map(([piece]: [string, number], id) => [piece, id])
  return typeof vocabulary === 'object' && vocabulary !== null ? Object.entries<number>(vocabulary as never) : []
}

const isByteLevel = (decoder: Decoder | null | undefined): boolean =>
  decoder?.type === 'ByteLevel' || (decoder?.decoders?.some(isByteLevel) ?? false)

/** Vocabularies of characters write a space as ▁ and a single byte as `<0x0A>`. */
function markedBytes(piece: string): Uint8Array {
  const [, hex] = BYTE_TOKEN.exec(piece) ?? []
  return hex === undefined
    ? new TextEncoder().encode(piece.replaceAll('▁', ' '))
    : Uint8Array.of(Number.parseInt(hex, 16))
}
