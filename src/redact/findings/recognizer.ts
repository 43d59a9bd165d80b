import type { Strictness } from '../shared/strictness.js'

/**
 * How a finding was made, strongest first. Merging goes by tier before it looks at length or score: a score says how
 * likely one recognizer was right among its own findings and means nothing beside the score of another.
 *
 * - `listed`: the application said so (`deny`).
 * - `checksum`: a check digit, a decodable header or another proof that chance rarely passes.
 * - `pattern`: a shape that hardly occurs by accident (an e-mail address, an IPv4 address, a key with its prefix).
 * - `context`: a shape that means something only because of the words around it.
 * - `known`: the conversation hid this value before, or the words around it gave it away elsewhere in the text.
 * - `model`: a model read the sentence.
 */
export type Tier = 'listed' | 'checksum' | 'pattern' | 'context' | 'known' | 'model'

/** A stretch of personal data: `text.slice(start, end)`, counted in UTF-16 units as JavaScript strings are. */
export interface Entity {
  /** Upper case with underscores: EMAIL, CREDIT_CARD, PERSON, and with the country first where it has one: US_SSN. */
  readonly type: string
  /** Where the value begins in the text. */
  readonly start: number
  /** Where the value ends in the text. */
  readonly end: number
  /** 0 to 1. What falls below the redactor's threshold is not reported. */
  readonly score: number
  /** How the value was found. */
  readonly tier: Tier
  /** The name of the recognizer that found it. */
  readonly recognizer: string
  /** The whole value, where this stretch is a part of it because markup or other words stand between. */
  readonly partOf?: string | undefined
}

/** What a recognizer is told of the call. */
export interface RecognizeOptions {
  /** Stops the search. */
  readonly signal?: AbortSignal | undefined
  /** How much is taken for personal data in case of doubt. @default 'balanced' */
  readonly strictness?: Strictness | undefined
  /** Words known from outside the text, such as the title of its column; they count as if they stood right before. */
  readonly context?: string | undefined
  /** What the rules found, for a recognizer of stage 'model'. */
  readonly found?: readonly Entity[] | undefined
}

/** Finds personal data of some types. It is given normalised text (see `normalize`) and its offsets point into that. */
export interface Recognizer {
  /** Kebab-case and unique, the country first where there is one: 'email', 'us-ssn'. */
  readonly name: string
  /** Every type it may report. */
  readonly types: readonly string[]
  /** Recognizers of stage 'model' run after the rules and are told what those found. @default 'rules' */
  readonly stage?: 'rules' | 'model' | undefined
  /** May report overlapping and weak findings: the redactor drops and merges. */
  recognize(text: string, options?: RecognizeOptions): readonly Entity[] | Promise<readonly Entity[]>
}

/** The recognizers of one country, loaded when a redactor first needs them. */
export type LocalePack = () => Promise<readonly Recognizer[]>
