import { remembered } from './remembered.js'

/** Identifiers begin with at most this many characters before their first digit. */
const REACH = 10

/**
 * Where an identifier can begin: at the start of a word, with a digit soon after, and not within a longer number such
 * as 1.078-05-1120. In prose a few places are left of a thousand.
 */
export const candidateStarts: (text: string) => readonly number[] = remembered(findStarts)

function findStarts(text: string): number[] {
  const starts: number[] = []
  let nextDigit = Number.POSITIVE_INFINITY
  for (let index = text.length - 1; index >= 0; index--) {
    const code = text.charCodeAt(index)
    if (isDigit(code)) nextDigit = index
    else if (nextDigit - index > REACH) continue
    if ((isWord(code) || code >= 0xc0) && !continues(text, index)) starts.push(index)
  }
  return starts.reverse()
}

function continues(text: string, index: number): boolean {
  if (index === 0) return false
  const before = text.charCodeAt(index - 1)
  return isWord(before) || (isJoint(before) && index > 1 && isDigit(text.charCodeAt(index - 2)))
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

function isWord(code: number): boolean {
  return isDigit(code) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
}

/** One of - . / : */
function isJoint(code: number): boolean {
  return (code >= 45 && code <= 47) || code === 58
}
