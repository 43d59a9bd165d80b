import { type PlacedText, type Row, readingOrder, type Segment } from './pdf-layout.js'

/** The text of a page: columns one after the other, broken lines joined, words parted by a hyphen whole again. */
export function textOfPage(pieces: readonly PlacedText[]): string {
  let text = ''
  for (const part of readingOrder(pieces)) {
    const words = textOfPart(part)
    text = text === '' ? words : `${text}${isGoingOn(text, words) ? ' ' : '\n\n'}${words}`
  }
  return text
}

/** A sentence may begin at the end of a column and go on in the next. */
const isGoingOn = (before: string, after: string) => /[\p{L},]$/u.test(before) && /^\p{Ll}/u.test(after)

function textOfPart(rows: readonly Row[]): string {
  const segments = rows.flat()
  const drops = rows.slice(1).map((row, index) => dropTo(row, rows[index] ?? row))
  const usual = [...drops].sort((a, b) => a - b)[Math.floor(drops.length / 2)] ?? 0
  return rows.reduce((text, row, index) => {
    const words = row.map((segment) => segment.text).join('\t')
    const before = rows[index - 1]
    if (before === undefined) return words
    const size = Math.max(...row.map((segment) => segment.size))
    if (dropTo(row, before) > Math.max(usual * 1.4, size * 1.5)) return `${text}\n\n${words}`
    return isBroken(before, row, segments) ? joined(text, words) : `${text}\n${words}`
  }, '')
}

/** The right edge of the lines that begin where this line does. Others do not count: a centred title may be wider than its text. */
function rightOf(line: Segment, segments: readonly Segment[]): number {
  const alike = segments.filter(({ left }) => Math.abs(left - line.left) < line.size * 2.5)
  return Math.max(...alike.map(({ right }) => right))
}

const dropTo = (row: Row, before: Row) => (row[0]?.y ?? 0) - (before[0]?.y ?? 0)

/** A short line is a separate line: of an address, or of a list. */
const SHORT = 25

/** Whether the line was broken only because its column was full: the next word had no room in it. */
function isBroken(before: Row, row: Row, segments: readonly Segment[]): boolean {
  const [line] = before
  const [next] = row
  if (line === undefined || next === undefined || before.length > 1 || row.length > 1) return false
  if (line.text.length < SHORT || Math.abs(line.size - next.size) > next.size * 0.15) return false
  if (next.left > line.left + next.size * 0.8 || /^([-–•*]|\d+[.)])\s/.test(next.text)) return false
  const [word = ''] = next.text.split(/\s/, 1)
  const room = ((next.right - next.left) * (word.length + 1)) / next.text.length
  return line.right + room > rightOf(line, segments)
}

/** A hyphen at the end of a line goes away between two halves of a word, and stays within a number or an address. */
function joined(text: string, next: string): string {
  if (/\u00ad$/.test(text)) return text.slice(0, -1) + next
  if (!/\S[-‐]$/.test(text)) return `${text} ${next}`
  const isWord = /\p{L}{2}[-‐]$/u.test(text) && /^\p{Ll}+(?=[\s.,;:!?)]*(\s|$))/u.test(next)
  return isWord && !/[@/]\S*$/.test(text) ? text.slice(0, -1) + next : text + next
}
