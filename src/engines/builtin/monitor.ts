import type { OpenOptions } from '../../calls/engine.js'

/** Passes on the progress of the browser. The browser reports a share of the whole, so `total` is 1. */
export const monitorFor = (onProgress: OpenOptions['onProgress']) => (target: EventTarget) =>
  target.addEventListener('downloadprogress', (event) => {
    const { loaded } = event as Event & { readonly loaded: number }
    onProgress?.({ type: 'download', loaded, total: 1 })
  })
