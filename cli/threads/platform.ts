import { availableParallelism } from 'node:os'
import { pathToFileURL } from 'node:url'
import type { Threads } from '../../src/engines/threads.js'
import { NlpError } from '../../src/shared/errors.js'
import { installedAddress } from '../packages/installed-address.js'
import { findNativeRuntime, nativeThreads } from './native-runtime.js'
import { threadWorker } from './thread-worker.js'

const WORKERS = { encoder: 'inference.worker.js', generator: 'generator.worker.js' } as const

/** Threads of Node, and the models that are installed. `src/engines/threads.ts` loads this file by its address. */
export const threads: Threads = {
  spawn: (group, native) =>
    threadWorker(native === undefined ? { worker: WORKERS[group] } : { worker: 'native.worker.js', runtime: native }),
  native() {
    const { path, reason } = findNativeRuntime()
    if (path !== undefined) return { path, threads: nativeThreads() }
    throw new NlpError('unsupported', `${reason}. Run \`npm install onnxruntime-node\`, or leave \`runtime\` out.`)
  },
  installed: installedAddress,
  get base() {
    return pathToFileURL(`${process.cwd()}/`).href
  },
  cores: availableParallelism(),
}
