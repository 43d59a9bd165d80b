import { readFileSync, writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'
import { type Outcome, rows } from './rows.js'
import { tableOf } from './table.js'

const [BEGIN, END] = ['<!-- compatibility -->', '<!-- /compatibility -->'] as const

/** Writes the table of a page after a run in which each row ran and none failed. */
export class TableReporter implements Reporter {
  readonly #page: string

  constructor(page: string) {
    this.#page = page
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const outcomes = new Map<string, Outcome>()
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { compatibility } = test.meta()
        const id = /\(([^()]+)\)$/.exec(test.name)?.[1]
        if (compatibility !== undefined && id !== undefined) outcomes.set(id, compatibility)
      }
    }
    const missing = rows.filter(({ id }) => !outcomes.has(id))
    if (missing.length > 0) {
      const ids = missing.map(({ id }) => id).join(', ')
      console.log(`The table of docs/compatibility.md was not written: without a result are ${ids}`)
      return
    }
    const page = readFileSync(this.#page, 'utf8')
    const [before = '', rest = ''] = page.split(BEGIN)
    const [, after = ''] = rest.split(END)
    writeFileSync(this.#page, `${before}${BEGIN}\n\n${tableOf(outcomes)}\n${END}${after}`)
  }
}
