import { checkOptions, describe } from '../../../calls/check-options.js'
import type { Entity, RecognizeOptions, Recognizer, Tier } from '../../findings/recognizer.js'
import { contextMatcher } from './context.js'
import type { Weighed } from './worth-trying.js'

/** The description of a recognizer: its pattern, its type and its check. */
export interface PatternSpec {
  /** The name of the recognizer, in kebab-case and unique: 'us-ssn'. */
  readonly name: string
  /** The type of its findings: 'US_SSN'. */
  readonly type: string
  /**
   * The pattern to search for, which must run in linear time. It reads normalised text: ASCII digits, hyphens and
   * spaces, no invisible characters. Where the pattern has a group named `value`, only that group is reported:
   * /pin: (?<value>\d{4})/.
   */
  readonly pattern: RegExp
  /** The probability that a match without a word of context is right. @default 0.85 with `validate`, otherwise 0.5 */
  readonly score?: number | undefined
  /**
   * How sure a match is.
   * @default 'checksum' with `validate`, otherwise 'pattern' if its score is enough without a context, otherwise
   * 'context'
   */
  readonly tier?: Tier | undefined
  /** Checks a match: check digits, dates, ranges. A match for which it returns false is not reported. */
  readonly validate?: ((match: string) => boolean) | undefined
  /** Words nearby that raise the score by 0.35. A trailing * matches any ending: 'passport*'. */
  readonly context?: readonly string[] | undefined
  /** Words nearby that lower the score by 0.4. The nearest word of both lists decides. */
  readonly negativeContext?: readonly string[] | undefined
}

/** A word of context adds RAISE to the score; a word of negative context subtracts LOWER. */
const RAISE = 0.35
const LOWER = 0.4

/**
 * Makes a recognizer from a pattern, an optional check of its matches, and words of context.
 *
 * @example
 * const badge = patternRecognizer({
 *   name: 'badge',
 *   type: 'BADGE',
 *   pattern: /(?<!\w)[A-Z]{2}\d{6}(?!\w)/g,
 *   score: 0.3,
 *   context: ['badge', 'employee'],
 * })
 * const redactor = createRedactor({ recognizers: [...patternRecognizers, badge] })
 */
export function patternRecognizer(spec: PatternSpec): Recognizer {
  const kinds = {
    name: 'string',
    type: 'string',
    pattern: 'any',
    score: 'number',
    tier: 'string',
    validate: 'function',
    context: 'list',
    negativeContext: 'list',
  } as const
  checkOptions('patternRecognizer', spec, kinds, ['name', 'type', 'pattern'])
  if (!(spec.pattern instanceof RegExp)) {
    throw new TypeError(`\`pattern\` of patternRecognizer must be a regular expression, got ${describe(spec.pattern)}`)
  }
  const { name, type, validate } = spec
  const score = spec.score ?? (validate ? 0.85 : 0.5)
  const tier = spec.tier ?? (validate ? 'checksum' : score >= 0.5 ? 'pattern' : 'context')
  const hasValueGroup = spec.pattern.source.includes('(?<value>')
  const pattern = new RegExp(spec.pattern.source, flagsFor(spec.pattern, hasValueGroup))
  const weigh = contextMatcher(spec.context, spec.negativeContext)

  const made: Weighed = {
    name,
    types: [type],
    evidence: { words: spec.context ?? [], bare: score, named: spec.context ? score + RAISE : score },
    recognize(text, { context: outside }: RecognizeOptions = {}) {
      const found: Entity[] = []
      // Not `matchAll`: it copies the pattern at each call, which costs more than reading a short text.
      pattern.lastIndex = 0
      for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
        if (match[0] === '') pattern.lastIndex++
        const [start, end] = (hasValueGroup ? match.indices?.groups?.['value'] : undefined) ?? [
          match.index,
          match.index + match[0].length,
        ]
        if (end === start || (validate && !validate(text.slice(start, end)))) continue
        const evidence = weigh(text, start, end, outside)
        const weighed = score + (evidence > 0 ? RAISE : evidence < 0 ? -LOWER : 0)
        if (weighed > 0) found.push({ type, start, end, score: Math.min(1, weighed), tier, recognizer: name })
      }
      return found
    },
  }
  return made
}

function flagsFor(pattern: RegExp, hasValueGroup: boolean): string {
  return [...new Set(`${pattern.flags.replace('y', '')}g${hasValueGroup ? 'd' : ''}`)].join('')
}
