import { transfer } from 'comlink'
import type { GenerateInput } from '../src/shared/tasks.js'
import type { InferenceApi } from '../src/wire/shared/inference-api.js'
import { serve } from '../src/wire/shared/serve.js'
import { computeNatively, encoderRuntime, type NativeRuntime } from './generation/native-sessions.js'
import { startTransformers } from './generation/onnx-model.js'
import { createGeneratorSessions } from './generation/sessions.js'
import { createHost } from './host.js'
import { startRuntime } from './runtime/runtime.js'
import { createSessions } from './sessions/sessions.js'

/** The thread of `tacet serve` defines this before it loads this file. No page ever does. */
declare const tacetNativeRuntime: NativeRuntime

const { calls, ready } = createHost((options) => {
  computeNatively(tacetNativeRuntime, options.threads)
  startRuntime(options, async () => encoderRuntime)
  startTransformers(options)
  const place = { ...options, native: true }
  const encoders = createSessions(place)
  const generators = createGeneratorSessions(place)
  return {
    encoders,
    generators,
    list: () => [...encoders.list(), ...generators.list()],
    async close(key: string) {
      await Promise.all([encoders.close(key), generators.close(key)])
    },
  }
})

const api: InferenceApi = {
  ...calls,
  open: (source, task, signal, progress, accessToken) =>
    task === 'generate'
      ? ready().generators.open(source, signal, progress, accessToken)
      : ready().encoders.open(source, task, signal, progress, accessToken),
  async run(key, task, input, { priority }, signal, emit) {
    if (task === 'generate') {
      const context = { signal, emit: (text: string) => emit?.(text as never) }
      // The contract binds the output to the task, which the compiler cannot follow through the comparison.
      return ready().generators.run(key, input as GenerateInput, context) as ReturnType<typeof api.run<typeof task>>
    }
    const output = await ready().encoders.run(key, task, input, { priority, signal })
    return 'vectors' in output ? transfer(output, [output.vectors.buffer as ArrayBuffer]) : output
  },
}

serve(api)
