import { asyncDispose } from '../calls/dispose.js'
import type { EngineSession, RunOptions } from '../calls/engine.js'
import type { Task, TaskMap } from '../shared/tasks.js'

/** How many texts a worker takes at a time from a long list: few, so that both workers end at about the same time. */
const SLICE = 32

/** The shortest list to share. A shorter list is finished before a second worker could read its first text. */
const LEAST = 3 * SLICE

type EmbedInput = TaskMap['embed']['input']
type EmbedOutput = TaskMap['embed']['output']

/**
 * A session that shares long lists of texts with a second worker. Where two cores are idle, two workers of one thread
 * are 1.8 times as fast as one. Where they are not, nothing is lost. The cost is a second copy of the weights, so the
 * second worker starts with the first list that is long enough. That list does not wait for the second worker.
 */
export function shareLists(first: EngineSession, openSecond: () => Promise<EngineSession>): EngineSession {
  let second: Promise<EngineSession | undefined> | undefined

  async function embedShared(input: EmbedInput, options: RunOptions<'embed'>): Promise<EmbedOutput> {
    // Without room for a second copy the first worker does all the work.
    second ??= openSecond().catch(() => undefined)
    const list = collect(input.texts)
    const stop = new AbortController()
    const signal = options.signal === undefined ? stop.signal : AbortSignal.any([options.signal, stop.signal])

    async function work(session: EngineSession): Promise<void> {
      while (list.waiting.length > 0) {
        const texts = list.waiting.splice(0, SLICE)
        try {
          list.add(texts, await session.run('embed', { ...input, texts }, { ...options, signal }))
        } catch (error) {
          list.waiting.push(...texts)
          throw error
        }
      }
    }

    let helping: Promise<void> | undefined
    void second.then((session) => {
      if (session === undefined || list.waiting.length === 0) return
      // Texts on which the second worker failed are waiting again. The first worker does them, or its failure is reported.
      helping = work(session).catch(() => {})
    })
    try {
      do {
        await work(first)
        await helping
      } while (list.waiting.length > 0)
    } catch (error) {
      stop.abort(error)
      throw error
    }
    return list.output()
  }

  async function close(): Promise<void> {
    await Promise.all([first.close(), second?.then((session) => session?.close())])
  }

  return {
    ...first,
    run<T extends Task>(task: T, input: TaskMap[T]['input'], options: RunOptions<T> = {}) {
      if (task !== 'embed' || (input as EmbedInput).texts.length < LEAST) return first.run(task, input, options)
      return embedShared(input as EmbedInput, options as RunOptions<'embed'>) as Promise<TaskMap[T]['output']>
    },
    close,
    [asyncDispose]: close,
  }
}

/** The different texts of a list and their vectors. The longest texts come first, so that no worker waits long at the end. */
function collect(texts: readonly string[]) {
  const rows = new Map<string, number[]>()
  for (const [row, text] of texts.entries()) {
    const known = rows.get(text)
    if (known === undefined) rows.set(text, [row])
    else known.push(row)
  }
  let vectors = new Float32Array()
  let dimensions = 0
  const truncated: number[] = []
  let coverage: number[] | undefined
  return {
    waiting: [...rows.keys()].sort((a, b) => b.length - a.length),
    add(done: readonly string[], output: EmbedOutput): void {
      dimensions = output.dimensions
      if (vectors.length === 0) vectors = new Float32Array(texts.length * dimensions)
      if (output.coverage !== undefined) coverage ??= new Array<number>(texts.length).fill(1)
      const cut = new Set(output.truncated)
      for (const [index, text] of done.entries()) {
        const vector = output.vectors.subarray(index * dimensions, (index + 1) * dimensions)
        for (const row of rows.get(text) ?? []) {
          vectors.set(vector, row * dimensions)
          if (cut.has(index)) truncated.push(row)
          if (coverage !== undefined) coverage[row] = output.coverage?.[index] ?? 1
        }
      }
    },
    output: (): EmbedOutput => ({ vectors, dimensions, truncated: truncated.sort((a, b) => a - b), coverage }),
  }
}
