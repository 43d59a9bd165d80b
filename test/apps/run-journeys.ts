import { createGenerator } from 'tacet'
import { localEngine } from 'tacet/engines'
import { askHandbook } from '../browser/journeys/answer.js'
import { sortMail } from '../browser/journeys/classify.js'
import { write } from '../browser/journeys/generate.js'
import { askServer } from '../browser/journeys/redact.js'
import { searchNotes } from '../browser/journeys/search.js'

const JOURNEYS: Readonly<Record<string, () => Promise<unknown>>> = {
  classify: async () => (await sortMail('I was charged twice this month')).label === 'billing',
  async search() {
    const notes = [
      { text: 'The cat sleeps on the sofa', year: 2024 },
      { text: 'Kittens like to nap', year: 2010 },
      { text: 'The tax return is due in May', year: 2023 },
    ]
    return (await searchNotes(notes, 'a sleeping pet'))[0]?.text === 'The cat sleeps on the sofa'
  },
  async redact() {
    const message = 'Write to jo@example.com about card 4111 1111 1111 1111.'
    let shown = ''
    await askServer(message, (text) => {
      shown += text
    })
    return shown === `You wrote: ${message}`
  },
  async generate() {
    let shown = ''
    const show = (text: string) => {
      shown += text
    }
    const { words } = await write('Hello', 'compose', show, new AbortController().signal)
    return shown !== '' && words > 0
  },
  async answer() {
    const pages = [
      { id: 'leave', text: 'Employees have thirty days of leave a year. Leave is asked for in writing.' },
      { id: 'parking', text: 'Bicycles are parked behind the house. Cars need a permit from the reception.' },
    ]
    const { found, citations } = await askHandbook(pages, 'How many days of leave do employees have?')
    return found && citations[0]?.documentId === 'leave'
  },
  /** The helpers of a generator start from the script of its worker, which each bundler names and packs in its own way. */
  async threads() {
    if (!crossOriginIsolated) return true
    const engine = localEngine({ threads: 2, device: 'wasm' })
    const generator = await createGenerator({ engines: [engine], model: '/threads.gguf' })
    const { text } = await generator.generate('The rain in Spain', { maxTokens: 8 })
    const { workers } = await engine.diagnostics()
    engine.stop()
    const threads = workers.flatMap(({ models }) => models.map((model) => model.threads))
    return text !== '' && threads.join() === '2'
  },
}

/**
 * Runs the five journeys of the documents, and a generator with two threads, in the page of an app. Each result is 'ok'
 * or the error.
 */
export async function runJourneys(): Promise<Record<string, string>> {
  const results: Record<string, string> = {}
  for (const [name, journey] of Object.entries(JOURNEYS)) {
    try {
      results[name] = (await journey()) === true ? 'ok' : 'the wrong result'
    } catch (error) {
      const { cause } = error as { cause?: unknown }
      results[name] = `${error}${cause === undefined ? '' : `, because of ${cause}`}`
    }
  }
  return results
}
