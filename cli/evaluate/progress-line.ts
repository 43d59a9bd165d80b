import type { ProgressMessage } from './page-request.js'

/** On a terminal, one line that is rewritten. In a log, one line for every tenth of the rows. */
export class ProgressLine {
  #lastTenth = -1
  #open = false

  constructor(readonly out: NodeJS.WriteStream) {}

  show(message: ProgressMessage): void {
    if (message.type === 'outcome') return
    if (message.type === 'rows') this.#bar('rows', message.loaded, message.total, message.failed)
    else if (message.progress.type === 'download') {
      this.#bar('loading the model', message.progress.loaded ?? 0, message.progress.total ?? 0, 0)
    }
  }

  #bar(what: string, loaded: number, total: number, failed: number): void {
    const share = total === 0 ? 0 : loaded / total
    const tenth = Math.floor(share * 10)
    const full = Math.round(share * 30)
    const failures = failed > 0 ? `, ${failed} failed` : ''
    const text = `${'█'.repeat(full)}${'░'.repeat(30 - full)} ${Math.round(share * 100)} % ${what}${failures}`
    if (this.out.isTTY) {
      this.out.write(`\r\x1b[K${text}`)
      this.#open = true
    } else if (what === 'rows' && tenth !== this.#lastTenth) {
      this.#lastTenth = tenth
      this.out.write(`${loaded} of ${total} rows${failures}\n`)
    }
  }

  end(): void {
    if (this.#open) this.out.write('\r\x1b[K')
    this.#open = false
  }
}
