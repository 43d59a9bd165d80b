import { type AnswerDocument, createEmbedder, type DocumentFormat, type Embedder } from 'tacet'
import { type Documents, openDocuments } from 'tacet/documents'
import type { DemoContext } from '../parts/panel.js'

export interface AskDocument extends AnswerDocument {
  readonly format?: DocumentFormat | undefined
}

interface Wanted {
  readonly name: string
  /** The model that reads the documents. */
  readonly model: string
  readonly documents: readonly AskDocument[]
  /** Whether the documents stay in this browser. Files of the visitor do not. */
  readonly persist: boolean
}

export interface Collections {
  /** The collection of this name, after it has read exactly these documents. */
  ready(wanted: Wanted, report: (progress: string) => void, signal: AbortSignal): Promise<Documents<AskDocument>>
}

/** Opens collections of documents, each with its model, when they are first asked for. */
export function createCollections({ load }: Pick<DemoContext, 'load'>, again: () => void): Collections {
  const embedders = new Map<string, Promise<Embedder>>()
  const opened = new Map<string, Promise<Documents<AskDocument>>>()
  const held = new Map<string, readonly AskDocument[]>()
  let turn: Promise<unknown> = Promise.resolve()

  const embedderOf = (model: string) =>
    once(embedders, model, () => load(model, (options) => createEmbedder({ ...options, model }), again))

  async function read(
    { name, model, documents, persist }: Wanted,
    report: (progress: string) => void,
    signal: AbortSignal,
  ) {
    const key = `ask-${name}-${model}`
    const collection = await once(opened, key, async () =>
      openDocuments<AskDocument>(key, { embedder: await embedderOf(model), persist }),
    )
    if (held.get(key) === documents) return collection
    const ids = new Set(documents.map(({ id }) => id))
    await collection.delete((await collection.ids()).filter((id) => !ids.has(id)))
    await collection.put(documents, {
      signal,
      onProgress: ({ loaded, passages, secondsLeft = 0 }) => {
        const left = secondsLeft < 2 ? '' : `, about ${Math.ceil(secondsLeft)} s left`
        report(`Reading: ${loaded} of ${documents.length} documents, ${passages} new passages${left}…`)
      },
    })
    held.set(key, documents)
    return collection
  }

  return {
    ready(wanted, report, signal) {
      // One after the other: two readings of the same files would both embed them.
      const result = turn.then(() => {
        signal.throwIfAborted()
        return read(wanted, report, signal)
      })
      turn = result.catch(() => {})
      return result
    },
  }
}

/** Makes a value once. A failure is forgotten, so that the next call tries again. */
function once<T>(made: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const known = made.get(key)
  if (known !== undefined) return known
  const value = make()
  made.set(key, value)
  value.catch(() => made.delete(key))
  return value
}
