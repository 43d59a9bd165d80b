import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker as Thread } from 'node:worker_threads'
import { packageRoot } from '../packages/package-root.js'
import type { ThreadData } from './thread.js'

interface ThreadOptions extends Pick<ThreadData, 'runtime'> {
  /** The name of the worker file in `dist/workers`. */
  readonly worker: string
}

/**
 * Starts a thread of Node that runs the file of a worker, with the part of a worker's interface that the wire needs. The program may end
 * while no call waits for the thread.
 */
export function threadWorker({ worker, runtime }: ThreadOptions): Worker {
  const built = join(packageRoot(), 'dist')
  const workerData: ThreadData = { file: pathToFileURL(join(built, 'workers', worker)).href, runtime }
  // The thread must not get the options of the program: with some of them, such as `--input-type`, no file can be run.
  const thread = new Thread(join(built, 'cli/threads/thread.js'), { workerData, execArgv: [] })
  const waiting = new Set<unknown>()
  thread.unref()
  thread.on('message', ({ id }: CallMessage) => {
    waiting.delete(id)
    if (waiting.size === 0) thread.unref()
  })
  const listeners: Readonly<Record<string, (heard: (event: object) => void) => void>> = {
    message: (heard) => thread.on('message', (data: unknown) => heard({ data })),
    messageerror: (heard) => thread.on('messageerror', () => heard({})),
    error(heard) {
      const ended = (message: string) => heard({ message, preventDefault() {} })
      thread.on('error', (error: Error) => ended(error.message))
      thread.on('exit', (code) => ended(`it ended with code ${code}`))
    },
  }
  const like = {
    postMessage(message: CallMessage, transfer: never) {
      if (waiting.size === 0) thread.ref()
      waiting.add(message.id)
      thread.postMessage(message, transfer)
    },
    terminate: () => void thread.terminate(),
    addEventListener: (type: string, heard: (event: object) => void) => listeners[type]?.(heard),
    removeEventListener() {},
  }
  return like as unknown as Worker
}

/** A message of Comlink: the answer to a call has the id of the call. */
interface CallMessage {
  readonly id: unknown
}
