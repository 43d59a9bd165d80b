/** The steps of the killed page. Each step follows from its number alone. */
export type Step =
  | { readonly type: 'put'; readonly ids: readonly number[] }
  | { readonly type: 'delete'; readonly ids: readonly number[] }
  /** All vectors by another model. */
  | { readonly type: 'reembed'; readonly ids: readonly [] }
  /** Nothing, for long enough that the store tidies up. */
  | { readonly type: 'rest'; readonly ids: readonly [] }

export const DIMENSIONS = 48
const UNIVERSE = 30_000
const SIZES = [1, 7, 150, 6000]

export function stepOf(number: number): Step {
  const kind = noise(number, 5) % 20
  if (kind === 0) return { type: 'reembed', ids: [] }
  if (kind === 1) return { type: 'rest', ids: [] }
  const size = SIZES[noise(number, 1) % SIZES.length]!
  const start = noise(number, 2) % UNIVERSE
  const stride = 1 + (noise(number, 3) % 7)
  const ids = Array.from({ length: size }, (_, index) => (start + index * stride) % UNIVERSE)
  // Ids may repeat. The last record counts, in the model too.
  return { type: noise(number, 4) % 5 === 0 ? 'delete' : 'put', ids }
}

/** Which model the vectors are of after a step: each change of it has a number. */
export function modelAfter(number: number): number {
  return Array.from({ length: number + 1 }, (_, step) => stepOf(step)).filter(({ type }) => type === 'reembed').length
}

export function recordOf(id: number, version: number, model: number) {
  const text = `word${id % 100} version${version} number${id}`
  return { id: `r${id}`, vector: vectorOf(text, model), text, group: id % 10, version }
}

/** A vector that follows from the text, and says which model it is of. */
export function vectorOf(text: string, model: number): Float32Array {
  const [, version, id] = /version(\d+) number(\d+)/.exec(text) ?? []
  return Float32Array.from(
    { length: DIMENSIONS },
    (_, index) => (noise(Number(id) * 64 + index, Number(version) * 16 + model) % 2001) / 1000 - 1,
  )
}

function noise(seed: number, salt: number): number {
  let value = Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d)
  value = Math.imul(value ^ (value >>> 12), 0x297a2d39)
  return (value ^ (value >>> 15)) >>> 0
}
