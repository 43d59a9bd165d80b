import { contextMatcher } from '../context.js'
import type { Entity, Recognizer } from '../recognizer.js'
import { compact } from './checksums.js'
import { numberLabels } from './number-labels.js'

/**
 * How much a match says by itself, with no word of context around it.
 *
 * - `strong`: chance does not pass it: two check digits, or one with a date or letters. Reported at every strictness.
 * - `fair`: one check digit over plain digits, which one number in ten passes, or a rare shape. Reported if it is
 *   written the way people write that identifier, with its separators; in plain digits it needs a word of context.
 * - `weak`: a shape that ordinary references share. Needs a word of context, except under 'strict'.
 * - `faint`: little more than a count of digits. Always needs a word of context.
 */
export type Evidence = 'strong' | 'fair' | 'weak' | 'faint'

export interface IdentifierSpec {
  readonly name: string
  readonly type: string
  /** The bare shape. Word boundaries are added around it and letters match in both cases. */
  readonly pattern: RegExp
  /** Receives the match without separators, in upper case, and as it was written. */
  readonly check?: ((compact: string, match: string) => boolean) | undefined
  readonly evidence: Evidence
  /** Words of its own language and of English that name it. */
  readonly context: readonly string[]
}

const scores: Readonly<Record<Evidence, { readonly bare: number; readonly formatted: number }>> = {
  strong: { bare: 0.85, formatted: 0.9 },
  fair: { bare: 0.45, formatted: 0.6 },
  weak: { bare: 0.3, formatted: 0.35 },
  faint: { bare: 0.2, formatted: 0.25 },
}

const RAISE = 0.35
const LOWER = 0.4

// Not inside a word, and not a group of a longer number: 1.078-05-1120, 078-05-1120/7.
const BEFORE = '(?<![A-Za-z0-9]|\\d[-./:])'
const AFTER = '(?![A-Za-z0-9]|[-./:]\\d)'

/** A recognizer for a number that an authority gave out: shape, check, and the words that name it. */
export function identifier({ name, type, pattern: shape, check, evidence, context }: IdentifierSpec): Recognizer {
  const pattern = new RegExp(`${BEFORE}(?:${shape.source})${AFTER}`, 'gi')
  const weigh = contextMatcher(context, numberLabels)
  const score = scores[evidence]

  return {
    name,
    types: [type],
    recognize(text, { context: outside } = {}) {
      const found: Entity[] = []
      for (const { 0: match, index: start } of text.matchAll(pattern)) {
        const value = compact(match)
        if (check && !check(value, match)) continue
        const end = start + match.length
        const words = weigh(text, start, end, outside)
        const own = value.length < match.length ? score.formatted : score.bare
        const weighed = own + (words > 0 ? RAISE : words < 0 ? -LOWER : 0)
        if (weighed <= 0) continue
        const proven = check !== undefined && (evidence === 'strong' || words > 0)
        const tier = proven ? 'checksum' : evidence === 'strong' || evidence === 'fair' ? 'pattern' : 'context'
        found.push({ type, start, end, score: Math.min(1, weighed), tier, recognizer: name })
      }
      return found
    },
  }
}
