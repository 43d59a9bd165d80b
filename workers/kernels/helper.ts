import { callPart, SharedCalls } from './shared-calls.js'

const NAME = 'tacet-kernel-helper'

/** The functions of the kernels, by name: only the leader uses their types. */
type AnyFunctions = Readonly<Record<string, (...args: number[]) => void>>

/** The things that a helper needs to compute parts. */
interface HelperStart {
  readonly module: WebAssembly.Module
  readonly memory: WebAssembly.Memory
  readonly buffer: SharedArrayBuffer
  readonly names: readonly string[]
  readonly worker: number
  /** A call that the helper computes first. */
  readonly first: { readonly name: string; readonly args: readonly number[] } | undefined
}

/** Whether this worker was started as a helper of another worker. */
export const isHelper = (): boolean => globalThis.name === NAME

/**
 * Starts a worker from the script of this one, and rejects where it does not start in time. A separate script would be a nested
 * worker that bundlers do not all find, or would need `blob:` in the policy of the page.
 */
export async function startHelper(start: HelperStart, limitMs: number): Promise<Worker> {
  const worker = new Worker(globalThis.location.href, { type: typeOfThisWorker(), name: NAME })
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('The helper did not start in time')), limitMs)
      worker.onmessage = () => {
        clearTimeout(timer)
        resolve()
      }
      worker.onerror = ({ message }) => {
        clearTimeout(timer)
        reject(new Error(message))
      }
      worker.postMessage(start)
    })
  } catch (error) {
    worker.terminate()
    throw error
  }
  return worker
}

/** Some bundlers make classic scripts of workers. In a module `importScripts` throws. */
function typeOfThisWorker(): WorkerType {
  const { importScripts } = globalThis as { importScripts?: () => void }
  if (importScripts === undefined) return 'module'
  try {
    importScripts()
    return 'classic'
  } catch {
    return 'module'
  }
}

/** Serves as a helper: computes parts until this worker is ended. */
export function serveAsHelper(): void {
  globalThis.onmessage = async ({ data }: MessageEvent<HelperStart>) => {
    const { module, memory, buffer, names, worker, first } = data
    const instance = await WebAssembly.instantiate(module, { env: { memory } })
    const functions = instance.exports as AnyFunctions
    if (first !== undefined) callPart(functions, first.name, first.args)
    globalThis.postMessage('ready')
    new SharedCalls({ buffer, functions, names, worker }).help()
  }
}
