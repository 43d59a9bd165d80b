import { transfer } from 'comlink'
import { NlpError } from '../src/errors.js'
import type { EncoderApi, WorkerOptions } from '../src/wire/inference-api.js'
import { serve } from '../src/wire/serve.js'
import { clearModels, deleteModel, isModelStored, listModels, pinModel, storageEstimate } from './model-files/manage.js'
import { startRuntime } from './runtime.js'
import { createSessions, type Sessions } from './sessions.js'
import { trainHead } from './training/train-head.js'

let options: WorkerOptions | undefined
let sessions: Sessions | undefined

function ready(): Sessions {
  if (sessions === undefined) throw new NlpError('closed', 'The worker was not configured')
  return sessions
}

const api: EncoderApi = {
  configure(wanted) {
    options = wanted
    startRuntime(wanted)
    sessions = createSessions(wanted.device)
  },
  open: (source, task, signal, progress) => ready().open(source, task, signal, progress),
  async run(key, task, input, { priority }, signal) {
    const output = await ready().run(key, task, input, { priority, signal })
    // Copying the vectors of a thousand texts would take longer than sending the rest of the answer.
    if ('vectors' in output) return transfer(output, [output.vectors.buffer as ArrayBuffer])
    return output
  },
  close: (key) => ready().close(key),
  trainHead: (data, signal, onFold) => trainHead(data, { signal, onFold: (done, total) => onFold([done, total]) }),
  diagnostics: () => ({
    device: options?.device ?? 'wasm',
    threads: options?.threads ?? 1,
    crossOriginIsolated: globalThis.crossOriginIsolated,
    models: ready().list(),
  }),
  stored: isModelStored,
  listModels,
  deleteModel,
  pinModel,
  clearModels,
  storageEstimate,
}

serve(api)
