import { NlpError } from '../src/shared/errors.js'
import type { GenerateInput } from '../src/shared/tasks.js'
import type { InferenceApi } from '../src/wire/shared/inference-api.js'
import { serve } from '../src/wire/shared/serve.js'
import { startTransformers } from './generation/onnx-model.js'
import { createGeneratorSessions } from './generation/sessions.js'
import { createHost } from './host.js'
import { isHelper, serveAsHelper } from './kernels/helper.js'
import { startRuntime } from './runtime/runtime.js'

const { calls, ready } = createHost((options) => {
  startTransformers(options)
  startRuntime(options)
  return createGeneratorSessions(options)
})

const api: InferenceApi = {
  ...calls,
  open: (source, _task, signal, progress, accessToken) => ready().open(source, signal, progress, accessToken),
  run(key, task, input, _settings, signal, emit) {
    if (task !== 'generate') throw new NlpError('model-unknown', `This worker generates and does not ${task}`)
    const context = { signal, emit: (text: string) => emit?.(text as never) }
    // The contract binds the output to the task, which the compiler cannot follow through the comparison.
    return ready().run(key, input as GenerateInput, context) as ReturnType<typeof api.run<typeof task>>
  },
}

if (isHelper()) serveAsHelper()
else serve(api)
