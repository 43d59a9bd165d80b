import { type Edit, MappedText } from '../mapped-text.js'
import { fitsTitle, titleWords, typeOfTitle } from './field-titles.js'
import type { Field, Range, Reading } from './reading.js'

/** A string, a number, or a word; what lies between are brackets, commas, colons and spaces. */
const TOKEN = /"(?:[^"\\]|\\.)*"?|-?\d[\d.eE+-]*|[a-z]+/g

/** Shorter numbers are counts, prices and years. */
const SHORTEST_NUMBER = 7

/**
 * JSON as lines of "key: value". Keys stay; a string is replaced inside its quotes and a long number by a string. Broken
 * JSON is read as far as it goes.
 */
export function readJson(text: string): Reading {
  const edits: Edit[] = []
  const ranges: Range[] = []
  const fields: Field[] = []
  let from = 0
  let key = ''
  for (const match of text.matchAll(TOKEN)) {
    const [token] = match
    const isString = token.startsWith('"')
    const after = match.index + token.length
    if (isString && isKey(text, after)) {
      key = titleWords(decode(token))
      continue
    }
    const isNumber = !isString && token.replace(/\D/g, '').length >= SHORTEST_NUMBER
    if (isString || isNumber) {
      const start = isString ? match.index + 1 : match.index
      const end = isString ? Math.max(start, after - (token.endsWith('"') && token.length > 1 ? 1 : 0)) : after
      edits.push({ start: from, end: start, text: key === '' ? '\n' : `\n${key}: ` })
      edits.push(...unescapeString(text, start, end))
      if (end > start) {
        ranges.push(isNumber ? { start, end, bare: true } : { start, end })
        const type = typeOfTitle(key)
        if (type && fitsTitle(key, text.slice(start, end))) fields.push({ start, end, type })
      }
      from = end
    }
    // Values of an array keep its key; a value of an object has its own.
    if (!/^\s{0,9},\s{0,99}["\d-]/.test(text.slice(after, after + 110))) key = ''
  }
  edits.push({ start: from, end: text.length, text: '\n' })
  return { view: MappedText.of(text).apply(edits), ranges, fields }
}

function isKey(text: string, after: number): boolean {
  let at = after
  while (at < text.length && /\s/.test(text[at]!)) at++
  return text[at] === ':'
}

function unescapeString(text: string, start: number, end: number): Edit[] {
  const value = text.slice(start, end)
  if (!value.includes('\\')) return []
  const edits: Edit[] = []
  for (const match of value.matchAll(/\\(?:u[\da-fA-F]{4}|.)/g)) {
    edits.push({
      start: start + match.index,
      end: start + match.index + match[0].length,
      text: decode(`"${match[0]}"`),
    })
  }
  return edits
}

function decode(token: string): string {
  try {
    return String(JSON.parse(token))
  } catch {
    return token.replaceAll('"', '')
  }
}
