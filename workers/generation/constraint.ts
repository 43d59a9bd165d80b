import { type PreTrainedTokenizer, Tensor } from '@huggingface/transformers'
import { type ResponseFormat, StructuredOutputProcessor } from '@huggingface/transformers-structured-output'
import { NlpError } from '../../src/errors.js'
import { closeSchema } from './closed-schema.js'
import { byteLevelBytes, Utf8Check } from './utf8.js'

/** Rules out, before each choice, every token that could not lead to a value of the schema. */
export interface Constraint {
  /** Changes the scores in place. `tokens` are those generated so far. */
  apply(tokens: readonly number[], scores: Float32Array): void
  /** Asked of the token that was chosen: one that is refused must not be chosen again. */
  accepts(token: number): boolean
}

export function createConstraint(tokenizer: PreTrainedTokenizer, schema: object): Constraint {
  const process = createProcessor(tokenizer, schema)
  const characters = new Utf8Check(tokenBytes(tokenizer))
  const generated: bigint[] = []
  return {
    apply(tokens, scores) {
      for (const token of tokens.slice(generated.length)) {
        generated.push(BigInt(token))
        characters.push(token)
      }
      try {
        process([generated], new Tensor('float32', scores, [1, scores.length]))
      } catch (cause) {
        throw new NlpError('invalid-output', 'The schema left the model no way to go on', { cause })
      }
    },
    // Checked one by one and not for the whole vocabulary: a model that has learned to write hardly ever gets it wrong.
    accepts: (token) => characters.accepts(token),
  }
}

type Process = (tokens: bigint[][], scores: Tensor) => Tensor

function createProcessor(tokenizer: PreTrainedTokenizer, schema: object): Process {
  const format = { type: 'json_schema', json_schema: closeSchema(schema) } as ResponseFormat
  try {
    return new StructuredOutputProcessor(tokenizer, format) as unknown as Process
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new NlpError('invalid-data', `The schema cannot be used for decoding: ${reason}`, { cause })
  }
}

interface TokenizerFile {
  readonly decoder?: { readonly type?: string } | null
  readonly model?: { readonly vocab?: unknown }
}

const BYTE_TOKEN = /^<0x([\da-f]{2})>$/i

/** The bytes of tokens that may hold a part of a character. */
function tokenBytes(tokenizer: PreTrainedTokenizer): (token: number) => Uint8Array | undefined {
  // The structured output package reads the same field: there is no public one.
  const { _tokenizerJSON: file } = tokenizer as unknown as { _tokenizerJSON?: TokenizerFile }
  const vocabulary = file?.model?.vocab
  if (typeof vocabulary !== 'object' || vocabulary === null || Array.isArray(vocabulary)) return () => undefined
  const byteLevel = file?.decoder?.type === 'ByteLevel'
  const names: string[] = []
  for (const [name, id] of Object.entries(vocabulary as Readonly<Record<string, number>>)) names[id] = name
  return (token) => {
    const name = names[token]
    if (name === undefined) return undefined
    if (byteLevel) return byteLevelBytes(name)
    const [, hex] = BYTE_TOKEN.exec(name) ?? []
    return hex === undefined ? undefined : Uint8Array.of(Number.parseInt(hex, 16))
  }
}
