const OPEN = '<think>'
const CLOSE = '</think>'

/**
 * Keeps the thoughts of a model apart from its answer. Models that reason write their thoughts between `<think>` and
 * `</think>`, at the beginning. Some prompts already end with `<think>`, so the model writes only the second mark.
 */
export class ReasoningFilter {
  #state: 'before' | 'thinking' | 'between' | 'answering'
  #held = ''
  #reasoning = ''

  constructor({ begun }: { readonly begun: boolean }) {
    this.#state = begun ? 'thinking' : 'before'
  }

  /** The thoughts of the model; `undefined` where there are none. */
  get reasoning(): string | undefined {
    const text = this.#reasoning.trim()
    return text === '' ? undefined : text
  }

  /** The part of this piece, and of the held back text, that belongs to the answer. */
  push(piece: string): string {
    this.#held += piece
    if (this.#state === 'before') {
      const start = this.#held.trimStart()
      if (OPEN.startsWith(start)) return ''
      if (start.startsWith(OPEN)) {
        this.#state = 'thinking'
        this.#held = start.slice(OPEN.length)
      } else this.#state = 'answering'
    }
    if (this.#state === 'thinking' && !this.#leaveThought()) return ''
    if (this.#state === 'between') {
      // The lines between the thought and the answer belong to neither.
      this.#held = this.#held.trimStart()
      if (this.#held === '') return ''
      this.#state = 'answering'
    }
    return this.#take()
  }

  /** The rest of the answer, when no more text comes. */
  end(): string {
    if (this.#state !== 'thinking') return this.#take()
    this.#reasoning += this.#take()
    return ''
  }

  #leaveThought(): boolean {
    const at = this.#held.indexOf(CLOSE)
    // The last letters may be the beginning of the mark.
    const end = at === -1 ? Math.max(0, this.#held.length - CLOSE.length + 1) : at
    this.#reasoning += this.#held.slice(0, end)
    this.#held = this.#held.slice(at === -1 ? end : at + CLOSE.length)
    if (at !== -1) this.#state = 'between'
    return at !== -1
  }

  #take(): string {
    const text = this.#held
    this.#held = ''
    return text
  }
}
