/**
 * Whether this page and its workers can share memory. Cross-origin isolation is not enough: some WebKit browsers report it and
 * still have no SharedArrayBuffer.
 */
export const canShareMemory = (): boolean =>
  globalThis.crossOriginIsolated === true && typeof SharedArrayBuffer === 'function'
