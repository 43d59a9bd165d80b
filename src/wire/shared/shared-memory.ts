/**
 * Whether this page and its workers can share memory. Being cross-origin isolated is not enough: some WebKit browsers say
 * that they are, and have no SharedArrayBuffer all the same.
 */
export const canShareMemory = (): boolean =>
  globalThis.crossOriginIsolated === true && typeof SharedArrayBuffer === 'function'
