import type { OptionKinds } from '../calls/check-options.js'
import type { Entity, Recognizer } from './findings/recognizer.js'
import type { Format } from './formats/format.js'
import type { DeniedValue } from './lists.js'
import type { Operators } from './operators/operator.js'
import type { RedactionProblem } from './problem.js'
import type { Locale } from './recognizers/index.js'
import type { Strictness } from './shared/strictness.js'
import type { Vault } from './vault/vault.js'

/** Settings of a redactor: the values to look for, and how to hide them. */
export interface RedactorOptions {
  /** The recognizers that look for values. @default patternRecognizers */
  recognizers?: readonly Recognizer[] | undefined
  /**
   * Countries whose identifiers are looked for, as ISO codes. 'auto' takes the countries of the page's languages and of
   * the language of each text. For all other countries it takes only identifiers with right check digits or with their
   * name before them. A list may hold 'auto' and countries whose identifiers are all taken.
   * @default 'auto'
   */
  locales?: readonly (Locale | Uppercase<Locale> | 'auto')[] | 'all' | 'auto' | undefined
  /**
   * Finds names and addresses. Pass the recognizer of `createNameRecognizer`, or a function that loads it. The function is called
   * with the first text, and again after a failure. @default none
   */
  model?: Recognizer | (() => Promise<Recognizer>) | undefined
  /**
   * The behaviour when the model fails or cannot be loaded: 'refuse' rejects with its error; 'rules' continues without the model
   * and reports the failure in `problems`. @default 'refuse'
   */
  withoutModel?: 'refuse' | 'rules' | undefined
  /** Called with each problem of a text, also during `detect`. */
  onProblem?: ((problem: RedactionProblem) => void) | undefined
  /** How readily doubtful text counts as personal data. @default 'balanced' */
  strictness?: Strictness | undefined
  /** Only these types are looked for. @default all */
  types?: readonly string[] | undefined
  /** Values that are never hidden: whole values in any case, or patterns of whole values. @default [] */
  allow?: readonly (string | RegExp)[] | undefined
  /** Values that are always hidden. @default [] */
  deny?: readonly (string | DeniedValue)[] | undefined
  /** The operator for each type of value. @default placeholders for all */
  operators?: Operators | undefined
}

/** How one call of `detect` runs. */
export interface DetectOptions {
  /** Aborts the work; the call rejects with exactly its reason. */
  signal?: AbortSignal | undefined
  /** How the text is written. @default 'text' */
  format?: Format | undefined
  /** Also reads the attributes of HTML that can hold personal data; comments and scripts are always read. @default true */
  attributes?: boolean | undefined
  /** Words that belong in front of the text, such as the title of its field. @default none */
  context?: string | undefined
  /** The conversation's vault. Its values are looked for too, whether or not a recognizer finds them. @default a new one */
  vault?: Vault | undefined
  /** The span that the call belongs to, for listeners of `tacet/observe`. @default none */
  trace?: object | undefined
}

/** How one call of `redact` runs. */
export interface RedactOptions extends DetectOptions {
  /** The entities to hide, instead of those that `detect` finds. @default the findings of `detect` */
  entities?: readonly Entity[] | undefined
  /**
   * How placeholders in the text are read. 'escape' treats them as the user's own words, which come back unchanged. 'keep' leaves
   * them, for text that was redacted with this vault before. @default 'escape'
   */
  existing?: 'escape' | 'keep' | undefined
}

/** The kinds of the options of `detect`, for `checkOptions`. */
export const DETECT_OPTIONS: OptionKinds<DetectOptions> = {
  signal: 'signal',
  format: 'any',
  attributes: 'boolean',
  context: 'string',
  vault: 'object',
  trace: 'object',
}

/** The kinds of the options of `redact`, for `checkOptions`. */
export const REDACT_OPTIONS: OptionKinds<RedactOptions> = { ...DETECT_OPTIONS, entities: 'list', existing: 'any' }
