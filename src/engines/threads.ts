import type { WorkerGroup } from './spawn-worker.js'

/** The means of Node, Bun and Deno, in place of those of a page. */
export interface Threads {
  /** Starts a thread that runs the file of a worker. With the path of `onnxruntime-node` it computes natively. */
  spawn(group: WorkerGroup, native?: string): Worker
  /** Finds `onnxruntime-node`. Throws where the app has not installed the package. */
  native(): NativeRuntime
  /** The address of the folder of an installed model. Throws where the model's package is not installed. */
  installed(model: { readonly id: string }): string
  /** The address to which relative addresses refer: the folder in which the program was started. */
  readonly base: string
  /** How many threads the computer runs at once. */
  readonly cores: number
}

/** The add-on of Node that the app has installed. */
export interface NativeRuntime {
  /** The path of its module. */
  readonly path: string
  /** How many threads a model gets. */
  readonly threads: number
}

let loaded: Promise<Threads | undefined> | undefined

/**
 * The threads of Node, Bun and Deno; undefined in a page, and on servers without threads. Nothing in a page may name a module of Node,
 * because bundlers would look for it. So the code of the threads is a file that only its address names.
 */
export function openThreads(): Promise<Threads | undefined> {
  loaded ??= isProgram() ? load() : Promise.resolve(undefined)
  return loaded
}

async function load(): Promise<Threads | undefined> {
  try {
    // As the argument of a call, the address of this file is no address of a file to copy, for the bundlers that look for such lines.
    const { href } = new URL('../../cli/threads/platform.js', String(import.meta.url))
    const { threads } = await import(/* webpackIgnore: true */ /* turbopackIgnore: true */ /* @vite-ignore */ href)
    return threads as Threads
  } catch {
    // A server that was bundled into one file lacks the file, and a bundle of CommonJS has no address. `lackOfWorkers` names the remedy.
    return undefined
  }
}

/** Bun and Deno have workers as pages have, but no addresses of files and no place for models. So they use their threads too. */
function isProgram(): boolean {
  const { process, Worker } = globalThis as {
    readonly process?: { readonly versions?: { readonly node?: string } }
    readonly Worker?: unknown
  }
  return process?.versions?.node !== undefined && (Worker === undefined || 'Bun' in globalThis || 'Deno' in globalThis)
}
