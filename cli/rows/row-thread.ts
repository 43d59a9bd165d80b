/** A thread that works on batches of rows. Its results depend on the rows alone, so it does not matter which thread gets a batch. */
import { parentPort, workerData } from 'node:worker_threads'
import { NlpError } from '../../src/shared/errors.js'
import { openWorker } from './work/open-worker.js'
import type { Job, JobModel, RowOutcome } from './work/work.js'

/** A batch of rows on the way to a thread. */
export interface Batch {
  readonly number: number
  readonly records: readonly string[]
}

/** What a thread says. */
export type ThreadMessage =
  | { readonly type: 'ready'; readonly header: string | undefined; readonly models: readonly JobModel[] }
  | { readonly type: 'done'; readonly number: number; readonly outcomes: readonly RowOutcome[] }
  | { readonly type: 'failed'; readonly message: string; readonly isWrongUse: boolean }

const port = parentPort as NonNullable<typeof parentPort>
const say = (message: ThreadMessage) => port.postMessage(message)

function fail(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error)
  const isWrongUse = !NlpError.is(error) && (error instanceof TypeError || error instanceof RangeError)
  say({ type: 'failed', message, isWrongUse })
}

openWorker(workerData as Job).then(({ header, models, run }) => {
  port.on('message', ({ number, records }: Batch) => {
    run(records).then((outcomes) => say({ type: 'done', number, outcomes }), fail)
  })
  say({ type: 'ready', header, models })
}, fail)
