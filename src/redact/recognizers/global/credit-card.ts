import type { Entity, Recognizer } from '../../findings/recognizer.js'
import { isRepeated, luhn } from '../parts/checksums.js'
import { contextMatcher } from '../parts/context.js'
import { matchesOf } from '../parts/matches.js'
import { numberLabels } from '../parts/number-labels.js'
import { withContext } from '../parts/with-context.js'

const runs = /(?<![A-Za-z\d+]|\d[./])\d[\d .-]{10,}\d(?![A-Za-z\d])/g
const groups = /\d+/g
const SHORTEST = 12
const LONGEST = 19

/** First digits and lengths of issued cards, old ones included: a table of the current ones alone misses a quarter. */
const issued =
  /^(?:4(?:\d{12}|\d{15}|\d{18})|3[47]\d{13}|3(?:0[0-5]|[689]\d)\d{11}|(?=\d{16}$)(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)\d+|35\d{14,17}|(?:1800|2131)\d{11}|1\d{14}|(?:5[06-9]|6\d)\d{10,17}|(?:220[0-4]|9792|8[16]\d\d)\d{12,15})$/
const weigh = contextMatcher(
  [
    'card',
    'cards',
    'credit',
    'debit',
    'visa',
    'mastercard',
    'amex',
    'american express',
    'maestro',
    'discover',
    'pan',
    'cc',
    'cvv',
    'expiry',
    'exp',
    'kreditkarte',
    'karte',
    'carte',
    'tarjeta',
    'carta',
    'cartão',
    'creditcard',
    'kaart',
    'karta',
    'kort',
    'kart',
    'карта',
    'карты',
    '信用卡',
    'カード',
    '카드',
  ],
  numberLabels,
)

interface Group {
  readonly start: number
  readonly end: number
}

/** Payment cards (ISO/IEC 7812): 12 to 19 digits that pass Luhn, in any grouping, even between other numbers. */
export const creditCard: Recognizer = {
  name: 'credit-card',
  types: ['CREDIT_CARD'],
  recognize(text, { context } = {}) {
    const found: Entity[] = []
    for (const run of matchesOf(runs, text)) {
      const parts = [...matchesOf(groups, run[0])].map(({ 0: digits, index }) => {
        const start = run.index + index
        return { start, end: start + digits.length }
      })
      for (let first = 0; first < parts.length; first++) {
        // A hyphen joins its groups: the end of 1234-5678-9012-3456 is not a separate number.
        const card = hyphenated(text, parts, first) ? undefined : longestCard(text, parts, first)
        if (!card) continue
        const { start, end } = card
        const words = weigh(text, start, end, context)
        const score = withContext(card.score, words)
        if (score <= 0) continue
        found.push({
          type: 'CREDIT_CARD',
          start,
          end,
          score,
          tier: 'checksum',
          recognizer: 'credit-card',
        })
        while (first + 1 < parts.length && parts[first + 1]!.start < end) first++
      }
    }
    return found
  },
}

/** The best card that begins with a group: the one with the highest score, and of equal ones the longest. */
function longestCard(text: string, parts: readonly Group[], first: number): (Group & { score: number }) | undefined {
  let digits = ''
  let best: (Group & { score: number }) | undefined
  for (let last = first; last < parts.length && digits.length <= LONGEST; last++) {
    const { start, end } = parts[last]!
    // Two separators in a row end a number.
    if (last > first && start - parts[last - 1]!.end > 1) break
    // A full stop counts as a separator only if it separates all groups: 4111.1111.1111.1111.
    if (last > first + 1 && (text.charAt(start - 1) === '.') !== (text.charAt(parts[first]!.end) === '.')) break
    digits += text.slice(start, end)
    if (
      hyphenated(text, parts, last + 1) ||
      digits.length < SHORTEST ||
      digits.length > LONGEST ||
      isRepeated(digits) ||
      !luhn(digits)
    )
      continue
    const score = scoreOf(digits, parts.slice(first, last + 1))
    if (!best || score >= best.score) best = { start: parts[first]!.start, end, score }
  }
  return best
}

/** Whether a single hyphen joins a group to the group before it. */
function hyphenated(text: string, parts: readonly Group[], index: number): boolean {
  const before = parts[index - 1]
  return before !== undefined && parts[index]?.start === before.end + 1 && text.charAt(before.end) === '-'
}

// Groups of one or two digits before the last group look like a row of numbers, so they score lower.
function scoreOf(digits: string, parts: readonly Group[]): number {
  const regular = parts.slice(0, -1).every(({ start, end }) => end - start >= 3 && end - start <= 6)
  return issued.test(digits) ? (regular ? 0.9 : 0.55) : regular ? 0.4 : 0.2
}
