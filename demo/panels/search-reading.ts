import { chunk, type Embedder } from 'tacet'
import type { VectorStore } from 'tacet/store'
import { readDocument } from '../parts/document-file.js'
import type { DemoContext } from '../parts/panel.js'
import type { Article } from './search-handbook.js'
import type { PassageRecord } from './search-results.js'

/** Number of passages that are embedded between two signs of progress. */
const STEP = 16

export interface Adding {
  readonly store: VectorStore<PassageRecord>
  readonly embedder: Embedder
  readonly context: DemoContext
  readonly status: HTMLElement
  readonly progress: HTMLProgressElement
  readonly stop: HTMLButtonElement
  readonly signal: AbortSignal
}

/**
 * Cuts, embeds and stores the passages that are not stored yet. If the page is closed in between, the next visit
 * continues.
 */
export async function addArticles(
  articles: readonly Article[],
  { store, embedder, context, status, progress, stop, signal }: Adding,
): Promise<void> {
  const wanted = articles.flatMap(({ topic, title, text }) =>
    chunk(text, { passageLength: 90, overlap: 0 }).map(({ start, end }) => ({
      id: `${topic}/${title}/${start}`,
      text: text.slice(start, end),
      title,
      topic,
    })),
  )
  const known = new Set<string>()
  for await (const { id, text } of store) known.add(`${id}\n${text}`)
  const missing = wanted.filter(({ id, text }) => !known.has(`${id}\n${text}`))
  progress.max = Math.max(1, missing.length)
  progress.value = 0
  progress.hidden = missing.length === 0
  stop.hidden = progress.hidden
  for (let at = 0; at < missing.length; at += STEP) {
    const part = missing.slice(at, at + STEP)
    status.textContent = `Reading passage ${at + 1} of ${missing.length}…`
    const texts = part.map(({ title, text }) => `${title}: ${text}`)
    const vectors = await context.timed('minilm', () => embedder.embed(texts, { priority: 'background', signal }))
    await store.put(part.map((passage, index) => ({ ...passage, vector: vectors[index]! })))
    progress.value = at + part.length
  }
}

/** Reads the texts of files, and the reasons why others cannot be read. */
export async function readFiles(list: Iterable<File>): Promise<{ articles: Article[]; refused: string[] }> {
  const articles: Article[] = []
  const refused: string[] = []
  for (const file of list) {
    const read = await readDocument(file)
    if ('problem' in read) refused.push(read.problem)
    else articles.push({ topic: 'Your files', title: file.name, text: read.text })
  }
  return { articles, refused }
}

const UNFINISHED = 'tacet-demo-unfinished'

/** Notes the files that are being read. If the page ends before they are read, the next visit says so. */
export function noteUnfinished(names: readonly string[]): void {
  if (names.length === 0) localStorage.removeItem(UNFINISHED)
  else localStorage.setItem(UNFINISHED, JSON.stringify(names))
}

/** The files that an earlier visit did not finish reading. */
export const unfinished = () => JSON.parse(localStorage.getItem(UNFINISHED) ?? '[]') as string[]
