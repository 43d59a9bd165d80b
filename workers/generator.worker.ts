import { NlpError } from '../src/errors.js'
import type { GenerateInput } from '../src/tasks.js'
import type { InferenceApi, WorkerOptions } from '../src/wire/inference-api.js'
import { serve } from '../src/wire/serve.js'
import { startTransformers } from './generation/causal-model.js'
import { createGeneratorSessions, type GeneratorSessions } from './generation/sessions.js'
import { clearModels, deleteModel, listModels, pinModel, storageEstimate } from './model-files/manage.js'

let options: WorkerOptions | undefined
let sessions: GeneratorSessions | undefined

function ready(): GeneratorSessions {
  if (sessions === undefined) throw new NlpError('closed', 'The worker was not configured')
  return sessions
}

const api: InferenceApi = {
  configure(wanted) {
    options = wanted
    startTransformers(wanted)
    sessions = createGeneratorSessions(wanted.device)
  },
  open: (source, _task, signal, progress) => ready().open(source, signal, progress),
  run(key, task, input, _settings, signal, emit) {
    if (task !== 'generate') throw new NlpError('model-unknown', `This worker generates and does not ${task}`)
    const context = { signal, emit: (text: string) => emit?.(text as never) }
    // The contract binds the output to the task, which the compiler cannot follow through the comparison.
    return ready().run(key, input as GenerateInput, context) as ReturnType<typeof api.run<typeof task>>
  },
  close: (key) => ready().close(key),
  diagnostics: () => ({
    device: options?.device ?? 'wasm',
    threads: options?.threads ?? 1,
    crossOriginIsolated: globalThis.crossOriginIsolated,
    models: ready().list(),
  }),
  stored: async ({ id }) => (await listModels()).some((model) => model.id === id && model.complete),
  listModels,
  deleteModel,
  pinModel,
  clearModels,
  storageEstimate,
}

serve(api)
