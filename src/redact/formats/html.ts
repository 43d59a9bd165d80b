import { overlapsOne } from '../findings/first-ending-after.js'
import { type Edit, MappedText } from '../shared/mapped-text.js'
import { fitsTitle, titleWords, typeOfTitle } from './field-titles.js'
import type { Field, Range, Reading, ReadOptions } from './reading.js'

/** Elements whose content is not markup. */
const RAW = /^<(script|style)\b/i

/** Elements in the middle of a line: a value may continue across their tags. */
const INLINE =
  /^<\/?(?:a|abbr|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr)\b/i

/** A value whose quote never closes ends with the tag. */
const ATTRIBUTE =
  /(?<![^\s"'/])([^\s"'<>/=]{1,100})\s{0,9}=\s{0,9}(?:"([^"]*)(?:"|$)|'([^']*)(?:'|$)|([^\s"'=<>`]{1,2000}))/g

/** An address in angle brackets that is no attribute's value: `<Jo jo@example.com>` is not an element. */
const ADDRESS = /\s([^\s"'<>/=]{0,64}@[^\s"'<>/=]{1,255})(?=[\s/>])/g

/** Attributes for the look and the working of an element. They hold no personal data, but many words that look like names. */
const MECHANICAL =
  /^(?:accept|accept-charset|align|as|async|autocomplete|border|cellpadding|cellspacing|charset|class|color|cols|colspan|crossorigin|d|decoding|defer|dir|disabled|enctype|fetchpriority|fill|for|frameborder|headers|height|http-equiv|integrity|lang|loading|media|method|nonce|offset|pattern|points|preserveaspectratio|referrerpolicy|rel|role|rows|rowspan|scope|sizes|stroke|stroke-width|style|tabindex|target|transform|translate|type|valign|version|viewbox|width|xmlns(?::.*)?)$/i

/**
 * Reads HTML as its text. The parts that a reader of the page does not see stand behind the text: comments, scripts and the
 * attributes that can hold personal data. Tags are never replaced: a value that goes across a tag is replaced on both sides of it.
 */
export function readHtml(text: string, { attributes = true }: ReadOptions = {}): Reading {
  const shown: Edit[] = []
  const ranges: Range[] = []
  const asides: Aside[] = []
  let from = 0
  for (let start = text.indexOf('<'); start !== -1; start = text.indexOf('<', start)) {
    const markup = markupAt(text, start)
    // A tag that never closes is text: nothing may go out unread because a bracket is missing.
    if (markup === 'open') break
    if (markup === undefined) {
      start += 1
      continue
    }
    if (start > from) ranges.push({ start: from, end: start })
    const { end, hidden } = markup
    const tag = text.slice(start, hidden?.isTag ? hidden.start : end)
    shown.push({ start, end, text: hidden?.isTag || !isInline(tag) ? '\n' : '' })
    const found = hidden ? [{ ...hidden, title: '' }] : []
    const read = attributes && /^<[a-z]/i.test(tag) ? [...attributesOf(tag, start), ...found] : found
    for (const aside of read) {
      asides.push(aside)
      ranges.push({ start: aside.start, end: aside.end, isAside: true })
    }
    from = end
    start = end
  }
  if (from < text.length) ranges.push({ start: from, end: text.length })
  const fields = asides.flatMap(({ title, start, end }): Field[] => {
    const type = typeOfTitle(title)
    return type && fitsTitle(titleWords(title), text.slice(start, end)) ? [{ start, end, type }] : []
  })
  const view = MappedText.of(text).apply(shown)
  return { view: asides.length === 0 ? view : view.append(readAsides(text, asides)), ranges, fields }
}

interface Hidden {
  readonly start: number
  readonly end: number
  /** Whether a tag stands in front of the content, as with a script, and not the mark of a comment. */
  readonly isTag: boolean
}

interface Aside {
  readonly start: number
  readonly end: number
  readonly title: string
}

interface Markup {
  readonly end: number
  /** The content of a comment, a script or a style. */
  readonly hidden?: Hidden | undefined
}

/** The markup that starts here, undefined if the bracket is text, 'open' if it never closes. */
function markupAt(text: string, start: number): Markup | 'open' | undefined {
  if (text.startsWith('<!--', start)) return hiddenUntil(text, '-->', start + 4)
  if (text.startsWith('<![CDATA[', start)) return hiddenUntil(text, ']]>', start + 9)
  const head = text.slice(start, start + 64)
  if (/^<(?:\?|!(?!doctype))/i.test(head)) return hiddenUntil(text, '>', start + 2)
  if (!/^<(?:!|\/?[a-z][a-z\d:_-]{0,60}(?=[\s/>]|$))/i.test(head)) return undefined
  const end = tagEnd(text, start)
  if (end === undefined || end === 'open') return end
  const raw = RAW.exec(text.slice(start, start + 12))
  if (!raw || text[end - 2] === '/') return { end }
  const close = new RegExp(`</${raw[1]}\\b`, 'gi')
  close.lastIndex = end
  const closing = close.exec(text)?.index ?? text.length
  return { end: closing, hidden: { start: end, end: closing, isTag: true } }
}

function hiddenUntil(text: string, mark: string, start: number): Markup {
  const index = text.indexOf(mark, start)
  const end = index === -1 ? text.length : index
  return { end: Math.min(text.length, end + mark.length), hidden: { start: Math.min(start, end), end, isTag: false } }
}

/** A '>' inside a quoted attribute does not end its tag. Outside of quotes a tag holds no '<'. */
function tagEnd(text: string, start: number): number | 'open' | undefined {
  let at = start + 1
  while (at < text.length) {
    const unit = text[at]!
    if (unit === '>') return at + 1
    if (unit === '<') return undefined
    if ((unit === '"' || unit === "'") && /=\s?$/.test(text.slice(at - 2, at))) {
      const close = text.indexOf(unit, at + 1)
      if (close === -1) return 'open'
      at = close
    }
    at++
  }
  return 'open'
}

function isInline(tag: string): boolean {
  return /^<[!?]/.test(tag) || INLINE.test(tag)
}

/** The values of a tag's attributes with their titles. For an input or a meta element the title is the name of the element. */
function attributesOf(tag: string, offset: number): Aside[] {
  const asides: Aside[] = []
  const named = /\s(?:name|property|itemprop|id)\s{0,9}=\s{0,9}["']?([^\s"'>]{1,60})/i.exec(tag)?.[1]
  for (const match of tag.matchAll(ATTRIBUTE)) {
    const [whole, name = '', double, single, plain] = match
    const value = double ?? single ?? plain ?? ''
    if (value === '' || MECHANICAL.test(name)) continue
    const isClosed = plain === undefined && /["']$/.test(whole) && whole.length > name.length + value.length + 2
    const start = offset + match.index + whole.length - value.length - (isClosed ? 1 : 0)
    const isContent = /^(?:value|content)$/i.test(name)
    asides.push({ start, end: start + value.length, title: isContent ? (named ?? '') : name.replace(/^data-/i, '') })
  }
  const addresses: Aside[] = []
  for (const { 0: whole, 1: address = '', index } of tag.matchAll(ADDRESS)) {
    const end = offset + index + whole.length
    const found = { start: end - address.length, end, title: '' }
    if (!overlapsOne(asides, found)) addresses.push(found)
  }
  return [...asides, ...addresses].sort((a, b) => a.start - b.start)
}

/** Puts each value on a line of its own after its title, as a form would show it. */
function readAsides(text: string, asides: readonly Aside[]): MappedText {
  const edits: Edit[] = []
  let from = 0
  for (const { start, end, title } of asides) {
    if (end <= start) continue
    edits.push({ start: from, end: start, text: title === '' ? '\n\n' : `\n\n${titleWords(title)}: ` })
    from = end
  }
  edits.push({ start: from, end: text.length, text: '\n' })
  return MappedText.of(text).apply(edits)
}
