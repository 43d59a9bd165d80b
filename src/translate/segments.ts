import { sentencesOf } from '../answer/sentences.js'

/** A part of a text. A part to translate is one sentence; the others are kept as they are: line ends, spaces, bullets and numbers. */
export interface Segment {
  readonly start: number
  readonly end: number
  /** The text of the segment, with a space for each line end within a sentence. */
  readonly text: string
  readonly translated: boolean
}

/**
 * Signs before a line that are not part of its sentence: a bullet, the number of a point, the sign of a heading or a
 * quote.
 */
const MARKER = /^(?:[-*+•·–—>#]+|\p{N}{1,3}[.)])\s+/u

/** Cuts a text into sentences and the signs between them. Joined, the segments are the text. */
export function segmentsOf(text: string, language: string): Segment[] {
  const segments: Segment[] = []
  let at = 0
  const keep = (end: number) => {
    if (end > at) segments.push({ start: at, end, text: text.slice(at, end), translated: false })
    at = Math.max(at, end)
  }
  for (const sentence of sentencesOf(text, language)) {
    let { start } = sentence
    for (let marker = MARKER.exec(text.slice(start, sentence.end)); marker !== null; ) {
      start += marker[0].length
      marker = MARKER.exec(text.slice(start, sentence.end))
    }
    const words = text.slice(start, sentence.end)
    if (!/\p{L}/u.test(words)) continue
    keep(start)
    segments.push({ start, end: sentence.end, text: joinedLines(words), translated: true })
    at = sentence.end
  }
  keep(text.length)
  return segments
}

/** All spaces are matched at once: tried from each space, an end of a line costs the square of a long row of spaces. */
const joinedLines = (words: string): string => words.replace(/\s+/g, (space) => (space.includes('\n') ? ' ' : space))

/** A shorter half is not cut again: its words would lose their sentence. */
const SHORTEST_HALF = 20

/** Cuts a sentence that a model cannot take near its middle: behind a comma or the like, or else at a space. */
export function halve({ start, text }: Segment): readonly [Segment, Segment] | undefined {
  const middle = text.length / 2
  const cut = nearest(text, /[,;:–—)]\s+/g, middle) ?? nearest(text, /\s+/g, middle)
  if (cut === undefined) return undefined
  const [first, second] = [text.slice(0, cut), text.slice(cut)]
  return [
    { start, end: start + first.length, text: first, translated: true },
    { start: start + first.length, end: start + text.length, text: second, translated: true },
  ]
}

/** The end of the match nearest to the middle, within the middle half of the text. */
function nearest(text: string, pattern: RegExp, middle: number): number | undefined {
  const least = Math.max(SHORTEST_HALF, middle / 2)
  const ends = Array.from(text.matchAll(pattern), (match) => match.index + match[0].length)
  return ends
    .filter((end) => end >= least && text.length - end >= least)
    .sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0]
}
