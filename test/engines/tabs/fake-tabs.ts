import type { TabMeans } from '../../../src/engines/tabs/tab-means.js'

type Grant = (lock: Lock | null) => unknown

interface Waiting {
  readonly tab: FakeTab
  readonly start: () => void
  readonly fail: (error: unknown) => void
}

/** One tab of a fake browser. */
export interface FakeTab {
  readonly means: TabMeans
  /** Like a crash: the tab sends nothing more, and the browser releases its locks. */
  kill(): void
  /**
   * The tab receives and sends nothing, and keeps its locks. The page gets an event before only if `told` is set. With
   * `deaf`, messages of this time are lost, as in the back/forward cache.
   */
  freeze(options?: { told?: boolean; deaf?: boolean }): void
  thaw(): void
}

/** Locks and channels as the tabs of one browser share them. */
export function fakeBrowser() {
  const held = new Map<string, Waiting>()
  const queues = new Map<string, Waiting[]>()
  const channels = new Map<string, Set<FakeChannel>>()
  /** Messages that a frozen tab has not received yet. */
  const unheard = new Map<FakeTab, (() => void)[]>()
  const dead = new Set<FakeTab>()
  const deaf = new Set<FakeTab>()

  /** Runs as a task of the tab: later, in order, and only in a tab that is alive and awake. */
  function inTab(tab: FakeTab, act: () => void): void {
    setImmediate(() => now(tab, act))
  }

  function now(tab: FakeTab, act: () => void): void {
    if (dead.has(tab)) return
    const waiting = unheard.get(tab)
    if (waiting === undefined) act()
    else waiting.push(act)
  }

  function grantNext(name: string): void {
    if (held.has(name)) return
    const next = queues.get(name)?.shift()
    if (next === undefined) return
    held.set(name, next)
    next.start()
  }

  function request(tab: FakeTab, name: string, options: LockOptions, granted: Grant): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const give = () => {
        if (held.get(name) !== mine) return
        held.delete(name)
        grantNext(name)
      }
      const run = async () => {
        try {
          resolve(await granted({ name, mode: 'exclusive' }))
        } catch (error) {
          reject(error)
        } finally {
          give()
        }
      }
      const fail = (error: unknown) => inTab(tab, () => reject(error))
      const mine: Waiting = { tab, start: () => inTab(tab, () => void run()), fail }
      const queue = queues.get(name) ?? []
      queues.set(name, queue)
      if (options.ifAvailable === true && (held.has(name) || queue.length > 0)) {
        inTab(tab, () => resolve(granted(null)))
        return
      }
      if (options.steal === true) {
        held.get(name)?.fail(new DOMException('stolen', 'AbortError'))
        held.delete(name)
        queue.unshift(mine)
      } else queue.push(mine)
      options.signal?.addEventListener('abort', () => {
        const place = queue.indexOf(mine)
        if (place < 0) return
        queue.splice(place, 1)
        fail(options.signal?.reason)
      })
      grantNext(name)
    })
  }

  class FakeChannel extends EventTarget {
    onmessage: ((event: MessageEvent) => void) | null = null
    readonly #tab: FakeTab
    readonly #name: string

    constructor(tab: FakeTab, name: string) {
      super()
      this.#tab = tab
      this.#name = name
      const all = channels.get(name) ?? new Set()
      channels.set(name, all.add(this))
    }

    get tab() {
      return this.#tab
    }

    postMessage(message: unknown): void {
      if (dead.has(this.#tab)) return
      const data = structuredClone(message)
      for (const each of channels.get(this.#name) ?? []) {
        if (each === this) continue
        const hear = () => {
          if (channels.get(this.#name)?.has(each)) each.onmessage?.({ data } as MessageEvent)
        }
        setImmediate(() => {
          if (!deaf.has(each.tab)) now(each.tab, hear)
        })
      }
    }

    close(): void {
      channels.get(this.#name)?.delete(this)
    }
  }

  return {
    /** The names of all locks that were ever requested. */
    names: () => [...queues.keys()],
    /** The names of all locks that are held now. */
    held: () => [...held.keys()],
    /** How many channels are open. */
    channels: () => [...channels.values()].reduce((sum, { size }) => sum + size, 0),
    tab(): FakeTab {
      let page: Parameters<TabMeans['watchPage']>[0] | undefined
      const tab: FakeTab = {
        means: {
          locks: {
            request: (name: string, ...rest: [Grant] | [LockOptions, Grant]) =>
              rest.length === 1 ? request(tab, name, {}, rest[0]) : request(tab, name, rest[0], rest[1]),
            query: async () => ({ held: [...held.keys()].map((name) => ({ name })), pending: [] }),
          } as unknown as LockManager,
          channel: (name) => new FakeChannel(tab, name) as unknown as BroadcastChannel,
          watchPage(heard, until) {
            page = heard
            until.addEventListener('abort', () => {
              page = undefined
            })
          },
        },
        kill() {
          dead.add(tab)
          for (const queue of queues.values()) {
            for (const waiting of queue.filter((each) => each.tab === tab)) queue.splice(queue.indexOf(waiting), 1)
          }
          for (const [name, { tab: holder }] of [...held]) {
            if (holder !== tab) continue
            held.delete(name)
            grantNext(name)
          }
        },
        freeze({ told = false, deaf: isDeaf = false } = {}) {
          if (told) page?.sleep()
          if (isDeaf) deaf.add(tab)
          unheard.set(tab, [])
        },
        thaw() {
          const waiting = unheard.get(tab) ?? []
          unheard.delete(tab)
          deaf.delete(tab)
          for (const act of waiting) act()
          page?.wake()
        },
      }
      return tab
    },
  }
}
