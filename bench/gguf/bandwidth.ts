const MEGABYTE = 1_000_000

/** More than any cache of a processor holds, so that each pass reads the memory. */
const NUMBERS = (256 * MEGABYTE) / 8

/**
 * Gigabytes that one thread reads from memory in a second. Four places are read side by side: a single stream waits for
 * the memory and reads about 70 % of that.
 */
export function readBandwidth(numbers: Float64Array): number {
  const quarter = numbers.length / 4
  const started = performance.now()
  let sum = 0
  for (let at = 0; at < quarter; at += 8) {
    // One number for each line of 64 bytes: the memory hands out whole lines.
    sum +=
      (numbers[at] as number) +
      (numbers[at + quarter] as number) +
      (numbers[at + 2 * quarter] as number) +
      (numbers[at + 3 * quarter] as number)
  }
  const seconds = (performance.now() - started) / 1000
  if (Number.isNaN(sum)) throw new Error('The numbers are not zeros.')
  return numbers.byteLength / seconds / 1e9
}

/** Numbers to read, written once: the pages of a fresh array exist only after a write. */
export const manyNumbers = (): Float64Array => new Float64Array(NUMBERS).fill(0)
