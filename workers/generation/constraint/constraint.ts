import { type PreTrainedTokenizer, Tensor } from '@huggingface/transformers'
import { type ResponseFormat, StructuredOutputProcessor } from '@huggingface/transformers-structured-output'
import { NlpError } from '../../../src/shared/errors.js'
import type { Constraint, ConstraintEngine, Vocabulary } from '../../../src/wire/shared/constraint-engine.js'
import { alternativesOf } from './alternatives.js'
import { closeSchema } from './closed-schema.js'
import { JsonGuard } from './json-guard.js'
import { Utf8Check } from './utf8.js'

/**
 * The engine that comes with the package: the engine of Transformers.js, with checks for the errors that it lets
 * through.
 */
export const structuredOutput: ConstraintEngine = {
  create: ({ tokenizer, schema, vocabulary }) => hold(tokenizer as PreTrainedTokenizer, schema, vocabulary),
}

function hold(tokenizer: PreTrainedTokenizer, schema: object, vocabulary: Vocabulary): Constraint {
  let alternatives: readonly Alternative[] = alternativesOf(closeSchema(schema)).map((each) => ({
    process: createProcessor(tokenizer, each),
    scores: EMPTY,
  }))
  const checks = [new Utf8Check(vocabulary.bytesOf), new JsonGuard(vocabulary.bytesOf)]
  const generated: bigint[] = []

  function commit(token: number): void {
    generated.push(BigInt(token))
    for (const check of checks) check.push(token)
    // An alternative that ruled this token out can no longer be the one that is being written.
    if (alternatives.length === 1) return
    alternatives = alternatives.filter(({ scores }) => scores[token] !== Number.NEGATIVE_INFINITY)
  }

  /** The alternatives that can continue. Each has masked its scores. */
  function mask(all: readonly Alternative[]): Alternative[] {
    return all.filter(({ process, scores }) => {
      try {
        process([generated], new Tensor('float32', scores, [1, scores.length]))
        return true
      } catch {
        // This alternative has reached a dead end; others may continue.
        return false
      }
    })
  }

  return {
    apply(tokens, scores) {
      for (const token of tokens.slice(generated.length)) commit(token)
      const [first, ...others] = alternatives
      // A single alternative is the usual case and works in place: with 150,000 pieces, each copy of the scores costs
      // noticeable time.
      const alive =
        others.length === 0
          ? mask(first === undefined ? [] : [{ process: first.process, scores }])
          : mask(alternatives.map(({ process }) => ({ process, scores: scores.slice() })))
      const [best, ...rest] = alive
      if (best === undefined)
        throw new NlpError('invalid-output', 'The schema left the model no token to continue with')
      alternatives = alive
      if (best.scores === scores) return
      scores.set(best.scores)
      for (const { scores: masked } of rest) {
        for (let token = 0; token < scores.length; token += 1) {
          if ((masked[token] as number) > (scores[token] as number)) scores[token] = masked[token] as number
        }
      }
    },
    // Only the chosen token is checked, not the whole vocabulary: a trained model hardly ever chooses a token that
    // fails.
    accepts: (token) => checks.every((check) => check.accepts(token)),
  }
}

const EMPTY = new Float32Array()

interface Alternative {
  readonly process: Process
  /** The scores after this alternative masked them. */
  readonly scores: Float32Array
}

type Process = (tokens: bigint[][], scores: Tensor) => Tensor

function createProcessor(tokenizer: PreTrainedTokenizer, schema: unknown): Process {
  const format = { type: 'json_schema', json_schema: schema } as ResponseFormat
  return new StructuredOutputProcessor(tokenizer, format) as unknown as Process
}
