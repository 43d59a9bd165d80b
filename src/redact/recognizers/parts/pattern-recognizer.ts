import type { Entity, RecognizeOptions, Recognizer, Tier } from '../../findings/recognizer.js'
import { contextMatcher } from './context.js'

/** A recognizer as a pattern: what it looks like, what it means, and how it is checked. */
export interface PatternSpec {
  /** Kebab-case and unique: 'us-ssn'. */
  readonly name: string
  /** What is reported: 'US_SSN'. */
  readonly type: string
  /**
   * Must run in linear time. It sees normalised text: ASCII digits, hyphens and spaces, no invisible characters. With a
   * group named `value`, only that group is reported: /pin: (?<value>\d{4})/.
   */
  readonly pattern: RegExp
  /** How likely a match is right with no word of context around it. @default 0.85 with `validate`, otherwise 0.5 */
  readonly score?: number | undefined
  /**
   * How sure a match is.
   * @default 'checksum' with `validate`, otherwise 'pattern' if its score stands alone, otherwise 'context'
   */
  readonly tier?: Tier | undefined
  /** Checks a match (check digits, dates, ranges). What it refuses is not reported. */
  readonly validate?: ((match: string) => boolean) | undefined
  /** Words nearby that make it likelier: score + 0.35. A trailing * stands for any ending: 'passport*'. */
  readonly context?: readonly string[] | undefined
  /** Words nearby that make it unlikelier: score - 0.4. The nearer kind of word decides. */
  readonly negativeContext?: readonly string[] | undefined
}

/** Added by a word of context, taken away by a word of negative context. */
const RAISE = 0.35
const LOWER = 0.4

/**
 * A recognizer from one pattern, an optional check of what it matched, and words around it.
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
  const { name, type, validate } = spec
  const score = spec.score ?? (validate ? 0.85 : 0.5)
  const tier = spec.tier ?? (validate ? 'checksum' : score >= 0.5 ? 'pattern' : 'context')
  const hasValueGroup = spec.pattern.source.includes('(?<value>')
  const pattern = new RegExp(spec.pattern.source, flagsFor(spec.pattern, hasValueGroup))
  const weigh = contextMatcher(spec.context, spec.negativeContext)

  return {
    name,
    types: [type],
    recognize(text, { context: outside }: RecognizeOptions = {}) {
      const found: Entity[] = []
      // Not matchAll: it clones the pattern each time, which costs more than reading a short text.
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
}

function flagsFor(pattern: RegExp, hasValueGroup: boolean): string {
  return [...new Set(`${pattern.flags.replace('y', '')}g${hasValueGroup ? 'd' : ''}`)].join('')
}
