import { remembered } from './remembered.js'

/** The most characters that an identifier has before its first digit. */
const REACH = 10

/** The most characters that an identifier has in all. */
const LONGEST = 48

/**
 * The places where an identifier can begin: the start of a word with a digit soon after, and not within a longer number
 * such as 1.078-05-1120. In prose only a few places in a thousand qualify.
 */
export const candidateStarts = remembered(findStarts)

/** The starts, by the kind of character at that place. */
export type CandidateStarts = Readonly<Record<'digit' | 'letter' | 'either', Readonly<Starts>>>

interface Starts {
  readonly at: number[]
  /** For each start, how many digits follow before the next letter; Infinity where the start itself is a letter. */
  readonly digits: number[]
  /**
   * For each start, the number of digits that belong together there. Only a sign that an identifier may end before
   * separates them.
   */
  readonly together: number[]
}

function findStarts(text: string): CandidateStarts {
  const either: number[] = []
  let nextDigit = Number.POSITIVE_INFINITY
  for (let index = text.length - 1; index >= 0; index--) {
    const code = text.charCodeAt(index)
    if (isDigit(code)) nextDigit = index
    else if (nextDigit - index > REACH) continue
    if ((isWord(code) || code >= 0xc0) && !continues(text, index)) either.push(index)
  }
  either.reverse()
  const counts = countDigits(text, either)
  const together = either.map((at) => digitsTogether(text, at))
  const digit: Starts = { at: [], digits: [], together: [] }
  const letter: Starts = { at: [], digits: [], together: [] }
  either.forEach((at, index) => {
    const starts = isDigit(text.charCodeAt(at)) ? digit : letter
    starts.at.push(at)
    starts.digits.push(counts[index]!)
    starts.together.push(together[index]!)
  })
  return { digit, letter, either: { at: either, digits: counts, together } }
}

/** Counts the digits from here on that have nothing or one of - . / : between them. No identifier ends within them. */
function digitsTogether(text: string, start: number): number {
  let digits = 0
  for (let index = start; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (isDigit(code)) digits++
    else if (digits === 0 || !isJoint(code) || !isDigit(text.charCodeAt(index + 1))) break
  }
  return digits
}

/** For each start, counts the digits before the next letter, within the length of the longest identifier. */
function countDigits(text: string, starts: readonly number[]): number[] {
  const counts: number[] = []
  let digits = 0
  let end = 0
  let last = 0
  // The window slides along: counting again from each start would read a row of short numbers dozens of times.
  for (const start of starts) {
    if (!isDigit(text.charCodeAt(start))) {
      counts.push(Number.POSITIVE_INFINITY)
      continue
    }
    for (; last < Math.min(start, end); last++) if (isDigit(text.charCodeAt(last))) digits--
    if (end <= start) {
      digits = 0
      end = start
    }
    last = start
    for (; end < text.length && end < start + LONGEST; end++) {
      const code = text.charCodeAt(end)
      if (isDigit(code)) digits++
      else if (isLetter(code)) break
    }
    counts.push(digits)
  }
  return counts
}

function continues(text: string, index: number): boolean {
  if (index === 0) return false
  const before = text.charCodeAt(index - 1)
  return isWord(before) || (isJoint(before) && index > 1 && isDigit(text.charCodeAt(index - 2)))
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
}

function isWord(code: number): boolean {
  return isDigit(code) || isLetter(code)
}

/** Whether a character is one of - . / : */
function isJoint(code: number): boolean {
  return (code >= 45 && code <= 47) || code === 58
}
