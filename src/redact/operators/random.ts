/** A whole number below `limit` from the platform's cryptographic source, so that nobody can guess the next surrogate. */
export function random(limit: number): number {
  return crypto.getRandomValues(new Uint32Array(1))[0]! % limit
}

export function pick<T>(list: readonly T[]): T {
  return list[random(list.length)]!
}
