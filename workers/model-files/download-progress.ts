import type { LoadProgress } from '../../src/shared/progress.js'

/**
 * One count over all files of a model. It starts at 0, never falls, ends at the total and gives about a hundred
 * reports.
 */
export class DownloadProgress {
  readonly #onProgress: ((progress: LoadProgress) => void) | undefined
  #total = 0
  #loaded = 0
  #reported = -1

  constructor(onProgress: ((progress: LoadProgress) => void) | undefined) {
    this.#onProgress = onProgress
  }

  expect(total: number): void {
    this.#total = Math.max(total, this.#loaded)
    if (this.#reported < 0) this.#report()
  }

  /** All files have arrived, here or in another tab. */
  finish(): void {
    this.reach(this.#total)
  }

  /** A file that starts again does not lower the count. The count waits until the file has caught up. */
  reach(loaded: number): void {
    if (this.#reported < 0) return
    this.#loaded = Math.max(this.#loaded, Math.min(loaded, this.#total))
    const due = this.#loaded - this.#reported >= this.#total / 100 || this.#loaded === this.#total
    if (due && this.#loaded > this.#reported) this.#report()
  }

  #report(): void {
    this.#reported = this.#loaded
    this.#onProgress?.({ type: 'download', loaded: this.#loaded, total: this.#total })
  }
}

/**
 * A count that is shared with other tabs: a tab that waits for another tab's download sees its progress. `end` stops
 * the sharing.
 */
export function shareProgress(
  folder: string,
  onProgress: ((progress: LoadProgress) => void) | undefined,
): { readonly progress: DownloadProgress; end(): void } {
  // Without locks no tab waits for another: each tab downloads by itself and cannot use the reports of the others.
  const channel = navigator.locks && new BroadcastChannel(`tacet-model-${folder}`)
  let hearing = false
  const progress = new DownloadProgress((report) => {
    // A report that was received must not be sent on.
    if (!hearing) channel?.postMessage(report)
    onProgress?.(report)
  })
  channel?.addEventListener('message', ({ data }: MessageEvent<Extract<LoadProgress, { type: 'download' }>>) => {
    hearing = true
    progress.expect(data.total)
    progress.reach(data.loaded)
    hearing = false
  })
  return { progress, end: () => channel?.close() }
}
