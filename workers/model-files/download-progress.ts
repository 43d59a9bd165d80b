import type { LoadProgress } from '../../src/progress.js'

/** One count over all files of a model: starts at 0, never falls, ends at the total; about a hundred reports. */
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

  /** A file that has to be started again takes nothing back: the count waits until it gets there once more. */
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
