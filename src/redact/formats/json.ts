import { type Edit, MappedText } from '../shared/mapped-text.js'
import { fitsTitle, isIdentifier, isLabel, titleWords, typeOfTitle } from './field-titles.js'
import { isJson } from './is-json.js'
import { readBrokenJson } from './json-broken.js'
import { decodeString, JSON_TOKEN, SHORTEST_NUMBER, unescapeString } from './json-token.js'
import type { Field, Range, Reading } from './reading.js'

/**
 * Matches a key that can serve as a title. A key that is an address or a number would read as another value in front of the colon.
 */
const TITLE = /^[\p{L}\p{M}][\p{L}\p{M} _.'()/-]*\d{0,2}$/u

/**
 * Reads JSON as lines of "key: value". A key or a string is replaced inside its quotes, and a long number is replaced by a string.
 * Text that is not JSON, or is cut off, is read whole.
 */
export function readJson(text: string): Reading {
  if (!isJson(text)) return readBrokenJson(text)
  const edits: Edit[] = []
  const ranges: Range[] = []
  const fields: Field[] = []
  let from = 0
  let key = ''
  let keyEnd = -1
  for (const match of text.matchAll(JSON_TOKEN)) {
    const [token] = match
    const isString = token.startsWith('"')
    const after = match.index + token.length
    if (isString && isKey(text, after)) {
      const start = match.index + 1
      const end = after - 1
      key = decodeString(token)
      edits.push({ start: from, end: start, text: '\n' }, ...readKey(text, start, end, key))
      if (end > start) ranges.push({ start, end, label: isLabel(key) })
      from = keyEnd = end
      continue
    }
    const isNumber = !isString && token.replace(/\D/g, '').length >= SHORTEST_NUMBER
    if (isString || isNumber) {
      const start = isString ? match.index + 1 : match.index
      const end = isString ? after - 1 : after
      // The title of a list comes before each of its values.
      const title = titleWords(key)
      const lead = !TITLE.test(key) ? '\n' : from === keyEnd ? ': ' : `\n${title}: `
      edits.push({ start: from, end: start, text: lead }, ...unescapeString(text, start, end))
      if (end > start) {
        ranges.push(isNumber ? { start, end, bare: true } : { start, end })
        const type = typeOfTitle(title)
        if (type && fitsTitle(title, isString ? decodeString(token) : token)) fields.push({ start, end, type })
      }
      from = end
    }
    // The values of an array share its key, but each value of an object has its own key.
    if (!/^\s{0,9},\s{0,99}["\d-]/.test(text.slice(after, after + 110))) key = ''
  }
  edits.push({ start: from, end: text.length, text: '\n' })
  return { view: MappedText.of(text).apply(edits), ranges, fields }
}

/** Reads a program's key as a person would write the title of a field: card_number is read as "card number". */
function readKey(text: string, start: number, end: number, key: string): Edit[] {
  if (!isIdentifier(key) || key.length !== end - start) return [...unescapeString(text, start, end)]
  return Array.from(key.matchAll(/[_-]+|(?<=\p{Ll})(?=\p{Lu})|(?<=\p{L})(?=\d)/gu), ({ 0: { length }, index }) => ({
    start: start + index,
    end: start + index + length,
    text: ' ',
  }))
}

function isKey(text: string, after: number): boolean {
  let at = after
  while (at < text.length && /\s/.test(text[at]!)) at++
  return text[at] === ':'
}
