import { NlpError } from '../../shared/errors.js'
import { randomId } from '../../shared/random-id.js'
import { fromWire } from '../../wire/shared/errors.js'
import type { Heard, HeldModel } from './held-model.js'
import { type Ask, lineName, type Term, type ToAll, type ToGuest, type ToOwner, type Unsigned } from './messages.js'
import { type Guests, serveGuests } from './serve-guests.js'
import type { TabMeans } from './tab-means.js'

/** This tab's place among the tabs of one model. */
export interface Seat {
  /** 'waiting': no tab owns the model at the moment. */
  readonly role: 'owner' | 'guest' | 'waiting'
  /** How many tabs this tab serves. */
  readonly guests: number
  /** Asks the tab that owns the model, which may be this tab. After a change of the owner the next owner is asked. */
  ask(ask: Ask, heard?: Heard): Promise<unknown>
  /** Leaves the model to the other tabs. */
  leave(): Promise<void>
}

export interface SeatRequest {
  readonly name: string
  /** The id of the model, for messages. */
  readonly title: string
  readonly model: HeldModel
  readonly means: TabMeans
  /** How often a waiting tab asks whether the owner is alive. */
  readonly beatMs: number
}

/** So many questions in a row stay unanswered before a tab counts the owner as frozen. */
const MOST_MISSED = 3

interface Call {
  readonly id: number
  readonly ask: Ask
  readonly heard: Heard
  /** Stops the work in this tab. */
  readonly stop: AbortController
  /** The tab that computes the answer. */
  at: string | undefined
  /** Whether the caller has seen a part of the answer. Then nobody may write the answer again. */
  shown: boolean
  resolve(value: unknown): void
  reject(error: unknown): void
}

/**
 * Elects the owner of a model by a Web Lock: the tab that holds the lock has the model, and the others are its guests. The browser
 * gives the lock to the next tab when a tab closes or crashes. A frozen tab would keep it, so a tab gives the lock back when it
 * hears that it will be frozen. Where the tab hears nothing and falls silent, a guest takes the lock away.
 */
export function takeSeat({ name, title, model, means, beatMs }: SeatRequest): Seat {
  const id = randomId()
  const ending = new AbortController()
  const all = means.channel(name)
  const line = means.channel(lineName(name, id))
  const calls = new Map<number, Call>()
  let lastCall = 0
  /** Set while this tab owns the model. */
  let guests: Guests | undefined
  /** The tab that serves this tab. */
  let owner: string | undefined
  /** The begin of the latest term that this tab knows of. */
  let latest = 0
  let candidacy = new AbortController()
  let release = () => {}
  let asleep = false
  let missed = 0
  let timer: ReturnType<typeof setInterval> | undefined

  const alive = new Promise<void>((held) => {
    const untilTheEnd = () => {
      held()
      // The tab may have left before it got the lock, and the abort would then never be heard.
      if (ending.signal.aborted) return undefined
      return new Promise<void>((end) => ending.signal.addEventListener('abort', () => end()))
    }
    means.locks.request(lineName(name, id), untilTheEnd).catch(() => {})
  })

  const tellAll = (message: ToAll) => {
    if (!ending.signal.aborted) all.postMessage(message)
  }
  /** The owner watches the lock of this tab, so the tab joins once it holds the lock. */
  const join = () => void alive.then(() => tellAll({ type: 'join', guest: id }))

  /** Waits for the lock, or takes it away from a silent tab. Resolves once this tab has the lock, or cannot have it. */
  function stand({ steal = false } = {}): Promise<void> {
    const mine = new AbortController()
    candidacy = mine
    return new Promise((decided) => {
      const own = () => {
        decided()
        return mine.signal.aborted ? undefined : beginTerm()
      }
      means.locks
        .request(name, steal ? { steal } : { signal: mine.signal }, own)
        // Withdrawn, or taken away by a guest.
        .catch(() => {})
        .finally(() => {
          decided()
          if (mine.signal.aborted) return
          endTerm()
          void stand()
          join()
        })
    })
  }

  function beginTerm(): Promise<void> {
    loseOwner()
    // The clock may have been set back.
    latest = Math.max(Date.now(), latest + 1)
    const term: Term = { owner: id, since: latest }
    guests = serveGuests({ name, term, model, means })
    tellAll({ type: 'owner', ...term })
    placeCalls()
    return new Promise((end) => {
      release = end
    })
  }

  function endTerm(): void {
    guests?.dismiss()
    guests = undefined
    release()
  }

  function withdraw(): void {
    candidacy.abort()
    endTerm()
  }

  function hearOfOwner(term: Term): void {
    if (term.since <= latest || term.owner === id) return
    latest = term.since
    missed = 0
    // The other tab took the lock away, and said so before the browser did.
    endTerm()
    loseOwner()
    join()
  }

  function acceptOwner({ owner: other, since }: Term): void {
    if (asleep || guests !== undefined || since < latest || other === owner) return
    latest = since
    loseOwner()
    owner = other
    // After a sleep this tab may still have the model of its own term.
    void model.retire()
    placeCalls()
  }

  function loseOwner(): void {
    const lost = owner
    owner = undefined
    if (lost === undefined) return
    for (const call of calls.values()) {
      if (call.at !== lost) continue
      call.at = undefined
      if (call.shown) call.reject(lostAnswer())
    }
  }

  function placeCalls(): void {
    for (const call of calls.values()) if (call.at === undefined) place(call)
  }

  function place(call: Call): void {
    const { heard, ask } = call
    if (guests !== undefined) {
      call.at = id
      model.answer(ask, { ...heard, signal: call.stop.signal }).then(call.resolve, call.reject)
    } else if (owner !== undefined) {
      call.at = owner
      try {
        tellOwner({ type: 'call', call: call.id, ask })
      } catch (error) {
        // The caller gave something that cannot be copied, such as a function.
        call.reject(error)
      }
    }
  }

  function tellOwner(message: Unsigned<ToOwner>): void {
    line.postMessage({ ...message, owner })
  }

  /** Stops the work of another tab for a call. */
  function callBack({ id: call, at }: Call): void {
    if (owner !== undefined && at === owner) tellOwner({ type: 'abort', call })
  }

  function hear(message: ToGuest): void {
    if (message.type === 'welcome') acceptOwner(message)
    if (guests !== undefined || message.owner !== owner) return
    missed = 0
    if (message.type === 'leaving') loseOwner()
    if (!('call' in message)) return
    const call = calls.get(message.call)
    if (call === undefined || call.at !== owner) return
    if (message.type === 'result') call.resolve(message.value)
    else if (message.type === 'failure') call.reject(fromWire(message.error))
    else if (message.type === 'progress') call.heard.onProgress?.(message.value)
    else {
      call.shown = true
      call.heard.onEvent?.(message.value)
    }
  }

  /** Runs only while a call waits. So tabs that do nothing wake nobody, and a tab that slept counts one missed answer, not many. */
  function beat(): void {
    if (calls.size === 0) {
      clearInterval(timer)
      timer = undefined
    }
    const waits = [...calls.values()].some(({ at }) => at !== id)
    if (asleep || guests !== undefined || !waits) {
      missed = 0
      return
    }
    missed += 1
    if (missed > MOST_MISSED) takeOver().catch(() => {})
    else if (owner === undefined) join()
    else tellOwner({ type: 'ping' })
  }

  /** One tab at a time, and after a last question: of two tabs that take the lock away, the second would take it from the first. */
  async function takeOver(): Promise<void> {
    await means.locks.request(`${name} take over`, { ifAvailable: true }, async (lock) => {
      if (lock === null) return
      join()
      await new Promise((passed) => setTimeout(passed, beatMs))
      if (missed <= MOST_MISSED || guests !== undefined || asleep || ending.signal.aborted) return
      candidacy.abort()
      await stand({ steal: true })
    })
  }

  function sleep(): void {
    if (asleep) return
    asleep = true
    withdraw()
    // Nothing that another tab says reaches a page in the back/forward cache, so its calls are asked again when it wakes.
    for (const call of calls.values()) callBack(call)
    loseOwner()
  }

  function wake(): void {
    if (!asleep) return
    asleep = false
    void stand()
    join()
  }

  all.onmessage = ({ data }: MessageEvent<ToAll>) => {
    if (data.type === 'owner') hearOfOwner(data)
    else guests?.welcome(data.guest)
  }
  line.onmessage = ({ data }: MessageEvent<ToGuest>) => hear(data)
  means.watchPage({ sleep, wake }, ending.signal)
  void stand()
  join()

  return {
    get role() {
      if (guests !== undefined) return 'owner'
      return owner === undefined ? 'waiting' : 'guest'
    },
    get guests() {
      return guests?.count ?? 0
    },
    async ask(ask, heard = {}) {
      const { signal } = heard
      signal?.throwIfAborted()
      ending.signal.throwIfAborted()
      return new Promise((resolve, reject) => {
        lastCall += 1
        const settle = (act: () => void) => {
          signal?.removeEventListener('abort', onAbort)
          calls.delete(call.id)
          act()
        }
        const call: Call = {
          id: lastCall,
          ask,
          heard: { onEvent: heard.onEvent, onProgress: neverBack(heard.onProgress) },
          stop: new AbortController(),
          at: undefined,
          shown: false,
          resolve: (value) => settle(() => resolve(value)),
          reject: (error) => settle(() => reject(error)),
        }
        const onAbort = () => {
          call.reject(signal?.reason)
          call.stop.abort(signal?.reason)
          callBack(call)
        }
        signal?.addEventListener('abort', onAbort, { once: true })
        calls.set(call.id, call)
        timer ??= setInterval(beat, beatMs)
        place(call)
      })
    },
    async leave() {
      if (ending.signal.aborted) return
      const reason = new NlpError('closed', `Model ${title} was closed`)
      withdraw()
      ending.abort(reason)
      clearInterval(timer)
      all.close()
      line.close()
      // The calls in this tab end with the model.
      for (const call of [...calls.values()]) if (call.at !== id) call.reject(reason)
      await model.close(reason)
    },
  }
}

/** After a change of the owner a download may begin again, and a listener is promised numbers that never fall. */
function neverBack(onProgress: Heard['onProgress']): Heard['onProgress'] {
  let most = 0
  return (progress) => {
    if (progress.type === 'download') {
      if (progress.loaded < most) return
      most = progress.loaded
    }
    onProgress?.(progress)
  }
}

function lostAnswer(): NlpError {
  return new NlpError(
    'worker-crashed',
    'The tab that held the model, or this tab, was closed or frozen while the answer was written. Ask again.',
  )
}
