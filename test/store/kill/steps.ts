/** What the killed page does, step by step; each step follows from its number alone. */
export type Step =
  | { readonly type: 'put'; readonly ids: readonly number[] }
  | { readonly type: 'delete'; readonly ids: readonly number[] }

export const DIMENSIONS = 48
const UNIVERSE = 30_000
const SIZES = [1, 7, 150, 6000]

export function stepOf(number: number): Step {
  const size = SIZES[noise(number, 1) % SIZES.length]!
  const start = noise(number, 2) % UNIVERSE
  const stride = 1 + (noise(number, 3) % 7)
  const ids = Array.from({ length: size }, (_, index) => (start + index * stride) % UNIVERSE)
  // Ids may come round; what counts is the last one, and the model knows that too.
  return { type: noise(number, 4) % 5 === 0 ? 'delete' : 'put', ids }
}

export function recordOf(id: number, version: number) {
  const vector = Float32Array.from(
    { length: DIMENSIONS },
    (_, index) => (noise(id * 64 + index, version) % 2001) / 1000 - 1,
  )
  return { id: `r${id}`, vector, text: `word${id % 100} version${version}`, group: id % 10, version }
}

function noise(seed: number, salt: number): number {
  let value = Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d)
  value = Math.imul(value ^ (value >>> 12), 0x297a2d39)
  return (value ^ (value >>> 15)) >>> 0
}
