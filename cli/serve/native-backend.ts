import { availableParallelism } from 'node:os'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker as Thread } from 'node:worker_threads'
import { resolveModel } from '../../src/engines/model-source.js'
import { NlpError } from '../../src/errors.js'
import type { ModelSource, Task, TaskMap } from '../../src/tasks.js'
import { connectWorker, type WorkerClient } from '../../src/wire/client.js'
import type { InferenceApi, ModelInfo } from '../../src/wire/inference-api.js'
import { modelFolder } from '../model-folder.js'
import { packageRoot } from '../package-root.js'
import type { Backend } from './backend.js'
import type { ThreadData } from './native-thread.js'

export interface NativeBackendOptions {
  /** The module of `onnxruntime-node`. */
  readonly runtime: string
  /** A catalog id, a folder of this machine, or a hub id. @default none: nothing generates */
  readonly generate?: string | undefined
  /** The same, for embeddings. @default none */
  readonly embed?: string | undefined
  /** @default one core less than there are, at most 4 */
  readonly threads?: number | undefined
}

const HUB = 'https://huggingface.co'

/** Runs the models in a thread of this program: the code of a page's workers with the native runtime under it. */
export async function openNativeBackend({
  runtime,
  generate,
  embed,
  threads = Math.max(1, Math.min(4, availableParallelism() - 1)),
}: NativeBackendOptions): Promise<Backend> {
  const data: ThreadData = {
    runtime,
    file: pathToFileURL(join(packageRoot(), 'dist/workers/native.worker.js')).href,
  }
  const thread = new Thread(new URL('./native-thread.js', import.meta.url), { workerData: data })
  const client = connectWorker<InferenceApi>(likeWorker(thread))
  try {
    await client.call((api) => Promise.resolve(api.configure({ device: 'wasm', threads })))
    const models = {
      generate: await open(client, 'generate', generate),
      embed: await open(client, 'embed', embed),
    }
    return {
      ...callsOf(client, models),
      models: { generate: shortName(generate), embed: shortName(embed) },
      async close() {
        client.terminate(new NlpError('closed', 'The server was stopped'))
      },
    }
  } catch (error) {
    client.terminate(new NlpError('closed', 'The server could not be started'))
    throw error
  }
}

type Client = WorkerClient<InferenceApi>

async function open(client: Client, task: Task, model: string | undefined): Promise<ModelInfo | undefined> {
  if (model === undefined) return undefined
  const source = sourceOf(task, model)
  return client.call((api, { signal, listen }) =>
    api.open(
      source,
      task,
      signal,
      listen(() => {}),
    ),
  )
}

function sourceOf(task: Task, model: string): ModelSource {
  const folder = modelFolder(model, '')?.folder
  if (folder !== undefined) return { type: 'folder', id: basename(folder), url: pathToFileURL(`${folder}/`).href }
  return resolveModel(task, model, pathToFileURL(`${packageRoot()}/`), HUB)
}

function callsOf(
  client: Client,
  models: { readonly generate: ModelInfo | undefined; readonly embed: ModelInfo | undefined },
): Pick<Backend, 'generate' | 'embed'> {
  function run<T extends 'generate' | 'embed'>(
    task: T,
    input: TaskMap[T]['input'],
    outer: AbortSignal,
    onEvent?: (event: TaskMap[T]['event']) => void,
  ): Promise<TaskMap[T]['output']> {
    const { key } = models[task] as ModelInfo
    return client.call(
      (api, { signal, listen }) =>
        // Comlink's types lose the bond between task, input and output.
        api.run(
          key,
          task,
          input as never,
          { priority: 'interactive' },
          signal,
          onEvent && (listen(onEvent) as never),
        ) as Promise<TaskMap[T]['output']>,
      { signal: outer },
    )
  }
  return {
    generate: (input, { signal, onText }) => run('generate', input, signal, onText),
    embed: (texts, { signal }) => run('embed', { texts, kind: 'document' }, signal),
  }
}

const shortName = (model: string | undefined) => (model === undefined ? undefined : basename(model))

/** A thread with the manners of a page's worker, as far as the wire needs them. */
function likeWorker(thread: Thread): Worker {
  const listeners: Readonly<Record<string, (heard: (event: object) => void) => void>> = {
    message: (heard) => thread.on('message', (data: unknown) => heard({ data })),
    messageerror: (heard) => thread.on('messageerror', () => heard({})),
    error(heard) {
      const ended = (message: string) => heard({ message, preventDefault() {} })
      thread.on('error', (error: Error) => ended(error.message))
      thread.on('exit', (code) => ended(`it ended with code ${code}`))
    },
  }
  const worker = {
    postMessage: (message: unknown, transfer: never) => thread.postMessage(message, transfer),
    terminate: () => void thread.terminate(),
    addEventListener: (type: string, heard: (event: object) => void) => listeners[type]?.(heard),
    removeEventListener() {},
  }
  return worker as unknown as Worker
}
