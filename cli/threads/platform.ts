import { availableParallelism } from 'node:os'
import { pathToFileURL } from 'node:url'
import type { Threads } from '../../src/engines/threads.js'
import { installedAddress } from '../packages/installed-address.js'
import { threadWorker } from './thread-worker.js'

const WORKERS = { encoder: 'inference.worker.js', generator: 'generator.worker.js' } as const

/** Threads of Node, and the models that are installed. `src/engines/threads.ts` loads this file by its address. */
export const threads: Threads = {
  spawn: (group) => threadWorker({ worker: WORKERS[group] }),
  installed: installedAddress,
  get base() {
    return pathToFileURL(`${process.cwd()}/`).href
  },
  cores: availableParallelism(),
}
