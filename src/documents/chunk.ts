import { checkOptions, describe } from '../calls/check-options.js'
import { type Block, blocksOf, type DocumentFormat, linesOf } from './blocks.js'
import { type Span, trimmed } from './passage-span.js'
import { sentenceSpans } from './sentence-spans.js'

/** Options for cutting a text into passages. */
export interface ChunkOptions {
  /** The format of the text, which determines the headings, code and paragraphs. @default 'text' */
  format?: DocumentFormat | undefined
  /** The largest number of characters in a passage. Models of sentences read about 1,000. @default 700 */
  passageLength?: number | undefined
  /** Characters at the end of a passage that the next passage repeats, in whole sentences. @default 100 */
  overlap?: number | undefined
  /** The language of the text, as in `lang`. It determines where sentences end. @default 'en' */
  language?: string | undefined
}

/** A sentence or a line, which is never cut. */
interface Unit extends Span {
  readonly heading: boolean
}

/**
 * Cuts a text into passages of whole sentences, with exact offsets: `text.slice(start, end)` is the passage.
 *
 * @example
 * for (const { start, end } of chunk('First. Second.', { passageLength: 8 })) console.log(start, end)
 */
export function chunk(text: string, options: ChunkOptions = {}): Span[] {
  checkOptions('chunk', options, {
    format: ['text', 'markdown', 'html'],
    passageLength: 'any',
    overlap: 'number',
    language: 'string',
  })
  if (typeof text !== 'string') throw new TypeError(`\`text\` must be a string, got ${describe(text)}`)
  const { format = 'text', passageLength = 700, overlap = 100, language = 'en' } = options
  if (!Number.isInteger(passageLength) || passageLength < 1) {
    throw new RangeError(`\`passageLength\` must be a positive integer, got ${describe(passageLength)}`)
  }
  if (!(overlap >= 0 && overlap < passageLength)) {
    throw new RangeError(`\`overlap\` must be from 0 to less than \`passageLength\` (${passageLength}), got ${overlap}`)
  }
  const units = blocksOf(text, format).flatMap((block) => unitsOf(text, block, passageLength, language))
  const passages: Span[] = []
  let open: Unit[] = []
  for (const unit of units) {
    const first = open[0]
    const full = first !== undefined && unit.end - first.start > passageLength
    // Consecutive headings stay together, and stay with the text below them.
    const topic = unit.heading && open.some(({ heading }) => !heading)
    if (full || topic) {
      passages.push(spanOf(open))
      open = full && !topic ? repeated(open, unit, overlap, passageLength) : []
    }
    open.push(unit)
  }
  if (open.length > 0) passages.push(spanOf(open))
  return passages
}

/** The last sentences of a passage that fit into the overlap, and into one passage together with the next sentence. */
function repeated(units: readonly Unit[], next: Unit, overlap: number, passageLength: number): Unit[] {
  const end = units.at(-1)!.end
  const from = units.findIndex(
    ({ start, heading }, index) => index > 0 && !heading && end - start <= overlap && next.end - start <= passageLength,
  )
  return from < 0 ? [] : units.slice(from)
}

function unitsOf(text: string, block: Block, longest: number, language: string): Unit[] {
  const { start, end, heading } = block
  const parts = block.lines ? [...linesOf(text, start, end)] : sentences(text, start, end, language)
  return parts.flatMap((part) => {
    const span = trimmed(text, part.start, part.end)
    if (span === undefined) return []
    return cut(text, span, longest).map((piece) => ({ ...piece, heading }))
  })
}

function sentences(text: string, start: number, end: number, language: string): Span[] {
  const spans = sentenceSpans(text.slice(start, end), language)
  return Array.from(spans, (span) => ({ start: start + span.start, end: start + span.end }))
}

/** Cuts a sentence that is too long for a passage: between words where it has spaces, and never inside a character. */
function cut(text: string, { start, end }: Span, longest: number): Span[] {
  const pieces: Span[] = []
  let from = start
  while (end - from > longest) {
    let to = from + longest
    // The search runs in the passage alone. Searching all the text before it would take quadratic time for a text without spaces.
    const space = from + text.slice(from, to + 1).lastIndexOf(' ')
    if (space > from + longest / 2) to = space
    // A surrogate pair is one character. A passage of a single unit must take both halves.
    else if (isLowSurrogate(text, to)) to = to - 1 > from ? to - 1 : to + 1
    const piece = trimmed(text, from, to)
    if (piece !== undefined) pieces.push(piece)
    from = to
  }
  const rest = trimmed(text, from, end)
  return rest === undefined ? pieces : [...pieces, rest]
}

function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  const before = text.charCodeAt(at - 1)
  return unit >= 0xdc00 && unit < 0xe000 && before >= 0xd800 && before < 0xdc00
}

function spanOf(units: readonly Unit[]): Span {
  return { start: units[0]!.start, end: units.at(-1)!.end }
}
