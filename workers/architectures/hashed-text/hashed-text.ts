/**
 * The language identifier and the small classifiers compute alike: each hashed feature is a short row of 4-bit numbers,
 * the rows are summed, and one linear layer follows. Only their features differ (language-features.ts,
 * hashed-text-features.ts).
 */

const PRIME = 0x01000193
/** Numbers of four bits in 32 bits. */
const PART = 8
const LOW_HALVES = 0x0f0f0f0f
/** So many numbers of four bits fit into the sum of a byte. */
const BEFORE_CARRY = 17

/**
 * The start of a hash. Each kind of feature has its own start, so that equal letters of two kinds get different hashes.
 */
export function seedOf(kind: number): number {
  return (0x811c9dc5 + Math.imul(kind, 0x9e3779b9)) | 0
}

export function addTo(hash: number, point: number): number {
  return Math.imul(hash ^ point, PRIME)
}

/** Spreads every bit of a hash over all of its 32 bits. */
export function spread(hash: number): number {
  let mixed = hash ^ (hash >>> 15)
  mixed = Math.imul(mixed, 0x2c1b3c6d)
  mixed ^= mixed >>> 12
  mixed = Math.imul(mixed, 0x297a2d39)
  return (mixed ^ (mixed >>> 15)) >>> 0
}

export function bucketOf(hash: number, buckets: number): number {
  // Both are whole numbers of 32 bits, so the division needs no floating-point numbers.
  return spread(hash) % (buckets >>> 0)
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
  /** Adds the first `count` of these features, as `add` adds each of them, but in a fifth of the time. */
  addAll(buckets: ArrayLike<number>, count: number): void
  /** Begins another stretch of text. */
  clear(): void
  /** Adds the sums of another stretch of text. */
  join(other: Tally): void
  readonly sums: Float64Array
  readonly count: number
}

export interface HashedBag {
  tally(): Tally
  /** The logits of a stretch of text, in a new array or `into` this one; undefined where the stretch has no features. */
  logits(tally: Tally, into?: Float64Array): Float64Array | undefined
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
  let parts: Uint32Array | undefined
  const scales = new Float32Array(bytes, tableBytes, width)
  // Doubles: turning each number at each use would take as long as the products.
  const rows = Float64Array.from(new Float32Array(bytes, tableBytes + 4 * width, outputs * width))
  const biases = new Float32Array(bytes, tableBytes + 4 * width * (outputs + 1), outputs)
  const values = new Float64Array(width)

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
      addAll(features, length) {
        parts ??= inParts(table, width)
        const rowParts = Math.ceil(width / PART)
        for (let part = 0; part < rowParts; part++) addPart(parts, { part, rowParts, features, length, sums })
        count += length
      },
      clear() {
        sums.fill(0)
        count = 0
      },
      join(other) {
        for (let column = 0; column < width; column++) {
          sums[column] = (sums[column] as number) + (other.sums[column] as number)
        }
        count += other.count
      },
    }
  }

  /** Four outputs side by side take half the time: the sum of one output waits for each of its additions. */
  function addFour(output: number, logits: Float64Array): void {
    let one = biases[output] as number
    let two = biases[output + 1] as number
    let three = biases[output + 2] as number
    let four = biases[output + 3] as number
    let at = output * width
    for (let column = 0; column < width; column++, at++) {
      const value = values[column] as number
      one += value * (rows[at] as number)
      two += value * (rows[at + width] as number)
      three += value * (rows[at + 2 * width] as number)
      four += value * (rows[at + 3 * width] as number)
    }
    logits[output] = one
    logits[output + 1] = two
    logits[output + 2] = three
    logits[output + 3] = four
  }

  return {
    tally,
    logits({ sums, count }, logits = new Float64Array(outputs)) {
      if (count === 0) return undefined
      const root = Math.sqrt(count)
      for (let column = 0; column < width; column++) {
        values[column] = ((sums[column] as number) * (scales[column] as number)) / root
      }
      let output = 0
      for (; output + 4 <= outputs; output += 4) addFour(output, logits)
      for (; output < outputs; output++) {
        let sum = biases[output] as number
        let at = output * width
        for (let column = 0; column < width; column++) sum += (values[column] as number) * (rows[at++] as number)
        logits[output] = sum
      }
      return logits
    },
  }
}

/** Copies the table so that each row begins at a whole number of 32 bits. Zeros fill the rest of a row. */
function inParts(table: Uint8Array, width: number): Uint32Array {
  const rowBytes = width / 2
  const paddedBytes = Math.ceil(width / PART) * 4
  if (rowBytes === paddedBytes) return new Uint32Array(table.buffer, table.byteOffset, table.byteLength / 4)
  const rows = table.byteLength / rowBytes
  const padded = new Uint8Array(rows * paddedBytes)
  for (let row = 0, from = 0, to = 0; row < rows; row++, from += rowBytes, to += paddedBytes) {
    for (let byte = 0; byte < rowBytes; byte++) padded[to + byte] = table[from + byte] as number
  }
  return new Uint32Array(padded.buffer)
}

/** Adds one part of the rows of the features to the sums: every number of four bits is a byte of two counters. */
function addPart(
  parts: Uint32Array,
  {
    part,
    rowParts,
    features,
    length,
    sums,
  }: {
    readonly part: number
    readonly rowParts: number
    readonly features: ArrayLike<number>
    readonly length: number
    readonly sums: Float64Array
  },
): void {
  for (let start = 0; start < length; start += BEFORE_CARRY) {
    const end = Math.min(start + BEFORE_CARRY, length)
    let even = 0
    let odd = 0
    for (let index = start; index < end; index++) {
      const eight = parts[(features[index] as number) * rowParts + part] as number
      even += eight & LOW_HALVES
      odd += (eight >>> 4) & LOW_HALVES
    }
    const offset = 8 * (end - start)
    for (let byte = 0; byte < 4; byte++) {
      const column = part * PART + 2 * byte
      if (column >= sums.length) break
      sums[column] = (sums[column] as number) + ((even >>> (8 * byte)) & 255) - offset
      sums[column + 1] = (sums[column + 1] as number) + ((odd >>> (8 * byte)) & 255) - offset
    }
  }
}
