import type { Entity, Recognizer } from '../../findings/recognizer.js'
import { isWrittenDate } from './calendar.js'
import { candidateStarts } from './candidate-starts.js'
import { compact } from './checksums.js'
import { contextMatcher } from './context.js'
import { labelMatcher } from './label-before.js'
import { numberLabels, yearRange } from './number-labels.js'
import { patternFacts } from './pattern-facts.js'
import { withContext } from './with-context.js'

/**
 * How much a match says by itself, with no word of context around it.
 *
 * - `strong`: chance does not pass it: two check digits, or one with a date or letters. Reported at every strictness.
 * - `fair`: one check digit, which one number in ten passes, or a rare shape. Reported if it has letters or is written
 *   the way people write that identifier, with its separators; in plain digits it needs a word of context.
 * - `weak`: a shape that ordinary references share. Needs a word of context, except under 'strict'.
 * - `faint`: little more than a count of digits. Always needs a word of context.
 * - `label`: any number at all, named by a word that names many kinds. Gives way to whatever knows the number better.
 */
type Evidence = 'strong' | 'fair' | 'weak' | 'faint' | 'label'

export interface IdentifierSpec {
  readonly name: string
  readonly type: string
  /**
   * The bare shape, which begins with a letter or digit. Boundaries are added around it; letters match in both cases.
   * Linear and bounded, as it is tried at each candidate.
   */
  readonly pattern: RegExp
  /** Receives the match without separators, in upper case, and as it was written. */
  readonly check?: ((compact: string, match: string) => boolean) | undefined
  readonly evidence: Evidence
  /** Words of its own language and of English that name it. */
  readonly context: readonly string[]
  /**
   * Whether a person is known by it. A number of a person with a slip in it is still hidden behind its name, as
   * ID_NUMBER; a device's is no device's. @default true
   */
  readonly personal?: boolean | undefined
}

const scores: Readonly<Record<Evidence, { readonly bare: number; readonly formatted: number }>> = {
  strong: { bare: 0.85, formatted: 0.9 },
  fair: { bare: 0.45, formatted: 0.6 },
  weak: { bare: 0.3, formatted: 0.35 },
  faint: { bare: 0.2, formatted: 0.25 },
  label: { bare: 0.16, formatted: 0.16 },
}

/** Words for identifiers in general. They speak for a number that has passed a check, for others they are too vague. */
const anyIdentity = [
  'national id',
  'id number',
  'id no',
  'id card',
  'identity',
  'identification',
  'national number',
  'personal number',
  'personal id',
  'tax id',
  'tax number',
  'tin',
  'social security',
  'insurance number',
]

// Not part of a longer word, nor a group of a longer number: 078-05-1120/7.
const AFTER = '(?![A-Za-z0-9]|[-./:]\\d)'
const NONE: readonly Entity[] = []

/** A recognizer for a number that an authority gave out: shape, check, and the words that name it. */
export function identifier({
  name,
  type,
  pattern: shape,
  check,
  evidence,
  context,
  personal = type !== 'POSTAL_CODE',
}: IdentifierSpec): Recognizer {
  const pattern = new RegExp(`(?:${shape.source})${AFTER}`, 'iy')
  const { first, digits } = patternFacts(shape.source)
  const checked = check !== undefined && (evidence === 'strong' || evidence === 'fair')
  const supported = checked ? [...context, ...anyIdentity] : context
  const weigh = contextMatcher(supported, numberLabels)
  const score = scores[evidence]
  // With a slip in it, a number that its label names is as personal as before: it is hidden, as a number of some kind.
  const isNamed = check && evidence !== 'label' && personal ? labelMatcher(context, 8) : undefined

  function judge(match: string, words: -1 | 0 | 1, value: string): Pick<Entity, 'score' | 'tier'> {
    const distinctive = value.length < match.length || /[A-Z]/.test(value)
    // A check of a weak shape only bounds it, and proves nothing.
    const proven = checked && (evidence === 'strong' || words > 0)
    return {
      score: withContext(distinctive ? score.formatted : score.bare, words),
      // A postal code is part of an address: a longer finding that contains it should have it.
      tier:
        type === 'POSTAL_CODE'
          ? 'context'
          : proven
            ? 'checksum'
            : evidence === 'strong' || evidence === 'fair'
              ? 'pattern'
              : 'context',
    }
  }

  return {
    name,
    types: isNamed ? [type, 'ID_NUMBER'] : [type],
    recognize(text, run) {
      let found: Entity[] | undefined
      let end = 0
      const starts = candidateStarts(text, run)[first]
      for (let index = 0; index < starts.at.length; index++) {
        const start = starts.at[index]!
        if (start < end || starts.digits[index]! < digits) continue
        pattern.lastIndex = start
        const match = pattern.exec(text)?.[0]
        if (match === undefined) continue
        end = start + match.length
        const value = compact(match)
        if (yearRange.test(match)) continue
        if (check && !check(value, match)) {
          if (isWrittenDate(match) || !isNamed?.(text, start, run)) continue
          found ??= []
          found.push({ type: 'ID_NUMBER', start, end, score: 0.6, tier: 'context', recognizer: name })
          continue
        }
        // Its label says only that some number follows, and a form has dates too.
        if (evidence === 'label' && isWrittenDate(match)) continue
        const judged = judge(match, weigh(text, start, end, run?.context), value)
        if (judged.score <= 0) continue
        found ??= []
        found.push({ type, start, end, ...judged, recognizer: name })
      }
      return found ?? NONE
    },
  }
}
