import type { OpenOptions } from '../../calls/engine.js'
import { NlpError } from '../../shared/errors.js'
import { untilAborted } from '../../shared/until-aborted.js'
import { type BrowserClassName, type BrowserModel, type BrowserOptions, browserClass } from './browser-class.js'
import { duringCreation } from './creation-signal.js'
import { describeFailure } from './failure.js'
import { monitorFor } from './monitor.js'

/** One of the browser's models, for many calls. */
export interface HeldModel<Made> {
  /** The object of the browser that was created first. */
  readonly first: Made
  /** Runs a call. If the browser dropped the model, the next call creates it again. */
  use<T>(signal: AbortSignal | undefined, work: (made: Made, signal: AbortSignal) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Creates one of the browser's models. */
export async function holdModel<Name extends BrowserClassName>(
  name: Name,
  options: BrowserOptions<Name>,
  { signal: opening, onProgress }: Pick<OpenOptions, 'signal' | 'onProgress'>,
): Promise<HeldModel<BrowserModel<Name>>> {
  const subject = `The browser's ${name}`
  const made = browserClass(name)
  if (made === undefined) throw new NlpError('unsupported', `This browser has no ${name} of its own`)
  const create = async (
    signal: AbortSignal | undefined,
    tell: OpenOptions['onProgress'],
  ): Promise<BrowserModel<Name>> => {
    try {
      if ((await made.availability(options)) === 'unavailable') {
        throw new NlpError(
          'unsupported',
          `${subject} cannot run on this device, or not with these options and languages`,
        )
      }
      const creating = made.create({
        ...options,
        ...(signal === undefined ? {} : { signal }),
        monitor: monitorFor(tell),
      })
      return await untilAborted(creating, signal)
    } catch (error) {
      throw signal?.aborted ? signal.reason : describeFailure(error, subject)
    }
  }

  const first = await duringCreation(opening, (signal) => create(signal, onProgress))

  const closing = new AbortController()
  let held: Promise<BrowserModel<Name>> | undefined = Promise.resolve(first)

  function createAgain(): Promise<BrowserModel<Name>> {
    const creating = create(closing.signal, undefined)
    held = creating
    // The call that started the creation may be aborted by now, and the next call must not get an old failure.
    creating.catch(() => {
      if (held === creating) held = undefined
    })
    return creating
  }

  return {
    first,
    async use(own, work) {
      const signal = own === undefined ? closing.signal : AbortSignal.any([own, closing.signal])
      signal.throwIfAborted()
      const mine = held ?? createAgain()
      try {
        const model = await untilAborted(mine, signal)
        return await untilAborted(work(model, signal), signal)
      } catch (error) {
        if (signal.aborted) throw signal.reason
        const failure = describeFailure(error, subject)
        // Other calls may use this model, so it is destroyed only if the browser has dropped it.
        if (NlpError.is(failure, 'worker-crashed') && held === mine) {
          held = undefined
          mine.then((model) => model.destroy()).catch(() => {})
        }
        throw failure
      }
    },
    async close() {
      if (closing.signal.aborted) return
      closing.abort(new NlpError('closed', `${subject} was closed`))
      await held?.then((model) => model.destroy()).catch(() => {})
    },
  }
}
