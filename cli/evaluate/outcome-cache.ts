import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Outcome } from '../../src/evaluate/index.js'

/** Outcomes on disk while a run is under way; gone when it is complete. */
export class OutcomeCache {
  #file: string | undefined

  /** Without a folder nothing is kept. */
  constructor(readonly folder: string | undefined) {}

  /** What a run of the same name left behind. */
  open(key: string): Outcome[] {
    if (this.folder === undefined) return []
    mkdirSync(this.folder, { recursive: true })
    this.#file = join(this.folder, `${key}.jsonl`)
    if (!existsSync(this.#file)) return []
    return readFileSync(this.#file, 'utf8')
      .split('\n')
      .flatMap((line) => {
        try {
          return line === '' ? [] : [JSON.parse(line) as Outcome]
        } catch {
          // The program was stopped in the middle of this line; its row is asked again.
          return []
        }
      })
  }

  add(outcome: Outcome): void {
    if (this.#file !== undefined) appendFileSync(this.#file, `${JSON.stringify(outcome)}\n`)
  }

  finish(): void {
    if (this.#file !== undefined) rmSync(this.#file, { force: true })
  }
}
