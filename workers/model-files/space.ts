import { NlpError } from '../../src/shared/errors.js'

const GIGABYTE = 2 ** 30

/** WebAssembly addresses no more, and the weights of a model lie within its memory. */
const ADDRESSABLE = 4 * GIGABYTE

/**
 * The most bytes that the files of a model may have here. Of the device's memory a model gets half: the system and the
 * page need the rest. Browsers report memory in whole steps up to a limit, and some do not report it.
 */
export function mostModelBytes(
  memory = (globalThis.navigator as { readonly deviceMemory?: number } | undefined)?.deviceMemory,
): number {
  return memory === undefined ? ADDRESSABLE : Math.min(ADDRESSABLE, (memory / 2) * GIGABYTE)
}

/** Throws before a download of files that this device could not hold. */
export function requireSpace(id: string, bytes: number, mostBytes: number): void {
  if (bytes <= mostBytes) return
  throw new NlpError(
    'out-of-memory',
    `Model ${id} has ${gigabytes(bytes)} GB, and this device holds models of up to ${gigabytes(mostBytes)} GB. ` +
      'Choose another `dtype` or a smaller model.',
    { retryable: false, details: { bytes, mostBytes } },
  )
}

const gigabytes = (bytes: number) => (bytes / GIGABYTE).toFixed(1)
