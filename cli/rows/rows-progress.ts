import { amount } from './report.js'

/** How often the line is written: on a terminal, where each line replaces the last one, and in a log. */
const TERMINAL_MS = 200
const LOG_MS = 10_000

/** Shows the progress of a command. */
export class RowsProgress {
  readonly #started = performance.now()
  #shown = this.#started
  #isOpen = false
  #bytes = 0

  constructor(
    readonly out: NodeJS.WriteStream,
    /** The size of all inputs; undefined if it is unknown. */
    readonly total: number | undefined,
  ) {}

  read(bytes: number): void {
    this.#bytes = bytes
  }

  show(rows: number, done: number): void {
    const now = performance.now()
    if (now - this.#shown < (this.out.isTTY ? TERMINAL_MS : LOG_MS)) return
    this.#shown = now
    const speed = Math.round(done / ((now - this.#started) / 1000))
    const share = this.total ? `, ${Math.min(99, Math.floor((this.#bytes / this.total) * 100))} % read` : ''
    const text = `${amount(rows)} rows, ${amount(speed)} a second${share}`
    this.out.write(this.out.isTTY ? `\r\x1b[K${text}` : `${text}\n`)
    this.#isOpen = this.out.isTTY
  }

  /** Clears the line, so that another text can be written. */
  clear(): void {
    if (this.#isOpen) this.out.write('\r\x1b[K')
    this.#isOpen = false
  }
}
