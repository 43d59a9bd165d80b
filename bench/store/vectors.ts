/**
 * Unit vectors as embeddings are: 200 clusters of very different size, a few directions that matter inside each, and
 * noise. The same seed gives the same vectors.
 */
export function mixture(count: number, dimensions: number, seed: number): Float32Array<ArrayBuffer> {
  const random = generator(12345)
  const centres = Array.from({ length: CLUSTERS }, () => gaussian(dimensions, random))
  const directions = Array.from({ length: RANK }, () => gaussian(dimensions, random))
  const sample = generator(seed)
  const vectors = new Float32Array(count * dimensions)
  for (let row = 0; row < count; row++) {
    // Squaring makes the first clusters the largest.
    const centre = centres[Math.floor(sample() ** 2 * CLUSTERS)]!
    const vector = vectors.subarray(row * dimensions, (row + 1) * dimensions)
    vector.set(centre)
    for (const [rank, direction] of directions.entries()) {
      const amount = (normal(sample) * 0.9) / Math.sqrt(rank + 1)
      for (let index = 0; index < dimensions; index++) vector[index]! += amount * direction[index]!
    }
    let square = 0
    for (let index = 0; index < dimensions; index++) {
      vector[index]! += normal(sample) * 0.35
      square += vector[index]! ** 2
    }
    const scale = 1 / Math.sqrt(square)
    for (let index = 0; index < dimensions; index++) vector[index]! *= scale
  }
  return vectors
}

const CLUSTERS = 200
const RANK = 8

export function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32
  }
}

function gaussian(dimensions: number, random: () => number): Float32Array {
  return Float32Array.from({ length: dimensions }, () => normal(random))
}

/** Twelve dice are normal enough, and need no logarithm. */
function normal(random: () => number): number {
  let sum = -2
  for (let index = 0; index < 4; index++) sum += random()
  return sum * Math.sqrt(3)
}

const SYLLABLES = 'ka lo mi ten ra so vel un dor pas fi gre lam not re sti qua ber eng ol'.split(' ')

const WORDS = Array.from({ length: 6000 }, (_, index) => {
  const random = generator(index + 1)
  return Array.from(
    { length: 2 + Math.floor(random() * 3) },
    () => SYLLABLES[Math.floor(random() * SYLLABLES.length)],
  ).join('')
})

/** A text of words as frequent as words are. */
export function passage(words: number, random: () => number): string {
  return Array.from({ length: words }, () => WORDS[Math.floor(random() ** 3 * WORDS.length)]).join(' ')
}
