import { withAccents } from './pdf-letters.js'

/** A piece of text where a page shows it. The page is turned as a reader sees it, and `y` grows downwards. */
export interface PlacedText {
  readonly text: string
  /** The left end of the line on which the letters stand. */
  readonly x: number
  readonly y: number
  readonly width: number
  /** The size of the letters. */
  readonly size: number
  /** The direction of the line in degrees: 0 for a text that is upright. */
  readonly angle: number
  /** Whether the page has a space before it. */
  readonly isSpaced: boolean
  readonly isRightToLeft: boolean
}

/** Words of one line that stand close together. */
export interface Segment {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly y: number
  readonly size: number
}

/** The segments at one height, from left to right. */
export type Row = readonly Segment[]

/** A gap of this many letter sizes parts two segments: cells of a table, or columns. Some papers leave one size between columns. */
const PARTS = 0.85
/** A line that was stretched to fill its column has larger gaps, but none as large as this. */
const STRETCHED = 4
const SPACE = 0.15
/** A page with more rows is not a page of text, and finding its columns would take long. */
const MOST_ROWS = 300
const MOST_SEGMENTS = 20

/** The parts of a page in the order in which a reader reads them, each as its rows. */
export function readingOrder(pieces: readonly PlacedText[]): Row[][] {
  const angles = new Map<number, PlacedText[]>()
  for (const piece of withoutDoubles(pieces)) {
    const alike = angles.get(piece.angle) ?? []
    alike.push(piece)
    angles.set(piece.angle, alike)
  }
  const lengthOf = (alike: readonly PlacedText[]) => alike.reduce((sum, { text }) => sum + text.length, 0)
  // The direction with the most text is the page itself. The others are notes in its margin, or stamps across it.
  return [...angles]
    .sort(([, a], [, b]) => lengthOf(b) - lengthOf(a))
    .flatMap(([angle, alike]) => partsOf(rowsOf(readAlong(alike, angle))).map(withoutStretch))
}

/** Bold letters are sometimes the same letters twice, a hair's breadth apart. */
function withoutDoubles(pieces: readonly PlacedText[]): PlacedText[] {
  const last = new Map<string, PlacedText>()
  return pieces.filter((piece) => {
    const before = last.get(piece.text)
    last.set(piece.text, piece)
    const near = piece.size * 0.2
    return before === undefined || Math.abs(before.x - piece.x) > near || Math.abs(before.y - piece.y) > near
  })
}

/** Turns the pieces until their lines run to the right. A page that is read from the right is mirrored for that. */
function readAlong(pieces: readonly PlacedText[], angle: number): PlacedText[] {
  const turn = (-angle * Math.PI) / 180
  const [cosine, sine] = [Math.cos(turn), Math.sin(turn)]
  const letters = (wanted: boolean) =>
    pieces.reduce((sum, { text, isRightToLeft }) => sum + (isRightToLeft === wanted ? text.length : 0), 0)
  const isMirrored = letters(true) > letters(false)
  return pieces.map((piece) => {
    const x = piece.x * cosine - piece.y * sine
    return { ...piece, x: isMirrored ? -x - piece.width : x, y: piece.x * sine + piece.y * cosine }
  })
}

function rowsOf(pieces: readonly PlacedText[]): Row[] {
  const rows: { y: number; size: number; pieces: PlacedText[] }[] = []
  for (const piece of [...pieces].sort((a, b) => a.y - b.y || a.x - b.x)) {
    const row = rows.at(-1)
    const drop = row === undefined ? Number.POSITIVE_INFINITY : piece.y - row.y
    // A small letter above or below the line belongs to it, unless it stands over or under other letters.
    const isBeside = row?.pieces.every(({ x, width }) => x >= piece.x + piece.width || x + width <= piece.x) ?? false
    const sizes = [piece.size, row?.size ?? piece.size]
    if (row !== undefined && (drop < Math.min(...sizes) / 3 || (isBeside && drop < Math.max(...sizes) / 2))) {
      row.pieces.push(piece)
      row.size = Math.max(row.size, piece.size)
    } else rows.push({ y: piece.y, size: piece.size, pieces: [piece] })
  }
  // A row without a segment would leave all of the page free.
  return rows.map(segmentsOf).filter((row) => row.length > 0)
}

function segmentsOf({ y, pieces }: { readonly y: number; readonly pieces: readonly PlacedText[] }): Row {
  const segments: { text: string; left: number; right: number; y: number; size: number }[] = []
  for (const { text, x, width, size, isSpaced } of [...pieces].sort((a, b) => a.x - b.x)) {
    const before = segments.at(-1)
    const gap = before === undefined ? Number.POSITIVE_INFINITY : x - before.right
    if (before === undefined || gap > PARTS * Math.max(size, before.size)) {
      segments.push({ text, left: x, right: x + width, y, size })
      continue
    }
    const isSeen = /\s$/.test(before.text) || /^\s/.test(text)
    before.text += (isSpaced || gap > SPACE * size) && !isSeen ? ` ${text}` : text
    before.right = Math.max(before.right, x + width)
    before.size = Math.max(before.size, size)
  }
  return segments
    .map((segment) => ({ ...segment, text: withAccents(segment.text.trim()) }))
    .filter(({ text }) => text !== '')
}

/** Rows without columns stay together. Where columns begin, each of them is a separate part. */
function partsOf(rows: readonly Row[]): Row[][] {
  if (rows.length > MOST_ROWS) return [[...rows]]
  const parts: Row[][] = []
  // A heading may be larger than the gap between the columns.
  const narrowest = PARTS * middle(rows.flat().map(({ size }) => size))
  let plain: Row[] = []
  for (let at = 0; at < rows.length; ) {
    const columns = columnsFrom(rows.slice(at), narrowest)
    if (columns === undefined) {
      plain.push(rows[at] ?? [])
      at += 1
      continue
    }
    plain.push(...rows.slice(at, at + columns.before))
    if (plain.length > 0) parts.push(plain)
    plain = []
    parts.push(...partsOf(columns.left), ...partsOf(columns.right))
    at += columns.count
  }
  if (plain.length > 0) parts.push(plain)
  return parts
}

interface Columns {
  readonly left: Row[]
  readonly right: Row[]
  /** The number of rows before the columns: the strip may go on through a table above them. */
  readonly before: number
  /** The number of rows before and in the columns. */
  readonly count: number
}

/** A strip of the page, from the one to the other. */
type Strip = readonly [number, number]

/** Finds two columns that begin with the first row: the most rows that leave one strip free. */
function columnsFrom(rows: readonly Row[], narrowest: number): Columns | undefined {
  const [first] = rows
  if (first === undefined) return undefined
  let free = stripsOf(first)
  let found: Columns | undefined
  for (let count = 1; free.length > 0; count += 1) {
    const next = rows[count]
    const rest = next === undefined ? [] : shared(free, stripsOf(next), narrowest)
    // A strip is judged where it ends: the last one that ends is the longest.
    for (const strip of free) {
      if (rest.some(([from, to]) => from >= strip[0] && to <= strip[1])) continue
      found = columnsAt((strip[0] + strip[1]) / 2, rows.slice(0, count)) ?? found
    }
    free = rest
  }
  return found
}

/** The free strips of a row. Beside a row of a large table no strip counts: comparing so many would take long. */
function stripsOf(row: Row): Strip[] {
  if (row.length > MOST_SEGMENTS) return []
  const strips: Strip[] = []
  let from = Number.NEGATIVE_INFINITY
  for (const { left, right } of row) {
    strips.push([from, left])
    from = right
  }
  return [...strips, [from, Number.POSITIVE_INFINITY]]
}

function shared(some: readonly Strip[], others: readonly Strip[], minimum: number): Strip[] {
  return some.flatMap(([from, to]) =>
    others
      .map(([left, right]): Strip => [Math.max(from, left), Math.min(to, right)])
      .filter(([left, right]) => right - left >= minimum),
  )
}

/** Parts the rows at a place. `undefined` where the sides are no columns of text: cells of a table are read by rows. */
function columnsAt(place: number, rows: readonly Row[]): Columns | undefined {
  const sideOf = (row: Row, isLeft: boolean) => row.filter(({ left }) => left < place === isLeft)
  const pitch = middle(rows.slice(1).map((row, index) => heightOf(row) - heightOf(rows[index] ?? row)))
  const isFar = (index: number) => heightOf(rows[index]) - heightOf(rows[index - 1]) > pitch * 2.2
  const isOneSided = (row: Row) => sideOf(row, true).length === 0 || sideOf(row, false).length === 0
  // The number of a page is alone, far from the columns, and must not come between them.
  if (isOneSided(rows[0] ?? []) && isFar(1)) return undefined
  let count = rows.length
  while (count > 1 && isOneSided(rows[count - 1] ?? []) && isFar(count - 1)) count -= 1
  const sides = rows.slice(0, count).map((row) => [sideOf(row, true), sideOf(row, false)] as const)
  const before = rowsOfTable(sides)
  count -= rowsOfTable(sides.slice(before).reverse())
  const used = sides.slice(before, count)
  const [left, right] = [used.map(([side]) => side), used.map(([, side]) => side)].map((side) =>
    side.filter((row) => row.length > 0),
  )
  if (left === undefined || right === undefined || !isColumn(left) || !isColumn(right)) return undefined
  return { left, right, before, count }
}

type Sides = readonly [left: Row, right: Row]

/** The number of rows of a table with which these rows begin: at least two with short cells on both sides, before the first full line. */
function rowsOfTable(sides: readonly Sides[]): number {
  const spanOf = (side: Row) => (side.length === 1 && side[0] !== undefined ? side[0].right - side[0].left : 0)
  const widest = Math.max(...sides.flat().map(spanOf))
  const first = sides.findIndex((both) => both.some((side) => spanOf(side) > widest * 0.6))
  if (first < 0) return 0
  const cells = sides.slice(0, first).filter((both) => both.every((side) => side.length > 0))
  return cells.length >= 2 ? first : 0
}

const heightOf = (row: Row | undefined) => row?.[0]?.y ?? 0

/** Lines of a text are long and mostly of one length. Cells of a table are short, of all lengths, or beside one another. */
function isColumn(rows: readonly Row[]): boolean {
  const lines = linesOf(rows)
  const widest = Math.max(...lines.map(({ left, right }) => right - left))
  const full = lines.filter(({ left, right }) => right - left > widest * 0.6)
  return rows.length >= 3 && middle(lines.map(({ text }) => text.length)) >= 12 && full.length * 2 >= lines.length
}

/** The rows of one segment. None where most rows have several, as in a table. */
const linesOf = (rows: readonly Row[]) => {
  const lines = rows.flatMap((row) => (row.length === 1 ? row : []))
  return lines.length * 5 >= rows.length * 3 ? lines : []
}

/** Puts the words of a stretched line together again: it goes from one edge of the text to the other, as the lines around it do. */
function withoutStretch(rows: Row[]): Row[] {
  const lines = linesOf(rows)
  if (lines.length < 3) return rows
  const left = Math.min(...lines.map((line) => line.left))
  const right = Math.max(...lines.map((line) => line.right))
  return rows.map((row) => {
    const [first, last] = [row[0], row.at(-1)]
    if (first === undefined || last === undefined || row.length === 1) return row
    const widest = Math.max(...row.slice(1).map((word, index) => word.left - (row[index]?.right ?? 0)))
    const isWhole = first.left - left < first.size * 2.5 && right - last.right < first.size
    if (!isWhole || widest > first.size * STRETCHED) return row
    return [{ ...first, text: row.map(({ text }) => text).join(' '), right: last.right }]
  })
}

function middle(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
}
