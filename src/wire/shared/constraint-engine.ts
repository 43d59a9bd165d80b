/** Holds what a model writes to a schema, token by token. It lives in the worker, beside the model. */
export interface ConstraintEngine {
  /** Begins a value. A schema that it cannot hold to rejects with an NlpError of code 'invalid-data'. */
  create(request: ConstraintRequest): Constraint | Promise<Constraint>
}

/** The rule that an answer must keep, and the tokens that it is written with. */
export interface ConstraintRequest {
  /** A JSON Schema. */
  readonly schema: object
  /** The tokens of the model. */
  readonly vocabulary: Vocabulary
  /** The model's tokenizer as Transformers.js has it, for engines that are made for that. */
  readonly tokenizer: unknown
}

/** The pieces that the model writes in. */
export interface Vocabulary {
  /** How many tokens there are. */
  readonly size: number
  /** Tokens that end an answer: where a value is complete, one of them must be free. */
  readonly endTokens: ReadonlySet<number>
  /** What a token adds to the text, as UTF-8, perhaps a part of a character; undefined for tokens that are no text. */
  bytesOf(token: number): Uint8Array | undefined
}

/** One value as it is written. */
export interface Constraint {
  /** Sets the scores of all tokens that must not come next to -Infinity. `tokens` are those written so far. */
  apply(tokens: readonly number[], scores: Float32Array): void
  /** Asked of the token that was chosen, for what is too dear to ask of all: one that is refused is not chosen again. */
  accepts(token: number): boolean
}
