import { availableParallelism } from 'node:os'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker as Thread } from 'node:worker_threads'
import type { EngineSession } from '../../src/calls/engine.js'
import { openLocalSession } from '../../src/engines/local-session.js'
import { resolveModel } from '../../src/engines/model-source.js'
import type { ModelSource } from '../../src/shared/model-manifest.js'
import type { Task } from '../../src/shared/tasks.js'
import type { InferenceApi } from '../../src/wire/shared/inference-api.js'
import { supervise } from '../../src/wire/supervisor.js'
import { installedModels } from '../packages/installed-models.js'
import { packageRoot } from '../packages/package-root.js'
import { modelFolder } from '../pages/model-folder.js'
import type { Backend } from './backend.js'
import type { ThreadData } from './native-thread.js'

export interface NativeBackendOptions {
  /** The path of the module `onnxruntime-node`. */
  readonly runtime: string
  /** The id of an installed model, a folder on disk, or a hub id. @default none: nothing generates */
  readonly generate?: string | undefined
  /** The model for embeddings, named in the same ways. @default none */
  readonly embed?: string | undefined
  /** @default one core less than there are, at most 4 */
  readonly threads?: number | undefined
}

const HUB = 'https://huggingface.co'

/** The longest time of a timer. A server keeps its models even if no request comes. */
const FOR_GOOD_MS = 2 ** 31 - 1

/**
 * Runs the models in a thread of this program: the code of a page's workers on the native runtime. A thread that died is replaced at the
 * next request, as a worker is.
 */
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
  const supervisor = supervise<InferenceApi>({
    spawn: () => likeWorker(new Thread(new URL('./native-thread.js', import.meta.url), { workerData: data })),
    start: (client) => client.call((api) => Promise.resolve(api.configure({ device: 'wasm', threads }))),
    idleMs: FOR_GOOD_MS,
  })
  const open = async (task: Task, model: string | undefined) =>
    model === undefined
      ? undefined
      : openLocalSession({
          context: { supervisor: () => supervisor, note() {} },
          task,
          group: task === 'generate' ? 'generator' : 'encoder',
          source: sourceOf(task, model),
          candidates: [{ device: 'wasm', runtime: undefined, reason: 'computed natively' }],
          options: {},
        })
  try {
    const sessions = { generate: await open('generate', generate), embed: await open('embed', embed) }
    return {
      models: { generate: shortName(generate), embed: shortName(embed) },
      contextWindow: sessions.generate?.contextWindow,
      generate: (input, { signal, onText }) =>
        (sessions.generate as EngineSession).run('generate', input, { signal, onEvent: onText }),
      embed: (texts, { signal }) =>
        (sessions.embed as EngineSession).run('embed', { texts, kind: 'document' }, { signal }),
      close: async () => supervisor.stop(),
    }
  } catch (error) {
    supervisor.stop()
    throw error
  }
}

function sourceOf(task: Task, model: string): ModelSource {
  const folder = modelFolder(model, '')?.folder
  if (folder !== undefined) return { type: 'folder', id: basename(folder), url: pathToFileURL(`${folder}/`).href }
  return resolveModel(task, model, installedAddress, HUB)
}

function installedAddress({ id }: { readonly id: string }): string {
  const [model] = installedModels([id], process.cwd())
  return pathToFileURL(`${model?.folder}/`).href
}

const shortName = (model: string | undefined) => (model === undefined ? undefined : basename(model))

/** Gives a thread the part of a worker's interface that the wire needs. */
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
