import { fileURLToPath } from 'node:url'
import { Worker as Thread } from 'node:worker_threads'
import { NlpError } from '../../src/shared/errors.js'
import { WrongUse } from '../usage/wrong-use.js'
import type { Batch, ThreadMessage } from './row-thread.js'
import type { Job, JobModel, RowOutcome } from './work/work.js'

/** Threads that work on batches of rows. They keep the program running until the pool is closed. */
export interface Pool extends AsyncDisposable {
  readonly header: string | undefined
  readonly models: readonly JobModel[]
  run(records: readonly string[]): Promise<readonly RowOutcome[]>
}

type Ready = Extract<ThreadMessage, { type: 'ready' }>

interface Waiting {
  readonly resolve: (outcomes: readonly RowOutcome[]) => void
  readonly reject: (error: unknown) => void
}

/** Starts the threads, and waits until the first is ready. */
export async function openPool(job: Job, threads: number): Promise<Pool> {
  const waiting = new Map<number, Waiting>()
  const queue: Batch[] = []
  const idle: Thread[] = []
  let isReady: (message: Ready) => void = () => {}
  let isRefused: (error: unknown) => void = () => {}
  const ready = new Promise<Ready>((resolve, reject) => {
    isReady = resolve
    isRefused = reject
  })
  let failure: unknown
  let batches = 0
  let isClosed = false

  function fail(error: unknown): void {
    if (isClosed) return
    failure ??= error
    isRefused(failure)
    for (const { reject } of waiting.values()) reject(failure)
    waiting.clear()
  }

  function give(thread: Thread): void {
    const batch = queue.shift()
    if (batch === undefined) idle.push(thread)
    else thread.postMessage(batch)
  }

  const started = Array.from({ length: threads }, () => {
    const thread = new Thread(fileURLToPath(new URL('./row-thread.js', import.meta.url)), {
      workerData: job,
      execArgv: [],
    })
    thread.on('message', (message: ThreadMessage) => {
      if (message.type === 'failed') return fail(new (message.isWrongUse ? WrongUse : Error)(message.message))
      if (message.type === 'ready') isReady(message)
      else {
        waiting.get(message.number)?.resolve(message.outcomes)
        waiting.delete(message.number)
      }
      give(thread)
    })
    const ended = (cause: unknown) =>
      fail(new NlpError('worker-crashed', `A thread ended: ${String(cause)}`, { cause }))
    thread.on('error', ended)
    thread.on('exit', (code) => ended(`exit code ${code}`))
    return thread
  })

  async function close(): Promise<void> {
    isClosed = true
    await Promise.all(started.map((thread) => thread.terminate()))
  }

  try {
    const { header, models } = await ready
    return {
      header,
      models,
      run(records) {
        if (failure !== undefined) return Promise.reject(failure)
        const number = batches++
        queue.push({ number, records })
        const outcomes = new Promise<readonly RowOutcome[]>((resolve, reject) =>
          waiting.set(number, { resolve, reject }),
        )
        const thread = idle.shift()
        if (thread !== undefined) give(thread)
        return outcomes
      },
      [Symbol.asyncDispose]: close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
