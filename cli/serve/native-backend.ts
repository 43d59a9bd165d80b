import { basename } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { EngineSession } from '../../src/calls/engine.js'
import { openLocalSession } from '../../src/engines/local-session.js'
import { resolveModel } from '../../src/engines/model-source.js'
import type { ModelSource } from '../../src/shared/model-manifest.js'
import type { Task } from '../../src/shared/tasks.js'
import type { InferenceApi } from '../../src/wire/shared/inference-api.js'
import { supervise } from '../../src/wire/supervisor.js'
import { installedAddress } from '../packages/installed-address.js'
import { modelFolder } from '../pages/model-folder.js'
import { nativeThreads } from '../threads/native-runtime.js'
import { threadWorker } from '../threads/thread-worker.js'
import type { Backend } from './backend.js'

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
  threads = nativeThreads(),
}: NativeBackendOptions): Promise<Backend> {
  const supervisor = supervise<InferenceApi>({
    spawn: () => threadWorker({ worker: 'native.worker.js', runtime }),
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
  return resolveModel(task, model, { address: installedAddress, hub: HUB })
}

const shortName = (model: string | undefined) => (model === undefined ? undefined : basename(model))
