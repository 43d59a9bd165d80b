/**
 * A bag of hashed features, each a short row of 4-bit numbers, summed and put through one linear layer: how the language
 * identifier and the small classifiers compute. The features differ (language-features.ts, hashed-text-features.ts).
 */

const PRIME = 0x01000193

/** The beginning of a hash; each kind of feature has its own, so that equal letters of two kinds do not meet. */
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
  /** Rows of the table. */
  readonly buckets: number
  /** Numbers a row. */
  readonly width: number
  /** Outputs. */
  readonly outputs: number
}

export interface HashedBag {
  /** The logits of a text whose features `visit` names one by one; undefined when it has none. */
  logits(visit: (add: (bucket: number) => void) => void): Float64Array | undefined
}

/**
 * Reads a weights file: `buckets * width` numbers of four bits, two a byte, low half first and each eight above its value;
 * then float32 scales of the columns, the rows of the linear layer, and its biases.
 */
export function readHashedBag(bytes: ArrayBuffer, { buckets, width, outputs }: HashedShape): HashedBag {
  const tableBytes = (buckets * width) / 2
  const expected = tableBytes + 4 * (width + outputs * width + outputs)
  if (bytes.byteLength !== expected) {
    throw new RangeError(`The weights must be ${expected} bytes for this architecture, got ${bytes.byteLength}.`)
  }
  // Read as it is packed: to unpack millions of numbers takes longer than the first answer may.
  const table = new Uint8Array(bytes, 0, tableBytes)
  const scales = new Float32Array(bytes, tableBytes, width)
  const rows = new Float32Array(bytes, tableBytes + 4 * width, outputs * width)
  const biases = new Float32Array(bytes, tableBytes + 4 * width * (outputs + 1), outputs)

  return {
    logits(visit) {
      const sums = new Float64Array(width)
      let count = 0
      visit((bucket) => {
        let at = (bucket * width) / 2
        for (let column = 0; column < width; column += 2) {
          const pair = table[at++] as number
          sums[column] = (sums[column] as number) + (pair & 15) - 8
          sums[column + 1] = (sums[column + 1] as number) + (pair >>> 4) - 8
        }
        count++
      })
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
