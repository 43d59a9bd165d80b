import { nextCut, wordEnds } from './next-cut.js'
import { isAtLeast } from './policy.js'
import type { GuardReport } from './read-text.js'

/** How much of the text that has passed is read again with the next part. */
const CONTEXT = 300

export interface HoldSettings {
  /** Reads a text from `from` on; `before` characters have passed before that place. */
  readonly read: (text: string, place: { readonly from: number; readonly before: number }) => Promise<GuardReport>
  /** Gets the report of each part, in order. */
  readonly note: (report: GuardReport) => void
  /** Gets the text that has passed. */
  readonly show: (text: string) => void
  /** Called once when nothing more may pass, so that the model can be stopped. */
  readonly stop: (report: GuardReport) => void
  /** Whether a rule must see the whole text before any of it may be shown. */
  readonly whole: boolean
  /** How many characters of an unfinished sentence are held back. */
  readonly hold: number
}

/** Holds a text back that comes in pieces, and shows it sentence by sentence as its parts pass. */
export class HeldText {
  #pending = ''
  #passed = ''
  #length = 0
  #shown = ''
  #stopped = false
  #ending = false
  #work: Promise<void> = Promise.resolve()
  #busy = false
  #failure: { readonly error: unknown } | undefined
  readonly #settings: HoldSettings

  constructor(settings: HoldSettings) {
    this.#settings = settings
  }

  push(piece: string): void {
    if (this.#stopped) return
    this.#pending += piece
    if (!this.#busy && !this.#settings.whole) this.#advance()
  }

  /** Resolves when the pieces so far are read, as far as possible. */
  async settled(): Promise<void> {
    await this.#work
    if (this.#failure !== undefined) throw this.#failure.error
  }

  /** Reads the rest, and gives the whole text that was shown. */
  async end(): Promise<string> {
    this.#ending = true
    await this.#work
    this.#advance()
    await this.settled()
    return this.#shown
  }

  #advance(): void {
    this.#busy = true
    this.#work = this.#pass().catch((error: unknown) => {
      // No text passes after a failure, and the caller that waits for the end gets the error.
      this.#stopped = true
      this.#failure ??= { error }
    })
  }

  async #pass(): Promise<void> {
    while (!this.#stopped) {
      const at = await this.#cut()
      if (at === undefined) break
      await this.#release(at)
      if (this.#ending && this.#pending === '') break
    }
    // Reset in the same turn as the check above, because a piece that comes between them would stay unread.
    this.#busy = false
  }

  async #cut(): Promise<number | undefined> {
    const pending = this.#pending
    if (this.#settings.whole) return this.#ending ? pending.length : undefined
    if (pending === '') return undefined
    const cut = nextCut(pending, this.#settings.hold)
    if (cut.type === 'sentence') return cut.at
    if (cut.type === 'wait') return this.#ending ? pending.length : undefined
    return this.#cutWithin(pending.slice(0, cut.length))
  }

  /** The last end of a word at which no finding is cut in two. */
  async #cutWithin(text: string): Promise<number> {
    const { findings } = await this.#read(text)
    const isFree = (at: number) => !findings.some(({ span }) => span !== undefined && span.start < at && at < span.end)
    return wordEnds(text).find(isFree) ?? text.length
  }

  async #release(at: number): Promise<void> {
    const part = this.#pending.slice(0, at)
    const report = await this.#read(part)
    this.#settings.note(report)
    this.#pending = this.#pending.slice(at)
    this.#passed = (this.#passed + part).slice(-CONTEXT)
    this.#length += part.length
    if (isAtLeast(report.action, 'refuse')) {
      this.#stopped = true
      this.#pending = ''
      this.#settings.stop(report)
    }
    if (report.text === '') return
    this.#shown += report.text
    this.#settings.show(report.text)
  }

  #read(text: string): Promise<GuardReport> {
    const from = this.#passed.length
    return this.#settings.read(this.#passed + text, { from, before: this.#length })
  }
}
