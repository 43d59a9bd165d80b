import type { Strictness } from '../shared/strictness.js'

/**
 * How a finding was made, the strongest first. Merging compares tiers before it compares lengths or scores. A score
 * compares the findings of one recognizer, so scores of two recognizers cannot be compared.
 *
 * - `listed`: the application lists the value (`deny`).
 * - `checksum`: a check digit, a decodable header or another proof that chance rarely passes.
 * - `pattern`: a shape that hardly occurs by accident (an e-mail address, an IPv4 address, a key with its prefix).
 * - `context`: a shape that means something only because of the words around it.
 * - `known`: the conversation hid this value before, or another place in the text revealed it.
 * - `model`: a model read the sentence.
 */
export type Tier = 'listed' | 'checksum' | 'pattern' | 'context' | 'known' | 'model'

/** A stretch of personal data: `text.slice(start, end)`, counted in UTF-16 units as JavaScript strings are. */
export interface Entity {
  /** Upper case with underscores: EMAIL, CREDIT_CARD, PERSON. The country comes first where there is one: US_SSN. */
  readonly type: string
  /** Where the value begins in the text. */
  readonly start: number
  /** Where the value ends in the text. */
  readonly end: number
  /** 0 to 1. Findings below the redactor's threshold are not reported. */
  readonly score: number
  /** How the value was found. */
  readonly tier: Tier
  /** The name of the recognizer that found the value. */
  readonly recognizer: string
  /** The whole value, if this stretch is only a part of it because markup or other words are in between. */
  readonly partOf?: string | undefined
}

/** Settings of one call of a recognizer. */
export interface RecognizeOptions {
  /** Stops the search. */
  readonly signal?: AbortSignal | undefined
  /** How readily doubtful text counts as personal data. @default 'balanced' */
  readonly strictness?: Strictness | undefined
  /** Words from outside the text, such as the title of its column. They count as if they stood right before the text. */
  readonly context?: string | undefined
  /** The findings of the rules, for a recognizer of stage 'model'. */
  readonly found?: readonly Entity[] | undefined
}

/** Finds personal data of some types. A recognizer gets normalised text (see `normalize`), and its offsets refer to that text. */
export interface Recognizer {
  /** Kebab-case and unique, the country first where there is one: 'email', 'us-ssn'. */
  readonly name: string
  /** Every type that the recognizer may report. */
  readonly types: readonly string[]
  /** Recognizers of stage 'model' run after the rules and receive the findings of the rules. @default 'rules' */
  readonly stage?: 'rules' | 'model' | undefined
  /** Finds values in a text. Findings may overlap or be weak, because the redactor merges and drops them. */
  recognize(text: string, options?: RecognizeOptions): readonly Entity[] | Promise<readonly Entity[]>
}

/** The recognizers of one country, loaded when a redactor first needs them. */
export type LocalePack = () => Promise<readonly Recognizer[]>
