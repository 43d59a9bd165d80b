import { type Edit, MappedText } from '../mapped-text.js'
import type { Range, Reading, ReadOptions } from './reading.js'

/** What these elements hold is no text. */
const RAW = /^<(script|style|template|noscript)\b/i

/** Elements in the middle of a line: a value may go on across their tags. */
const INLINE =
  /^<\/?(?:a|abbr|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr)\b/i

const ATTRIBUTE = /(?<![^\s"'/])([^\s"'<>/=]{1,100})\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]{1,2000}))/g

/** HTML as its text nodes. Tags are never replaced; a value that goes across one is replaced on both sides. */
export function readHtml(text: string, { attributes = false }: ReadOptions = {}): Reading {
  const edits: Edit[] = []
  const ranges: Range[] = []
  let from = 0
  for (let start = text.indexOf('<'); start !== -1; start = text.indexOf('<', from)) {
    const end = markupEnd(text, start)
    if (end === undefined) {
      // A lone "<" is text.
      const next = text.indexOf('<', start + 1)
      ranges.push({ start: from, end: next === -1 ? text.length : next })
      from = next === -1 ? text.length : next
      continue
    }
    if (start > from) ranges.push({ start: from, end: start })
    const tag = text.slice(start, end)
    if (attributes) readAttributes(tag, start, end, edits, ranges)
    else edits.push({ start, end, text: INLINE.test(tag) ? '' : '\n' })
    from = end
  }
  if (from < text.length) ranges.push({ start: from, end: text.length })
  return { view: MappedText.of(text).apply(edits), ranges }
}

/**
 * Where the markup that starts here ends, with what a script or style holds; undefined if it is no markup. Markup that
 * never closes ends with the text, which keeps the whole scan linear.
 */
function markupEnd(text: string, start: number): number | undefined {
  if (text.startsWith('<!--', start)) return endOf(text, '-->', start + 4)
  if (!/^<[!?/A-Za-z]/.test(text.slice(start, start + 2))) return undefined
  const end = tagEnd(text, start)
  const raw = RAW.exec(text.slice(start, start + 12))
  if (!raw || text[end - 2] === '/') return end
  const close = new RegExp(`</${raw[1]}\\b`, 'gi')
  close.lastIndex = end
  return close.exec(text)?.index ?? text.length
}

/** A '>' inside a quoted attribute does not end its tag. */
function tagEnd(text: string, start: number): number {
  let at = start + 1
  while (at < text.length) {
    const unit = text[at]!
    if (unit === '>') return at + 1
    if ((unit === '"' || unit === "'") && /=\s?$/.test(text.slice(at - 2, at))) {
      const close = text.indexOf(unit, at + 1)
      if (close === -1) return text.length
      at = close
    }
    at++
  }
  return text.length
}

function endOf(text: string, mark: string, from: number): number {
  const index = text.indexOf(mark, from)
  return index === -1 ? text.length : index + mark.length
}

/** Leaves the values of a tag in the view, each on a line after its name. */
function readAttributes(tag: string, offset: number, end: number, edits: Edit[], ranges: Range[]): void {
  let from = offset
  for (const match of tag.matchAll(ATTRIBUTE)) {
    const value = match[2] ?? match[3] ?? match[4]!
    if (value === '') continue
    const quote = match[4] === undefined ? 1 : 0
    const start = offset + match.index + match[0].length - quote - value.length
    edits.push({ start: from, end: start, text: `\n${match[1]}: ` })
    ranges.push({ start, end: start + value.length })
    from = start + value.length
  }
  edits.push({ start: from, end, text: from === offset && INLINE.test(tag) ? '' : '\n' })
}
