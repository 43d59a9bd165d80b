import { remembered } from './remembered.js'

/** Identifiers begin with at most this many characters before their first digit. */
const REACH = 10

/**
 * Where an identifier can begin: at the start of a word, with a digit soon after, and not within a longer number such
 * as 1.078-05-1120. In prose a few places are left of a thousand.
 */
export const candidateStarts: (text: string) => CandidateStarts = remembered(findStarts)

/** By what stands there. */
export type CandidateStarts = Readonly<Record<'digit' | 'letter' | 'either', Starts>>

export interface Starts {
  readonly at: readonly number[]
  /** For each, how many digits follow before the next letter; no number can say it of a letter itself. */
  readonly digits: readonly number[]
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
  const begins = (index: number) => isDigit(text.charCodeAt(index))
  const starts = (at: readonly number[]): Starts => ({
    at,
    digits: at.map((index) => (begins(index) ? countDigits(text, index) : Number.POSITIVE_INFINITY)),
  })
  return {
    digit: starts(either.filter(begins)),
    letter: starts(either.filter((index) => !begins(index))),
    either: starts(either),
  }
}

/** As far as the longest identifier reaches. */
function countDigits(text: string, from: number): number {
  let digits = 0
  for (let index = from; index < text.length && index < from + 48; index++) {
    const code = text.charCodeAt(index)
    if (isDigit(code)) digits++
    else if (isLetter(code)) break
  }
  return digits
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

/** One of - . / : */
function isJoint(code: number): boolean {
  return (code >= 45 && code <= 47) || code === 58
}
