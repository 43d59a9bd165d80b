import { asyncDispose } from '../calls/dispose.js'
import type { EngineSession, RunOptions } from '../calls/engine.js'
import type { Task, TaskMap } from '../shared/tasks.js'

/** How many texts a worker takes at a time from a long list: few, so that all workers end at about the same time. */
const SLICE = 32

/** The shortest list to share. A shorter list is finished before a second worker could read its first text. */
const LEAST = 3 * SLICE

type EmbedInput = TaskMap['embed']['input']
type EmbedOutput = TaskMap['embed']['output']

/**
 * A session that shares long lists of texts with more workers, each with one thread. Where cores are idle, two workers
 * are 1.6 to 1.8 times as fast as one. Without idle cores they are as fast as one. The cost is a copy of the weights
 * for each worker, so the others start with the first list that is long enough. That list does not wait for them.
 */
export function shareLists(first: EngineSession, open: readonly (() => Promise<EngineSession>)[]): EngineSession {
  let helpers: readonly Promise<EngineSession | undefined>[] | undefined

  async function embedShared(input: EmbedInput, options: RunOptions<'embed'>): Promise<EmbedOutput> {
    // Without memory for another copy, the existing workers do all the work.
    helpers ??= open.map((openHelper) => openHelper().catch(() => undefined))
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

    const helping = new Set<Promise<void>>()
    for (const helper of helpers) {
      void helper.then((session) => {
        if (session === undefined || list.waiting.length === 0) return
        // Texts on which a helper failed wait again. Another worker computes them, or the first worker reports its
        // failure.
        const help: Promise<void> = work(session)
          .catch(() => {})
          .finally(() => helping.delete(help))
        helping.add(help)
      })
    }
    try {
      do {
        await work(first)
        await Promise.all(helping)
      } while (list.waiting.length > 0 || helping.size > 0)
    } catch (error) {
      stop.abort(error)
      throw error
    }
    return list.output()
  }

  async function close(): Promise<void> {
    const others = (helpers ?? []).map(async (helper) => (await helper)?.close())
    await Promise.all([first.close(), ...others])
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
  let cached: number | undefined
  return {
    waiting: [...rows.keys()].sort((a, b) => b.length - a.length),
    add(done: readonly string[], output: EmbedOutput): void {
      dimensions = output.dimensions
      if (vectors.length === 0) vectors = new Float32Array(texts.length * dimensions)
      if (output.cached !== undefined) cached = (cached ?? 0) + output.cached
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
    output: (): EmbedOutput => ({ vectors, dimensions, truncated: truncated.sort((a, b) => a - b), coverage, cached }),
  }
}
