import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Outcome } from '../../src/evaluate/index.js'

/** Keeps outcomes on disk while a run is in progress. A completed run removes them. */
export class OutcomeCache {
  #file: string | undefined

  /** Without a folder, nothing is kept. */
  constructor(readonly folder: string | undefined) {}

  /** Returns the outcomes that a stopped run with the same key has left. */
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
          // The program was stopped while it wrote this line, so the row is asked again.
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
