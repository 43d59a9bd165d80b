import type { EngineSession, OpenOptions, RunOptions } from '../../calls/engine.js'
import { NlpError } from '../../shared/errors.js'
import type { LoadProgress } from '../../shared/progress.js'
import type { Task } from '../../shared/tasks.js'
import { untilAborted } from '../../shared/until-aborted.js'
import type { Ask, SessionFacts } from './messages.js'

/** Opens the model in a worker of this tab. */
export type OpenHere = (task: Task, options: OpenOptions) => Promise<EngineSession>

/** What the caller of an ask hears before the answer. */
export interface Heard {
  readonly signal?: AbortSignal | undefined
  readonly onEvent?: ((event: unknown) => void) | undefined
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined
}

/** The model in this tab. It is loaded with the first ask, so a tab that never owns the model never loads it. */
export interface HeldModel {
  answer(ask: Ask, heard?: Heard): Promise<unknown>
  /** Closes the model after the last call that runs here. The next ask would load it again. */
  retire(): Promise<void>
  /** Closes the model at once. */
  close(reason: NlpError): Promise<void>
}

interface Opening {
  readonly session: Promise<EngineSession>
  readonly stop: AbortController
  readonly listeners: Set<(progress: LoadProgress) => void>
  last: LoadProgress | undefined
}

export function holdModel(open: OpenHere): HeldModel {
  const openings = new Map<Task, Opening>()
  const running = new Set<Promise<unknown>>()

  function openingFor(task: Task): Opening {
    const known = openings.get(task)
    if (known !== undefined) return known
    const stop = new AbortController()
    const listeners: Opening['listeners'] = new Set()
    const onProgress = (progress: LoadProgress) => {
      opening.last = progress
      for (const hear of listeners) hear(progress)
    }
    // The callers wait for one opening, so no signal of a single caller ends it.
    const session = Promise.resolve().then(() => open(task, { signal: stop.signal, onProgress }))
    const opening: Opening = { session, stop, listeners, last: undefined }
    openings.set(task, opening)
    session.catch(() => {
      if (openings.get(task) === opening) openings.delete(task)
    })
    return opening
  }

  async function sessionFor({ task }: Ask, { signal, onProgress }: Heard): Promise<EngineSession> {
    const opening = openingFor(task)
    const hear = (progress: LoadProgress) => onProgress?.(progress)
    const { last } = opening
    // A listener is promised a download that starts at 0.
    if (last?.type === 'download') hear({ ...last, loaded: 0 })
    if (last !== undefined) hear(last)
    opening.listeners.add(hear)
    try {
      return await untilAborted(opening.session, signal)
    } finally {
      opening.listeners.delete(hear)
    }
  }

  async function answer(ask: Ask, heard: Heard): Promise<unknown> {
    const session = await sessionFor(ask, heard)
    if (ask.type === 'open') return factsOf(session)
    if (ask.digest !== session.digest) throw otherWeights(session.model)
    const { signal, onEvent } = heard
    const options: RunOptions<Task> = { signal, priority: ask.priority, ...(ask.streamed ? { onEvent } : {}) }
    return session.run(ask.task, ask.input, options)
  }

  function leave(): readonly Opening[] {
    const left = [...openings.values()]
    openings.clear()
    return left
  }

  const closeSessions = (left: readonly Opening[]) =>
    Promise.allSettled(left.map(async ({ session }) => (await session).close()))

  return {
    answer(ask, heard = {}) {
      const call = answer(ask, heard)
      const settled: Promise<unknown> = call.then(
        () => running.delete(settled),
        () => running.delete(settled),
      )
      running.add(settled)
      return call
    },
    async retire() {
      const left = leave()
      if (left.length === 0) return
      await Promise.all(running)
      await closeSessions(left)
    },
    async close(reason) {
      const left = leave()
      for (const { stop } of left) stop.abort(reason)
      await closeSessions(left)
    },
  }
}

function factsOf(session: EngineSession): SessionFacts {
  const { engine, model, digest, dimensions, labels, operatingPoints, contextWindow, textToText, device, runtime } =
    session
  return { engine, model, digest, dimensions, labels, operatingPoints, contextWindow, textToText, device, runtime }
}

/** The files of a model outside the catalog may have changed on the server between two owners. */
function otherWeights(model: string): NlpError {
  return new NlpError(
    'model-corrupt',
    `Model ${model} has other weights since another tab took it over. Close the model and open it again, and make stored vectors again.`,
  )
}
