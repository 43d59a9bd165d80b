import type { NlpError } from '../../src/shared/errors.js'
import {
  type Bitmap,
  countBits,
  emptyBitmap,
  fullBitmap,
  setBit,
  subtract,
  unite,
} from '../../src/store/shared/bitmap.js'
import { checksum } from '../../src/store/shared/checksum.js'
import { type Column, encodeColumn } from '../../src/store/shared/column.js'
import { type Kernel, SEGMENT_ROWS } from '../../src/store/shared/kernel.js'
import { LexicalBuilder, type LexicalSegment } from '../../src/store/shared/lexical.js'
import type { SegmentEntry, SegmentSums, StoreShape } from '../../src/store/shared/manifest.js'
import { ownValue } from '../../src/store/shared/own-value.js'
import { quantizeRow } from '../../src/store/shared/quantize.js'
import type { SortValue } from '../../src/store/shared/sort.js'
import type { Key, Write } from '../../src/store/shared/storage.js'
import { valueSum } from '../../src/store/shared/value-sum.js'
import type { Batch, Fields, StoredRecord } from '../../src/store/shared/worker-api.js'

/** Records in a page, which is stored and read as one value. */
export const PAGE_ROWS = 64
export const PAGES = SEGMENT_ROWS / PAGE_ROWS

/** The data that both kinds of segments have in memory. */
export abstract class Segment {
  /** The words of the rows; `undefined` until they are read. */
  abstract readonly words: LexicalSegment | undefined
  readonly id: number
  /** The slot of the kernel that holds the codes. */
  readonly slot: number
  /** The number of committed rows. The slot may already hold more rows. */
  rows = 0
  deleted: Bitmap | undefined
  deletedCount = 0
  /** The damaged rows. Searches leave them out, and the next rewriting of the segment removes them. */
  lost: Bitmap | undefined
  /** The exact vectors, where they are in memory. */
  vectors: Float32Array<ArrayBuffer> | undefined
  /** The rows that pass a filter, by filter. Rows of finished segments never change, so the bitmaps stay right. */
  readonly matches = new Map<string, Bitmap>()
  /** The value of each row to sort by, by field and order. */
  readonly sortValues = new Map<string, readonly SortValue[]>()

  constructor(id: number, slot: number) {
    this.id = id
    this.slot = slot
  }

  get firstRow(): number {
    return this.id * SEGMENT_ROWS
  }

  get live(): number {
    return this.rows - this.deletedCount - this.lostCount
  }

  /** The number of lost rows that were not also deleted. */
  get lostCount(): number {
    if (this.lost === undefined) return 0
    return countBits(this.deleted === undefined ? this.lost : subtract(this.lost, this.deleted))
  }

  /** The rows that are lost or deleted. */
  get gone(): Bitmap | undefined {
    if (this.lost === undefined || this.deleted === undefined) return this.lost ?? this.deleted
    return unite(this.lost, this.deleted)
  }

  /** The rows of `allowed` to consider; `undefined` for all rows. */
  visible(allowed?: Bitmap | undefined): Bitmap | undefined {
    const { gone } = this
    return gone === undefined ? allowed : subtract(allowed ?? fullBitmap(this.rows), gone)
  }
}

/** A segment that is full and stored permanently. Columns and words are read when first needed. */
export class SealedSegment extends Segment {
  /** The columns read so far: `null` where the values are only in the records, `undefined` where no record has the field. */
  readonly columns = new Map<string, Column | null | undefined>()
  override words: LexicalSegment | undefined
  /** The checksums of the stored parts; `null` where the segment has none or they are damaged. */
  sums: SegmentSums | null | undefined
  /** The error of the exact vectors, once they were found damaged. */
  vectorsFailure: NlpError | undefined
  readonly contentSum: number | undefined

  constructor(entry: SegmentEntry, slot: number) {
    super(entry.id, slot)
    this.contentSum = entry.contentSum
    this.rows = entry.rows
    this.deletedCount = entry.deleted
  }
}

/** The segment that grows. Rows are staged first, and count once their batch is stored. */
export class OpenSegment extends Segment {
  readonly records: StoredRecord[] = []
  override readonly vectors: Float32Array<ArrayBuffer>
  readonly #shape: StoreShape
  readonly #kernel: Kernel
  #columns = new Map<string, Column | null>()
  #words: LexicalBuilder

  readonly #capacity: number

  constructor(id: number, kernel: Kernel, shape: StoreShape, capacity: number) {
    super(id, kernel.take())
    this.#capacity = capacity
    this.#kernel = kernel
    this.#shape = shape
    this.vectors = new Float32Array(SEGMENT_ROWS * shape.dimensions)
    this.#words = new LexicalBuilder(shape.language)
  }

  get room(): number {
    return this.#capacity - this.records.length
  }

  stage({ records, vectors }: Batch): void {
    const { dimensions, metric } = this.#shape
    const { stride } = this.#kernel
    const codes = this.#kernel.codes(this.slot)
    const scales = this.#kernel.scales(this.slot)
    this.vectors.set(vectors, this.records.length * dimensions)
    for (const [index, record] of records.entries()) {
      const row = this.records.push(record) - 1
      // The slot may have belonged to another segment, so the codes past the dimensions are set to zero.
      codes.fill(0, row * stride + dimensions, (row + 1) * stride)
      scales[row] = quantizeRow(vectors, index * dimensions, dimensions, metric, codes, row * stride)
    }
  }

  commit(): void {
    this.rows = this.records.length
    this.#columns = new Map()
    this.matches.clear()
    this.sortValues.clear()
  }

  /** Drops the staged rows. */
  rollback(): void {
    this.records.length = this.rows
    if (this.#words.rows > this.rows) this.#words = new LexicalBuilder(this.#shape.language)
  }

  column(field: string): Column | null {
    let column = this.#columns.get(field)
    if (column === undefined) {
      column = this.#encode(field, this.rows) ?? null
      this.#columns.set(field, column)
    }
    return column
  }

  /** The words of the committed rows. They are built on first use, because many stores are never searched by word. */
  override get words(): LexicalSegment {
    return this.#wordsOf(this.rows)
  }

  /** The changes that store this segment permanently, and its entry in the manifest. */
  seal(deleted: Bitmap | undefined): { readonly writes: readonly Write[]; readonly entry: SegmentEntry } {
    const rows = this.records.length
    const { dimensions, text } = this.#shape
    const codes = packCodes(this.#kernel, this.slot, rows)
    const vectors = this.vectors.slice(0, rows * dimensions)
    const put = (area: Write['area'], key: Key, value: unknown): Write => ({ type: 'put', area, key, value })
    const ids = this.records.map(({ id }) => id)
    const writes = [
      put('codes', this.id, codes.buffer),
      put('vectors', this.id, vectors.buffer),
      put('ids', this.id, ids),
    ]
    const columns = new Map<string, number>()
    for (const field of new Set(this.records.flatMap((record) => Object.keys(record.fields)))) {
      // null means that the field has values, and that they must be read from the records.
      const column = (text.includes(field) ? undefined : this.#encode(field, rows)) ?? null
      columns.set(field, valueSum(column))
      writes.push(put('columns', columnKey(this.id, field), column))
    }
    const words = text.length > 0 ? this.#wordsOf(rows).finish() : undefined
    if (words !== undefined) writes.push(put('words', this.id, words))
    const pages: number[] = []
    for (let page = 0; page * PAGE_ROWS < rows; page++) {
      const records = this.records.slice(page * PAGE_ROWS, (page + 1) * PAGE_ROWS)
      pages.push(valueSum(records))
      writes.push(put('pages', pageKey(this.id, page), records))
    }
    const sums: SegmentSums = {
      ids: valueSum(ids),
      words: words === undefined ? undefined : valueSum(words),
      pages,
      columns,
    }
    writes.push(put('columns', sumsKey(this.id), sums))
    const entry: SegmentEntry = {
      id: this.id,
      rows,
      ...deletedFacts(deleted),
      codesSum: checksum(codes),
      vectorsSum: checksum(new Uint8Array(vectors.buffer)),
      contentSum: valueSum(sums),
    }
    return { writes, entry }
  }

  #encode(field: string, rows: number): Column | undefined {
    return encodeColumn(
      this.records.slice(0, rows).map(({ id, fields }) => (field === 'id' ? id : ownValue(fields, field))),
    )
  }

  #wordsOf(rows: number): LexicalBuilder {
    const { text } = this.#shape
    while (this.#words.rows < rows) this.#words.add(textOf(this.records[this.#words.rows]!.fields, text))
    return this.#words
  }
}

/** The text of a record that can be searched by words. */
export function textOf(fields: Fields, names: readonly string[]): string {
  return names
    .map((name) => ownValue(fields, name))
    .filter((value) => typeof value === 'string')
    .join('\n')
}

export function columnKey(segment: number, field: string): string {
  return `${segment}/${field}`
}

/** The key in the `columns` area. The keys of columns have a slash before the field, so the two cannot collide. */
export function sumsKey(segment: number): string {
  return `${segment}#sums`
}

/** The fields of a segment's manifest entry that describe its deleted rows. */
export function deletedFacts(deleted: Bitmap | undefined): Pick<SegmentEntry, 'deleted' | 'deletedSum'> {
  if (deleted === undefined) return { deleted: 0 }
  const rows = countBits(deleted)
  return { deleted: rows, deletedSum: { rows, sum: valueSum(deleted) } }
}

export function pageKey(segment: number, page: number): number {
  return segment * PAGES + page
}

/** The codes, followed by the scales, in the form in which they are stored. */
function packCodes(kernel: Kernel, slot: number, rows: number): Uint8Array<ArrayBuffer> {
  const packed = new Uint8Array(rows * (kernel.stride + 4))
  packed.set(kernel.codes(slot).subarray(0, rows * kernel.stride))
  packed.set(new Uint8Array(kernel.scales(slot).slice(0, rows).buffer), rows * kernel.stride)
  return packed
}

export function unpackCodes(kernel: Kernel, slot: number, rows: number, packed: Uint8Array<ArrayBuffer>): void {
  kernel.codes(slot).set(new Int8Array(packed.buffer, packed.byteOffset, rows * kernel.stride))
  const scales = packed.slice(rows * kernel.stride, rows * (kernel.stride + 4))
  kernel.scales(slot).set(new Float32Array(scales.buffer))
}

/** A copy of a bitmap of deleted rows, with more rows set. */
export function withDeleted(deleted: Bitmap | undefined, rows: Iterable<number>): Bitmap {
  const copy = deleted?.slice() ?? emptyBitmap()
  for (const row of rows) setBit(copy, row)
  return copy
}
