import { type Edit, MappedText } from '../shared/mapped-text.js'
import { fitsTitle, titleWords, typeOfTitle } from './field-titles.js'
import { decodeString, SHORTEST_NUMBER, unescapeString } from './json-token.js'
import type { Field, Range, Reading } from './reading.js'

const STRING = /"(?:[^"\\]|\\.)*"?/g

/** A number where JSON has a value: alone between its neighbours. */
const LONE_NUMBER = /(?<=[[:,]\s{0,9})-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?=\s{0,9}[,\]}])/g

/**
 * Reads a text that claims to be JSON but is not: a piece, several values in a row, or a plain sentence. No part is skipped, and
 * the text outside of quotes is read as it is.
 */
export function readBrokenJson(text: string): Reading {
  const edits: Edit[] = []
  const ranges: Range[] = []
  const fields: Field[] = []
  let from = 0
  let key = ''
  /** Notes the field of a value that comes right after the colon of its key. */
  const readTitle = (start: number, end: number) => {
    if (end === start || !/:\s{0,9}"?$/.test(text.slice(Math.max(0, start - 11), start))) return
    const type = typeOfTitle(key)
    if (type && fitsTitle(key, decodeString(`"${text.slice(start, end)}"`))) fields.push({ start, end, type })
  }
  const readGap = (end: number) => {
    let start = from
    for (const { 0: number, index } of text.slice(from, end).matchAll(LONE_NUMBER)) {
      if (number.replace(/\D/g, '').length < SHORTEST_NUMBER) continue
      const at = from + index
      if (at > start) ranges.push({ start, end: at })
      start = at + number.length
      ranges.push({ start: at, end: start, bare: true })
      readTitle(at, start)
    }
    if (end > start) ranges.push({ start, end })
  }
  for (const { 0: token, index } of text.matchAll(STRING)) {
    const start = index + 1
    const end = Math.max(start, index + token.length - (token.length > 1 && token.endsWith('"') ? 1 : 0))
    readGap(index)
    edits.push(...unescapeString(text, start, end))
    if (end > start) ranges.push({ start, end })
    readTitle(start, end)
    key = titleWords(decodeString(token))
    from = index + token.length
  }
  readGap(text.length)
  return { view: MappedText.of(text).apply(edits), ranges, fields }
}
