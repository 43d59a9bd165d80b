import { nextMacrotask } from '../schedule/yield.js'

/** The worker may tokenize this long before it reads its messages. */
const SLICE_MS = 8

/** Maps many texts without blocking the worker: an abort takes effect between slices. */
export async function mapInSlices<T, R>(
  items: readonly T[],
  map: (item: T, index: number) => R,
  signal: AbortSignal,
): Promise<R[]> {
  const results: R[] = []
  let since = performance.now()
  for (const [index, item] of items.entries()) {
    if (performance.now() - since > SLICE_MS) {
      await nextMacrotask()
      signal.throwIfAborted()
      since = performance.now()
    }
    results.push(map(item, index))
  }
  return results
}

/** The share of each text that could be read. */
export function coverageOf(encodings: readonly { readonly coverage: number }[]): number[] {
  return encodings.map(({ coverage }) => coverage)
}

/** The indexes of the texts that were cut. */
export function truncatedRows(encodings: readonly { readonly truncated: boolean }[]): number[] {
  return encodings.flatMap(({ truncated }, row) => (truncated ? [row] : []))
}
