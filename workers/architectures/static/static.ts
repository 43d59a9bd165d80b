import { createTokenizer } from './static-tokenizer.js'

/** The `architecture` of a static embedder's manifest: one vector per word piece, summed. */
export interface StaticArchitecture {
  readonly type: 'static'
  /** One int8 row per piece, padded to four bytes; then one float32 scale per row. */
  readonly table: string
  /** One piece per line, UTF-8, without a line break at the end. */
  readonly vocabulary: string
  readonly dimensions: number
  /** The shorter sizes to which a vector can be cut. A cut vector must be brought back to unit length. */
  readonly shorterDimensions: readonly number[]
}

export interface StaticModel {
  readonly dimensions: number
  /**
   * One unit-length row of `dimensions` numbers per text, concatenated. A text without words gives a row of zeros.
   * Texts of any length are read whole.
   */
  run(texts: readonly string[], options?: StaticOptions): StaticVectors
}

interface StaticVectors {
  readonly vectors: Float32Array<ArrayBuffer>
  /** The share of each text's words that have a vector. */
  readonly coverage: readonly number[]
}

interface StaticOptions {
  /**
   * Numbers in a row.
   * @default the model's own
   */
  dimensions?: number | undefined
}

/**
 * `createStaticModel(files, architecture).run(texts)` computes sentence vectors without a network. `files` holds the
 * model's files by their path in the manifest.
 */
export function createStaticModel(
  files: ReadonlyMap<string, ArrayBuffer>,
  architecture: StaticArchitecture,
): StaticModel {
  const { dimensions: width, shorterDimensions } = architecture
  const vocabulary = new TextDecoder().decode(file(files, architecture.vocabulary)).split('\n')
  const bytes = file(files, architecture.table)
  const tableBytes = Math.ceil((vocabulary.length * width) / 4) * 4
  const expected = tableBytes + 4 * vocabulary.length
  if (bytes.byteLength !== expected) {
    throw new RangeError(
      `${architecture.table} must be ${expected} bytes for this vocabulary, got ${bytes.byteLength}.`,
    )
  }
  const table = new Int8Array(bytes, 0, vocabulary.length * width)
  const scales = new Float32Array(bytes, tableBytes, vocabulary.length)
  const tokenize = createTokenizer(vocabulary)

  return {
    dimensions: width,
    run(texts, { dimensions = width } = {}) {
      if (dimensions !== width && !shorterDimensions.includes(dimensions)) {
        const allowed = [width, ...shorterDimensions].join(', ')
        throw new RangeError(`\`dimensions\` must be one of ${allowed}, got ${dimensions}.`)
      }
      const vectors = new Float32Array(texts.length * dimensions)
      const coverage = texts.map((text, index) => {
        const row = vectors.subarray(index * dimensions, (index + 1) * dimensions)
        const { pieces, coverage } = tokenize(text)
        for (const piece of pieces) addRow(row, table, piece * width, scales[piece] as number)
        normalize(row)
        return coverage
      })
      return { vectors, coverage }
    },
  }
}

function file(files: ReadonlyMap<string, ArrayBuffer>, path: string): ArrayBuffer {
  const bytes = files.get(path)
  if (bytes === undefined) throw new TypeError(`A static embedder needs its file ${path}.`)
  return bytes
}

function addRow(sum: Float32Array, table: Int8Array, start: number, scale: number): void {
  for (let column = 0; column < sum.length; column++) {
    sum[column] = (sum[column] as number) + scale * (table[start + column] as number)
  }
}

function normalize(row: Float32Array): void {
  let squares = 0
  for (const value of row) squares += value * value
  if (squares === 0) return
  const length = Math.sqrt(squares)
  for (let column = 0; column < row.length; column++) row[column] = (row[column] as number) / length
}
