import { type Span, trimmed } from './passage-span.js'

/** The format of a document, which determines where it may be cut. */
export type DocumentFormat = 'text' | 'markdown' | 'html'

/** A part of a text that belongs together, and whether a new topic starts with it. */
export interface Block extends Span {
  /** Whether the block is a heading. The text after a heading belongs to it; the text before it does not. */
  readonly heading: boolean
  /** Whether the block is code or a table, where each line counts as a sentence. */
  readonly lines: boolean
}

/** The blocks of a document, in order. */
export function blocksOf(text: string, format: DocumentFormat): Block[] {
  switch (format) {
    case 'text':
      return textBlocks(text)
    case 'markdown':
      return markdownBlocks(text)
    case 'html':
      return htmlBlocks(text)
  }
}

function textBlocks(text: string): Block[] {
  const blocks: Block[] = []
  addParagraphs(blocks, text, 0, text.length)
  return blocks
}

/** Adds the parts between blank lines. */
function addParagraphs(blocks: Block[], text: string, from: number, to: number): void {
  let start = from
  // The search runs in the part alone. In a text without blank lines, each search in the whole text would run to its end.
  for (const { index, 0: gap } of text.slice(from, to).matchAll(/\n[^\S\n]*\n\s*/g)) {
    push(blocks, text, start, from + index)
    start = from + index + gap.length
  }
  push(blocks, text, start, to)
}

/** Splits Markdown into paragraphs. A heading starts a topic, and fenced code stays together. */
function markdownBlocks(text: string): Block[] {
  const blocks: Block[] = []
  let start = 0
  let fence: string | undefined
  for (const { start: at, end } of linesOf(text)) {
    const line = text.slice(at, end)
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]
    if (fence !== undefined) {
      if (mark === undefined || !mark.startsWith(fence) || line.trim() !== mark) continue
      push(blocks, text, start, end, { lines: true })
      start = end
      fence = undefined
    } else if (mark !== undefined) {
      addParagraphs(blocks, text, start, at)
      start = at
      fence = mark
    } else if (/^ {0,3}#{1,6}(?:\s|$)/.test(line)) {
      addParagraphs(blocks, text, start, at)
      push(blocks, text, at, end, { heading: true })
      start = end
    }
  }
  if (fence === undefined) addParagraphs(blocks, text, start, text.length)
  else push(blocks, text, start, text.length, { lines: true })
  return blocks
}

/** Elements that a browser does not show. Their text is not part of the document. */
const HIDDEN = /^(?:script|style|template|noscript|head|svg)$/
const BLOCK_TAGS =
  /^(?:address|article|aside|blockquote|br|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|table|td|th|tr|ul)$/

/**
 * The texts between tags that end a line. Tags within a line stay in the text, because offsets point into the source and a passage is a
 * piece of the source.
 */
function htmlBlocks(text: string): Block[] {
  const blocks: Block[] = []
  const tags = /<!--[\s\S]*?(?:-->|$)|<(\/?)([a-zA-Z][a-zA-Z0-9-]*)(?:"[^"]*"|'[^']*'|[^'"<>])*>/g
  let start = 0
  let hidden: string | undefined
  let heading = false
  for (let match = tags.exec(text); match !== null; match = tags.exec(text)) {
    const closing = match[1] === '/'
    const name = match[2]?.toLowerCase() ?? ''
    const after = match.index + match[0].length
    if (hidden !== undefined) {
      if (!closing || name !== hidden) continue
      hidden = undefined
      start = after
    } else if (name === '' || HIDDEN.test(name)) {
      push(blocks, text, start, match.index, { heading })
      start = after
      if (name !== '' && !closing && !match[0].endsWith('/>')) hidden = name
    } else if (BLOCK_TAGS.test(name)) {
      push(blocks, text, start, match.index, { heading })
      start = after
      heading = /^h[1-6]$/.test(name) && !closing
    }
  }
  if (hidden === undefined) push(blocks, text, start, text.length)
  return blocks
}

export function* linesOf(text: string, from = 0, to = text.length): Generator<Span> {
  for (let start = from; start < to; ) {
    const end = text.indexOf('\n', start)
    const next = end < 0 || end >= to ? to : end + 1
    yield { start, end: next }
    start = next
  }
}

function push(
  blocks: Block[],
  text: string,
  start: number,
  end: number,
  { heading = false, lines = false }: { heading?: boolean; lines?: boolean } = {},
): void {
  const span = trimmed(text, start, end)
  if (span !== undefined) blocks.push({ ...span, heading, lines })
}
