import { type PreTrainedTokenizer, Tensor } from '@huggingface/transformers'
import { type ResponseFormat, StructuredOutputProcessor } from '@huggingface/transformers-structured-output'
import { NlpError } from '../../src/errors.js'
import { alternativesOf } from './alternatives.js'
import { closeSchema } from './closed-schema.js'
import { JsonGuard } from './json-guard.js'
import { byteLevelBytes, Utf8Check } from './utf8.js'

/** Rules out, before each choice, every token that could not lead to a value of the schema. */
export interface Constraint {
  /** Changes the scores in place. `tokens` are those generated so far. */
  apply(tokens: readonly number[], scores: Float32Array): void
  /** Asked of the token that was chosen: one that is refused must not be chosen again. */
  accepts(token: number): boolean
}

export function createConstraint(tokenizer: PreTrainedTokenizer, schema: object): Constraint {
  let alternatives = alternativesOf(closeSchema(schema)).map((each) => ({
    process: createProcessor(tokenizer, each),
    scores: EMPTY,
  }))
  const bytesOf = tokenBytes(tokenizer)
  const checks = [new Utf8Check(bytesOf), new JsonGuard(bytesOf)]
  const generated: bigint[] = []

  function commit(token: number): void {
    generated.push(BigInt(token))
    for (const check of checks) check.push(token)
    // What had ruled this token out is no longer what is being written.
    alternatives = alternatives.filter(({ scores }) => scores[token] !== Number.NEGATIVE_INFINITY)
  }

  return {
    apply(tokens, scores) {
      for (const token of tokens.slice(generated.length)) commit(token)
      const alive = alternatives.flatMap(({ process }) => {
        const masked = scores.slice()
        try {
          process([generated], new Tensor('float32', masked, [1, masked.length]))
          return [{ process, scores: masked }]
        } catch {
          // It has run into a dead end; the others may go on.
          return []
        }
      })
      if (alive.length === 0) throw new NlpError('invalid-output', 'The schema left the model no way to go on')
      alternatives = alive
      for (let token = 0; token < scores.length; token += 1) {
        let best = Number.NEGATIVE_INFINITY
        for (const { scores: masked } of alive) best = Math.max(best, masked[token] as number)
        scores[token] = best
      }
    },
    // Checked one by one and not for the whole vocabulary: a model that has learned to write hardly ever gets it wrong.
    accepts: (token) => checks.every((check) => check.accepts(token)),
  }
}

const EMPTY = new Float32Array()

type Process = (tokens: bigint[][], scores: Tensor) => Tensor

function createProcessor(tokenizer: PreTrainedTokenizer, schema: unknown): Process {
  const format = { type: 'json_schema', json_schema: schema } as ResponseFormat
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
