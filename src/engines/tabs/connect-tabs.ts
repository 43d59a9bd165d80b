import { asyncDispose } from '../../calls/dispose.js'
import type { EngineSession, OpenOptions } from '../../calls/engine.js'
import { NlpError } from '../../shared/errors.js'
import type { Task, TaskMap } from '../../shared/tasks.js'
import { holdModel, type OpenHere } from './held-model.js'
import type { SessionFacts } from './messages.js'
import { type ModelUse, modelName } from './model-name.js'
import { type Seat, takeSeat } from './seat.js'
import { findMeans, type TabMeans } from './tab-means.js'

/** A model that this tab shares with the other tabs of the site. */
export interface SharedModel {
  /** The id of the model. */
  readonly model: string
  /** 'owner': this tab has the model. 'guest': another tab has it. 'waiting': no tab has it at the moment. */
  readonly role: 'owner' | 'guest' | 'waiting'
  /** How many other tabs this tab serves. */
  readonly guests: number
}

interface ShareRequest {
  readonly use: ModelUse
  readonly task: Task
  readonly options: OpenOptions
  /** Opens the model in this tab, where this tab comes to own it. */
  readonly open: OpenHere
}

/** The models that an engine shares with the other tabs of its site. */
export interface ModelTabs {
  open(request: ShareRequest): Promise<EngineSession>
  /** Whether a tab of the site has the model, or is about to load it. */
  isTaken(use: ModelUse): Promise<boolean>
  list(): readonly SharedModel[]
}

interface Taken {
  readonly model: string
  readonly seat: Seat
  users: number
  /** How the model is opened here. It holds the access token of a caller, which never goes to another tab. */
  open: OpenHere
}

interface ConnectOptions {
  /** @default those of this page */
  readonly means?: Promise<TabMeans | undefined> | undefined
  /** How often a waiting tab asks whether the owner is alive. @default 2000 */
  readonly beatMs?: number | undefined
}

export function connectTabs({ means: finding = findMeans(), beatMs = 2000 }: ConnectOptions = {}): ModelTabs {
  const taken = new Map<string, Taken>()

  function take(name: string, { use, open }: ShareRequest, means: TabMeans): Taken {
    const known = taken.get(name)
    if (known !== undefined) return known
    const { id } = use.source
    const model = holdModel((task, options) => made.open(task, options))
    const made: Taken = { model: id, seat: takeSeat({ name, title: id, model, means, beatMs }), users: 0, open }
    taken.set(name, made)
    return made
  }

  return {
    async open(request) {
      const { use, task, options, open } = request
      const means = await finding
      if (means === undefined) return open(task, options)
      const { accessToken, signal, onProgress } = options
      const name = modelName(use)
      const held = take(name, request, means)
      held.users += 1
      if (accessToken !== undefined) held.open = open
      let closed: Promise<void> | undefined
      async function giveBack(): Promise<void> {
        held.users -= 1
        if (held.users > 0) return
        taken.delete(name)
        await held.seat.leave()
      }
      const close = () => {
        closed ??= giveBack()
        return closed
      }
      try {
        const facts = (await held.seat.ask({ type: 'open', task }, { signal, onProgress })) as SessionFacts
        const isClosed = () => closed !== undefined
        return { ...facts, run: runOn(held.seat, facts, isClosed), close, [asyncDispose]: close }
      } catch (error) {
        await close()
        throw error
      }
    },
    async isTaken(use) {
      const name = modelName(use)
      const { held = [] } = (await (await finding)?.locks.query()) ?? {}
      return held.some((lock) => lock.name === name)
    },
    list: () => [...taken.values()].map(({ model, seat: { role, guests } }) => ({ model, role, guests })),
  }
}

function runOn(seat: Seat, { model, digest }: SessionFacts, isClosed: () => boolean): EngineSession['run'] {
  return async (task, input, { signal, priority = 'interactive', onEvent } = {}) => {
    if (isClosed()) throw new NlpError('closed', `Model ${model} was closed`)
    const ask = { type: 'run', task, input, digest, priority, streamed: onEvent !== undefined } as const
    // A message does not keep task, event and output together.
    const hear = onEvent as ((event: unknown) => void) | undefined
    return (await seat.ask(ask, { signal, onEvent: hear })) as TaskMap[typeof task]['output']
  }
}
