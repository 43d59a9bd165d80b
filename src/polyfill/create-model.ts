import type { LoadProgress } from '../shared/progress.js'
import { untilAborted } from '../shared/until-aborted.js'
import { eventAttribute } from './event-attribute.js'
import { toException } from './exceptions.js'

/** The options that each `create()` has. */
export interface CreationOptions {
  /** Aborts the creation. After the creation, the abort destroys the object. */
  signal?: AbortSignal | undefined
  /** Called with the target of the events `downloadprogress`, before the download. */
  monitor?: ((monitor: EventTarget) => void) | undefined
}

/** How a model is loaded for `create()`. */
export interface Loading {
  readonly signal: AbortSignal | undefined
  readonly onProgress: (progress: LoadProgress) => void
}

/**
 * The steps that each `create()` has after the check of its options: the signal, the monitor, the download.
 *
 * @param discard frees a model that was loaded although the creation was aborted
 */
export async function createModel<T>(
  { signal, monitor }: CreationOptions,
  load: (loading: Loading) => Promise<T>,
  discard: (loaded: T) => unknown = () => {},
): Promise<T> {
  signal?.throwIfAborted()
  const tell = progressFor(monitor, signal)
  tell(0)
  const onProgress = (progress: LoadProgress) => {
    if (progress.type === 'download' && progress.total > 0) tell(progress.loaded / progress.total)
  }
  const loading = load({ signal, onProgress })
  try {
    const loaded = await untilAborted(loading, signal)
    tell(1)
    signal?.throwIfAborted()
    return loaded
  } catch (error) {
    loading.then(discard).catch(() => {})
    throw signal?.aborted ? signal.reason : toException(error)
  }
}

/** The browser reports progress in these steps, because it keeps the size of a model secret. */
const STEPS = 0x10000

function progressFor(monitor: CreationOptions['monitor'], signal: AbortSignal | undefined): (share: number) => void {
  if (monitor === undefined) return () => {}
  const target = new EventTarget()
  eventAttribute(target, 'downloadprogress')
  monitor(target)
  let last = -1
  return (share) => {
    const loaded = Math.floor(Math.min(1, share) * STEPS) / STEPS
    if (signal?.aborted || loaded <= last) return
    last = loaded
    target.dispatchEvent(progressEvent({ loaded, total: 1, lengthComputable: true }))
  }
}

/** Node has no ProgressEvent. */
function progressEvent(facts: {
  readonly loaded: number
  readonly total: number
  readonly lengthComputable: boolean
}): Event {
  if (globalThis.ProgressEvent !== undefined) return new ProgressEvent('downloadprogress', facts)
  return Object.assign(new Event('downloadprogress'), facts)
}
