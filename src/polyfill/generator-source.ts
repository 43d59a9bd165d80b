import type { Availability } from '../calls/engine.js'
import type { ServerRedactor } from '../engines/server/gate.js'
import { NlpError } from '../shared/errors.js'
import type { LoadProgress } from '../shared/progress.js'
import { untilAborted } from '../shared/until-aborted.js'
import type { Loading } from './create-model.js'
import type { WritingGenerator } from './writing-generator.js'

/** A generator, or a function that loads one when the first object is created. */
export type GivenGenerator =
  | WritingGenerator
  | ((loading: {
      readonly onProgress: (progress: LoadProgress) => void
    }) => Promise<WritingGenerator & { close?(): Promise<void> }>)

/** The generator behind several classes: loaded once, by need, and redacted where the app wants that. */
export interface GeneratorSource {
  availability(): Availability
  load(loading: Loading): Promise<WritingGenerator>
  /** The generator for one conversation. With a redactor, each conversation has placeholders of its own. */
  open(options: { readonly signal: AbortSignal | undefined }): Promise<WritingGenerator>
  /** Closes a generator that was loaded here. A generator that the caller gave belongs to the caller. */
  close(): Promise<void>
}

export function generatorSource(given: GivenGenerator, redactor: ServerRedactor | undefined): GeneratorSource {
  const listeners = new Set<(progress: LoadProgress) => void>()
  let loading: Promise<WritingGenerator & { close?(): Promise<void> }> | undefined
  let loaded = typeof given !== 'function'
  let closed = false

  function start() {
    if (typeof given !== 'function') return Promise.resolve(given)
    // An object that outlives the polyfill would load a generator that nobody closes.
    if (closed) return Promise.reject(new NlpError('closed', 'The polyfill was undone, and its generator is closed'))
    const onProgress = (progress: LoadProgress) => {
      for (const listen of listeners) listen(progress)
    }
    loading ??= Promise.resolve(given({ onProgress })).then(
      (generator) => {
        loaded = true
        return generator
      },
      (error: unknown) => {
        // The next `create()` tries again.
        loading = undefined
        throw error
      },
    )
    return loading
  }

  async function load({ signal, onProgress }: Loading): Promise<WritingGenerator> {
    listeners.add(onProgress)
    try {
      return await untilAborted(start(), signal)
    } finally {
      listeners.delete(onProgress)
    }
  }

  return {
    availability: () => (loaded ? 'available' : loading === undefined ? 'downloadable' : 'downloading'),
    load,
    async open({ signal }) {
      const generator = await load({ signal, onProgress: () => {} })
      if (redactor === undefined) return generator
      const { redactedGenerator } = await import('./redacted-generator.js')
      return redactedGenerator(generator, redactor)
    },
    async close() {
      closed = true
      if (typeof given !== 'function' || loading === undefined) return
      const generator = await loading.catch(() => undefined)
      loading = undefined
      loaded = false
      await generator?.close?.()
    },
  }
}
