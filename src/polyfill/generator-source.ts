import type { Availability } from '../calls/engine.js'
import { openedOnce } from '../calls/opened-once.js'
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

/**
 * The generator behind several classes. It is loaded once, with the first object, and redacted if the app wants that.
 */
export interface GeneratorSource {
  availability(): Availability
  load(loading: Loading): Promise<WritingGenerator>
  /** The generator for one conversation. With a redactor, each conversation has its own placeholders. */
  open(options: { readonly signal: AbortSignal | undefined }): Promise<WritingGenerator>
  /** Closes a generator that was loaded here. A generator that the caller gave belongs to the caller. */
  close(): Promise<void>
}

export function generatorSource(given: GivenGenerator, redactor: ServerRedactor | undefined): GeneratorSource {
  const listeners = new Set<(progress: LoadProgress) => void>()
  let state: Availability = typeof given === 'function' ? 'downloadable' : 'available'
  let closed = false

  const source = openedOnce(async () => {
    if (typeof given !== 'function') return { generator: given, close: async () => {} }
    // An object that outlives the polyfill would load a generator that is never closed.
    if (closed) throw new NlpError('closed', 'The polyfill was undone, and its generator is closed')
    state = 'downloading'
    const onProgress = (progress: LoadProgress) => {
      for (const listen of listeners) listen(progress)
    }
    try {
      const generator = await given({ onProgress })
      state = 'available'
      return {
        generator,
        async close() {
          state = 'downloadable'
          await generator.close?.()
        },
      }
    } catch (error) {
      state = 'downloadable'
      throw error
    }
  })

  async function load({ signal, onProgress }: Loading): Promise<WritingGenerator> {
    listeners.add(onProgress)
    try {
      return (await untilAborted(source.get(), signal)).generator
    } finally {
      listeners.delete(onProgress)
    }
  }

  return {
    availability: () => state,
    load,
    async open({ signal }) {
      const generator = await load({ signal, onProgress: () => {} })
      if (redactor === undefined) return generator
      const { redactedGenerator } = await import('./redacted-generator.js')
      return redactedGenerator(generator, redactor)
    },
    async close() {
      closed = true
      await source.close()
    },
  }
}
