/** Keeps a model's output to a schema, token by token. The engine lives in the worker, beside the model. */
export interface ConstraintEngine {
  /** Begins a value. Rejects with an NlpError of code 'invalid-data' where the engine cannot keep to the schema. */
  create(request: ConstraintRequest): Constraint | Promise<Constraint>
}

/** The rule that an answer must keep, and the tokens of the model. */
export interface ConstraintRequest {
  /** A JSON Schema. */
  readonly schema: object
  /** The tokens of the model. */
  readonly vocabulary: Vocabulary
  /** The model's tokenizer in the form of Transformers.js, for engines that need this form. */
  readonly tokenizer: unknown
}

/** The tokens that the model writes. */
export interface Vocabulary {
  /** How many tokens there are. */
  readonly size: number
  /** Tokens that end an answer. Where a value is complete, the constraint must leave one of them free. */
  readonly endTokens: ReadonlySet<number>
  /** The text that a token adds, as UTF-8, perhaps only a part of a character; undefined for tokens that are not text. */
  bytesOf(token: number): Uint8Array | undefined
}

/** The constraint on one value while the value is written. */
export interface Constraint {
  /** Sets the scores of all tokens that must not come next to -Infinity. `tokens` are the tokens written so far. */
  apply(tokens: readonly number[], scores: Float32Array): void
  /** Checks the chosen token by rules that are too expensive for all tokens. A refused token is not chosen again. */
  accepts(token: number): boolean
}
