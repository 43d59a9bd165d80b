import { transfer } from 'comlink'
import type { EncoderApi } from '../src/wire/shared/inference-api.js'
import { packScores } from '../src/wire/shared/packed-scores.js'
import { serve } from '../src/wire/shared/serve.js'
import { createHost } from './host.js'
import { isHelper, serveAsHelper } from './kernels/helper.js'
import { startRuntime } from './runtime/runtime.js'
import { createSessions } from './sessions/sessions.js'
import { trainHead } from './training/train-head.js'

const { calls, ready } = createHost((options) => {
  startRuntime(options)
  return createSessions(options)
})

const api: EncoderApi = {
  ...calls,
  open: (source, task, signal, progress, accessToken) => ready().open(source, task, signal, progress, accessToken),
  async run(key, task, input, { priority, cache }, signal) {
    const output = await ready().run(key, task, input, { priority, signal }, cache)
    // Copying the vectors of a thousand texts would take longer than sending the rest of the answer.
    if ('vectors' in output) return transfer(output, [output.vectors.buffer as ArrayBuffer])
    return packScores(task, output)
  },
  trainHead: (data, signal, onFold) => trainHead(data, { signal, onFold: (done, total) => onFold([done, total]) }),
}

if (isHelper()) serveAsHelper()
else serve(api)
