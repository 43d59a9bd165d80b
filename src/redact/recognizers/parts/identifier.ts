import type { Entity, RecognizeOptions } from '../../findings/recognizer.js'
import { isWrittenDate } from './calendar.js'
import { candidateStarts } from './candidate-starts.js'
import { compact } from './checksums.js'
import { contextMatcher } from './context.js'
import { labelMatcher } from './label-before.js'
import { numberLabels, yearRange } from './number-labels.js'
import { type PatternFacts, patternFacts } from './pattern-facts.js'
import { withContext } from './with-context.js'
import type { Weighed } from './worth-trying.js'

/**
 * How much a match proves by itself, without a word of context.
 *
 * - `strong`: hardly any other number passes: two check digits, or one with a date or letters. Reported at every
 *   strictness.
 * - `fair`: one check digit, which one number in ten passes, or a rare shape. Reported if it has letters or the usual
 *   separators. In plain digits it needs a word of context.
 * - `weak`: a shape that ordinary references share. Needs a word of context, except under 'strict'.
 * - `faint`: little more than a count of digits. Always needs a word of context.
 * - `label`: any number behind a word that names many kinds of numbers. Every more precise finding replaces it.
 */
type Evidence = 'strong' | 'fair' | 'weak' | 'faint' | 'label'

export interface IdentifierSpec {
  readonly name: string
  readonly type: string
  /**
   * The shape alone, which begins with a letter or digit. The recognizer adds boundaries around it, and letters match
   * in both cases. The pattern must be linear and bounded, because it is tried at each candidate.
   */
  readonly pattern: RegExp
  /** Gets the match without separators in upper case, and the match as written. */
  readonly check?: ((compact: string, match: string) => boolean) | undefined
  readonly evidence: Evidence
  /** Words that name the identifier, in the languages of its country and in English. */
  readonly context: readonly string[]
  /**
   * Whether the number identifies a person. Such a number is hidden even with a typing error in it, as ID_NUMBER, where
   * its label is in front of it. A device number with an error identifies nothing. @default true
   */
  readonly personal?: boolean | undefined
}

/** A recognizer that also judges a single place of a text, so that many of them can share one walk over the text. */
export interface Identifier extends Weighed {
  readonly facts: PatternFacts
  /** How a finding may be proven: by its check digits alone, by the words around it, or not at all. */
  readonly proof: 'alone' | 'named' | 'none'
  recognize(text: string, run?: RecognizeOptions): readonly Entity[]
  /** Adds the finding that begins at this place to `found`. Returns the end of the match; 0 where nothing matches. */
  recognizeAt(text: string, start: number, run: RecognizeOptions | undefined, found: Entity[]): number
}

const scores: Readonly<Record<Evidence, { readonly bare: number; readonly formatted: number }>> = {
  strong: { bare: 0.85, formatted: 0.9 },
  fair: { bare: 0.45, formatted: 0.6 },
  weak: { bare: 0.3, formatted: 0.35 },
  faint: { bare: 0.2, formatted: 0.25 },
  label: { bare: 0.16, formatted: 0.16 },
}

/** Words for identifiers in general. They support a number that passed a check. For other numbers they are too vague. */
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

// The match must not be part of a longer word or of a longer number: 078-05-1120/7.
const AFTER = '(?![A-Za-z0-9]|[-./:]\\d)'
const NONE: readonly Entity[] = []

/** A recognizer for a number that an authority issues: its shape, its check, and the words that name it. */
export function identifier({
  name,
  type,
  pattern: shape,
  check,
  evidence,
  context,
  personal = type !== 'POSTAL_CODE',
}: IdentifierSpec): Identifier {
  const pattern = new RegExp(`(?:${shape.source})${AFTER}`, 'iy')
  const facts = patternFacts(shape.source)
  const checked = check !== undefined && (evidence === 'strong' || evidence === 'fair')
  const supported = checked ? [...context, ...anyIdentity] : context
  const weigh = contextMatcher(supported, numberLabels)
  const score = scores[evidence]
  // A number with a typing error is as personal as a correct one, so a label in front of it is enough to hide it.
  const isNamed = check && evidence !== 'label' && personal ? labelMatcher(context, 8) : undefined

  function judge(match: string, words: -1 | 0 | 1, value: string): Pick<Entity, 'score' | 'tier'> {
    const distinctive = value.length < match.length || /[A-Z]/.test(value)
    // The check of a weak shape only narrows the shape. It proves nothing.
    const proven = checked && (evidence === 'strong' || words > 0)
    return {
      score: withContext(distinctive ? score.formatted : score.bare, words),
      // A postal code is part of an address, so a longer finding that contains it must win.
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

  function recognizeAt(text: string, start: number, run: RecognizeOptions | undefined, found: Entity[]): number {
    pattern.lastIndex = start
    const match = pattern.exec(text)?.[0]
    if (match === undefined) return 0
    const end = start + match.length
    const value = compact(match)
    if (yearRange.test(match)) return end
    if (check && !check(value, match)) {
      if (isWrittenDate(match) || !isNamed?.(text, start, run)) return end
      found.push({ type: 'ID_NUMBER', start, end, score: 0.6, tier: 'context', recognizer: name })
      return end
    }
    // A general label announces some number, and forms have dates too.
    if (evidence === 'label' && isWrittenDate(match)) return end
    const judged = judge(match, weigh(text, start, end, run?.context, run), value)
    if (judged.score > 0) found.push({ type, start, end, ...judged, recognizer: name })
    return end
  }

  return {
    name,
    types: isNamed ? [type, 'ID_NUMBER'] : [type],
    facts,
    evidence: { words: supported, bare: score.formatted, named: Math.max(0.6, withContext(score.formatted, 1)) },
    proof:
      type === 'POSTAL_CODE' || !(checked || isNamed !== undefined || type === 'ID_NUMBER')
        ? 'none'
        : evidence === 'strong' || type === 'ID_NUMBER'
          ? 'alone'
          : 'named',
    recognizeAt,
    recognize(text, run) {
      const { at, digits, together } = candidateStarts(text, run)[facts.first]
      let found: Entity[] | undefined
      let end = 0
      for (let index = 0; index < at.length; index++) {
        const start = at[index]!
        if (start < end || digits[index]! < facts.digits || together[index]! > facts.mostDigits) continue
        found ??= []
        end = recognizeAt(text, start, run, found) || end
      }
      return found ?? NONE
    },
  }
}
