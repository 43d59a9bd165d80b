/**
 * The language identifier and the small classifiers compute alike: each hashed feature is a short row of 4-bit numbers,
 * the rows are summed, and one linear layer follows. Only their features differ (language-features.ts,
 * hashed-text-features.ts).
 */

const PRIME = 0x01000193

/**
 * The start of a hash. Each kind of feature has its own start, so that equal letters of two kinds get different hashes.
 */
export function seedOf(kind: number): number {
  return (0x811c9dc5 + Math.imul(kind, 0x9e3779b9)) | 0
}

export function addTo(hash: number, point: number): number {
  return Math.imul(hash ^ point, PRIME)
}

export function bucketOf(hash: number, buckets: number): number {
  let mixed = hash ^ (hash >>> 15)
  mixed = Math.imul(mixed, 0x2c1b3c6d)
  mixed ^= mixed >>> 12
  mixed = Math.imul(mixed, 0x297a2d39)
  mixed ^= mixed >>> 15
  return (mixed >>> 0) % buckets
}

export interface HashedShape {
  /** Number of rows in the table. */
  readonly buckets: number
  /** Numbers in a row. */
  readonly width: number
  /** Number of outputs. */
  readonly outputs: number
}

/** The sums of the features of a stretch of text. */
export interface Tally {
  add(bucket: number): void
  /** Adds the sums of another stretch of text. */
  join(other: Tally): void
  readonly sums: Float64Array
  readonly count: number
}

export interface HashedBag {
  tally(): Tally
  /** The logits of a stretch of text; undefined where the stretch has no features. */
  logits(tally: Tally): Float64Array | undefined
}

/**
 * Reads a weights file. First come `buckets * width` numbers of four bits, two to a byte, the low half first, each
 * stored as its value plus eight. Then come the float32 scales of the columns, the rows of the linear layer, and its
 * biases.
 */
export function readHashedBag(bytes: ArrayBuffer, { buckets, width, outputs }: HashedShape): HashedBag {
  const tableBytes = (buckets * width) / 2
  const expected = tableBytes + 4 * (width + outputs * width + outputs)
  if (bytes.byteLength !== expected) {
    throw new RangeError(`The weights must be ${expected} bytes for this architecture, got ${bytes.byteLength}.`)
  }
  // The table stays packed: unpacking millions of numbers would take longer than the first answer may take.
  const table = new Uint8Array(bytes, 0, tableBytes)
  const scales = new Float32Array(bytes, tableBytes, width)
  const rows = new Float32Array(bytes, tableBytes + 4 * width, outputs * width)
  const biases = new Float32Array(bytes, tableBytes + 4 * width * (outputs + 1), outputs)

  function tally(): Tally {
    const sums = new Float64Array(width)
    let count = 0
    return {
      sums,
      get count() {
        return count
      },
      add(bucket) {
        let at = (bucket * width) / 2
        for (let column = 0; column < width; column += 2) {
          const pair = table[at++] as number
          sums[column] = (sums[column] as number) + (pair & 15) - 8
          sums[column + 1] = (sums[column + 1] as number) + (pair >>> 4) - 8
        }
        count++
      },
      join(other) {
        for (let column = 0; column < width; column++) {
          sums[column] = (sums[column] as number) + (other.sums[column] as number)
        }
        count += other.count
      },
    }
  }

  return {
    tally,
    logits({ sums, count }) {
      if (count === 0) return undefined
      const root = Math.sqrt(count)
      return Float64Array.from(biases, (bias, output) => {
        let sum = bias
        for (let column = 0; column < width; column++) {
          const value = ((sums[column] as number) * (scales[column] as number)) / root
          sum += value * (rows[output * width + column] as number)
        }
        return sum
      })
    },
  }
}
