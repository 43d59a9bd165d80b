import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { asyncDispose } from '../../../src/calls/dispose.js'
import type { EngineSession, OpenOptions, RunOptions } from '../../../src/calls/engine.js'
import { connectTabs, type ModelTabs } from '../../../src/engines/tabs/connect-tabs.js'
import type { ModelUse } from '../../../src/engines/tabs/model-name.js'
import { NlpError } from '../../../src/shared/errors.js'
import type { Task, TaskMap } from '../../../src/shared/tasks.js'
import { fakeBrowser } from './fake-tabs.js'

/** Short, so that a test does not wait long for a frozen tab. */
const BEAT_MS = 15

const use: ModelUse = {
  source: { type: 'folder', id: 'small', url: 'https://models.example/small/' },
  group: 'encoder',
  candidates: [{ device: 'wasm', runtime: undefined }],
  threads: 1,
  workers: undefined,
}

/** The behaviour of a tab's model. The text decides: 'slow…' never ends by itself. */
interface Script {
  /** Runs before the model counts as open. @default nothing */
  opening?: ((options: OpenOptions) => unknown) | undefined
  /** The words of an answer that is streamed. @default 'one', 'two' */
  words?: readonly string[] | undefined
  /** @default 'weights' */
  digest?: string | undefined
}

let browser: ReturnType<typeof fakeBrowser>
let opened: { kill(): void; readonly ran: readonly string[] }[] = []

afterEach(async () => {
  for (const tab of opened) tab.kill()
  opened = []
})

type Tab = ReturnType<typeof openTab>

/** A promise that the test resolves. */
function gateway() {
  let open = () => {}
  const passed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { passed, open }
}

function startBrowser() {
  browser = fakeBrowser()
}

/** A tab of the fake browser, with an engine whose model records its calls. */
function openTab({ opening, words = ['one', 'two'], digest = 'weights' }: Script = {}) {
  const fake = browser.tab()
  const models: ModelTabs = connectTabs({ means: Promise.resolve(fake.means), beatMs: BEAT_MS })
  const loads: OpenOptions[] = []
  const ran: string[] = []
  let closed = 0
  /** Lets the slow calls of this tab continue. */
  const gate = gateway()

  async function openHere(_task: Task, options: OpenOptions): Promise<EngineSession> {
    loads.push(options)
    await opening?.(options)
    const close = async () => {
      closed += 1
    }
    return {
      engine: 'local',
      model: 'small',
      digest,
      dimensions: 1,
      async run<T extends Task>(task: T, input: TaskMap[T]['input'], { signal, onEvent }: RunOptions<T> = {}) {
        const text = task === 'embed' ? (input as TaskMap['embed']['input']).texts[0] : 'text'
        ran.push(String(text))
        if (text === 'fail') throw new NlpError('invalid-output', 'no number')
        if (task === 'generate') {
          for (const word of words) onEvent?.(word as never)
          await gate.passed
          return { text: words.join(' ') } as TaskMap[T]['output']
        }
        if (String(text).startsWith('slow')) {
          await Promise.race([
            gate.passed,
            new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
          ])
        }
        return { vectors: Float32Array.of(1), dimensions: 1, truncated: [] } as unknown as TaskMap[T]['output']
      },
      close,
      [asyncDispose]: close,
    }
  }

  const tab = {
    ...fake,
    loads,
    ran,
    get closed() {
      return closed
    },
    goOn: gate.open,
    open: (options: OpenOptions = {}, task: Task = 'embed') => models.open({ use, task, options, open: openHere }),
    state: () => models.list()[0],
  }
  opened.push(tab)
  return tab
}

const embed = (session: EngineSession, text: string, signal?: AbortSignal) =>
  session.run('embed', { texts: [text], kind: 'document' }, { signal })

const ask = { messages: [], maxTokens: 8, temperature: 0, stop: [] }

/** The first tab owns the model, the others are its guests; each has a session. */
async function shared(count: number, scripts: readonly Script[] = []) {
  startBrowser()
  const all = Array.from({ length: count }, (_, index) => openTab(scripts[index]))
  const sessions: EngineSession[] = []
  for (const tab of all) sessions.push(await tab.open())
  return { tabs: all, sessions } as unknown as {
    tabs: [Tab, Tab, Tab, ...Tab[]]
    sessions: [EngineSession, EngineSession, EngineSession, ...EngineSession[]]
  }
}

describe('the tabs of a browser', () => {
  test('have one model, and each knows its place', async () => {
    const { tabs, sessions } = await shared(3)
    await Promise.all(sessions.map((session, tab) => embed(session, `tab ${tab}`)))
    expect(tabs.map(({ loads }) => loads.length)).toEqual([1, 0, 0])
    expect(tabs[0].ran.toSorted()).toEqual(['tab 0', 'tab 1', 'tab 2'])
    expect(tabs.map((tab) => tab.state())).toEqual([
      { model: 'small', role: 'owner', guests: 2 },
      { model: 'small', role: 'guest', guests: 0 },
      { model: 'small', role: 'guest', guests: 0 },
    ])
    expect(sessions[1]).toMatchObject({ engine: 'local', model: 'small', digest: 'weights', dimensions: 1 })
  })

  test('that open at the same time elect one owner', async () => {
    startBrowser()
    const all = Array.from({ length: 5 }, () => openTab())
    await Promise.all(all.map((tab) => tab.open()))
    expect(all.reduce((sum, { loads }) => sum + loads.length, 0)).toBe(1)
  })

  test.each<[string, Partial<ModelUse>]>([
    ['other files', { source: { type: 'folder', id: 'small', url: 'https://models.example/other/' } }],
    [
      'another precision',
      { source: { type: 'folder', id: 'small', url: 'https://models.example/small/', dtype: 'q4' } },
    ],
    ['another kind of worker', { group: 'generator' }],
    ['another device', { candidates: [{ device: 'webgpu', runtime: undefined }] }],
    ['more threads', { threads: 4 }],
    ['a cache of vectors', { cache: { name: 'notes', maxBytes: 1000 } }],
  ])('do not share with %s', async (_what, other) => {
    startBrowser()
    const [one, two] = [browser.tab(), browser.tab()]
    const openHere = async () =>
      ({ engine: 'local', model: 'small', close: async () => {} }) as unknown as EngineSession
    const tabs = [one, two].map(({ means }) => connectTabs({ means: Promise.resolve(means), beatMs: BEAT_MS }))
    await tabs[0]?.open({ use, task: 'embed', options: {}, open: openHere })
    await tabs[1]?.open({ use: { ...use, ...other }, task: 'embed', options: {}, open: openHere })
    expect(tabs.flatMap((each) => each.list().map(({ role }) => role))).toEqual(['owner', 'owner'])
    expect(new Set(browser.names().filter((name) => !name.includes('guest'))).size).toBe(2)
  })

  test('have the model to themselves where the browser has no means to share', async () => {
    const tabs = connectTabs({ means: Promise.resolve(undefined) })
    const session = { model: 'mine' } as unknown as EngineSession
    expect(await tabs.open({ use, task: 'embed', options: {}, open: async () => session })).toBe(session)
    expect(tabs.list()).toEqual([])
  })

  test('know whether a tab has the model before they open it', async () => {
    const { tabs, sessions } = await shared(1)
    const asking = connectTabs({ means: Promise.resolve(browser.tab().means) })
    expect(await asking.isTaken(use)).toBe(true)
    expect(await asking.isTaken({ ...use, threads: 4 })).toBe(false)
    await sessions[0].close()
    expect([await asking.isTaken(use), tabs[0].state(), asking.list()]).toEqual([false, undefined, []])
    expect(await connectTabs({ means: Promise.resolve(undefined) }).isTaken(use)).toBe(false)
  })

  test('serve another task of the same model', async () => {
    const { tabs, sessions } = await shared(2)
    const classifier = await tabs[1].open({}, 'classify')
    expect(tabs.map(({ loads }) => loads.length)).toEqual([2, 0])
    await Promise.all([embed(sessions[1], 'a'), classifier.run('classify', { texts: ['b'] })])
    expect(tabs[0].ran).toEqual(['a', 'text'])
  })

  test('keep an access token to themselves', async () => {
    startBrowser()
    const [owner, guest] = [openTab(), openTab()]
    await owner.open({ accessToken: 'of the owner' })
    await guest.open({ accessToken: 'of the guest' })
    expect(owner.loads).toHaveLength(1)
    expect(JSON.stringify(owner.loads)).not.toContain('of the guest')
  })
})

describe('a guest', () => {
  test('hears the progress of a download that has begun, from 0 and never back', async () => {
    startBrowser()
    const more = gateway()
    const owner = openTab({
      async opening({ onProgress }) {
        onProgress?.({ type: 'download', loaded: 5, total: 10 })
        await more.passed
        onProgress?.({ type: 'download', loaded: 10, total: 10 })
      },
    })
    const first = owner.open()
    await expect.poll(() => owner.loads.length).toBe(1)
    const heard: unknown[] = []
    const second = openTab().open({ onProgress: (progress) => heard.push('loaded' in progress && progress.loaded) })
    await expect.poll(() => heard).toEqual([0, 5])
    more.open()
    await Promise.all([first, second])
    expect(heard).toEqual([0, 5, 10])
  })

  test('gets the error of a call with its code, and goes on', async () => {
    const { sessions } = await shared(2)
    const error = await embed(sessions[1], 'fail').catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(NlpError)
    expect(error).toMatchObject({ code: 'invalid-output', message: 'no number' })
    await embed(sessions[1], 'next')
  })

  test('rejects an abort with exactly the reason, and the owner stops the work', async () => {
    const { tabs, sessions } = await shared(2)
    const stop = new AbortController()
    const call = embed(sessions[1], 'slow', stop.signal)
    await expect.poll(() => tabs[0].ran).toEqual(['slow'])
    const reason = { mine: true }
    stop.abort(reason)
    expect(await call.catch((error: unknown) => error)).toBe(reason)
    expect(await embed(sessions[1], 'early', AbortSignal.abort(reason)).catch((error: unknown) => error)).toBe(reason)
    await embed(sessions[1], 'next')
    expect(tabs[0].ran).toEqual(['slow', 'next'])
  })

  test('that gives up while the owner loads rejects with exactly the reason, and the others go on', async () => {
    startBrowser()
    const loaded = gateway()
    const [owner, guest, other] = [openTab({ opening: () => loaded.passed }), openTab(), openTab()]
    const stop = new AbortController()
    const opening = [owner.open(), other.open()]
    const given = guest.open({ signal: stop.signal }).catch((error: unknown) => error)
    await expect.poll(() => owner.state()?.guests).toBe(2)
    const reason = { mine: true }
    stop.abort(reason)
    expect(await given).toBe(reason)
    expect(guest.state()).toBeUndefined()
    loaded.open()
    for (const session of await Promise.all(opening)) await embed(session, 'a')
    expect(owner.ran).toEqual(['a', 'a'])
  })

  test('that gives up before it has begun holds no lock', async () => {
    startBrowser()
    const reason = { mine: true }
    const given = openTab().open({ signal: AbortSignal.abort(reason) })
    expect(await given.catch((error: unknown) => error)).toBe(reason)
    await pause(BEAT_MS)
    expect([browser.held(), browser.channels()]).toEqual([[], 0])
  })

  test('gets the error of an owner that cannot load the model, and no tab tries again', async () => {
    startBrowser()
    const failed = gateway()
    const owner = openTab({
      opening: async () => {
        await failed.passed
        throw new NlpError('model-download', 'status 500', { retryable: true, details: { status: 500 } })
      },
    })
    const guests = [openTab(), openTab()]
    const opening = [owner, ...guests].map((tab) => tab.open().catch((error: unknown) => error))
    await expect.poll(() => owner.state()?.guests).toBe(2)
    await pause(BEAT_MS)
    failed.open()
    for (const error of await Promise.all(opening)) {
      expect(error).toMatchObject({ code: 'model-download', retryable: true, details: { status: 500 } })
    }
    expect(guests.map(({ loads }) => loads.length)).toEqual([0, 0])
    await expect.poll(() => browser.channels()).toBe(0)
  })

  test('reports what cannot be copied to another tab, and goes on', async () => {
    const { sessions } = await shared(2)
    const input = { ...ask, template: { call: () => {} } }
    await expect(sessions[1].run('generate', input)).rejects.toThrow(/could not be cloned/)
    await embed(sessions[1], 'next')
  })

  test('streams from the owner', async () => {
    const { tabs, sessions } = await shared(2)
    tabs[0].goOn()
    const words: string[] = []
    const output = await sessions[1].run('generate', ask, { onEvent: (word) => words.push(word) })
    expect([words, output.text]).toEqual([['one', 'two'], 'one two'])
  })

  test('that closes its last session is forgotten', async () => {
    const { tabs, sessions } = await shared(2)
    const another = await tabs[1].open()
    await sessions[1].close()
    await sessions[1].close()
    await embed(another, 'still')
    await expect(embed(sessions[1], 'late')).rejects.toMatchObject({ code: 'closed' })
    const waiting = embed(another, 'slow').catch((error: unknown) => error)
    await another.close()
    expect(await waiting).toMatchObject({ code: 'closed' })
    await expect.poll(() => tabs[0].state()?.guests).toBe(0)
    expect(tabs[1].state()).toBeUndefined()
    expect(tabs[0].closed).toBe(0)
  })
})

describe('when the owner', () => {
  test('dies, each call of the others is answered once by the next owner', async () => {
    const { tabs, sessions } = await shared(3)
    const calls = [1, 2].flatMap((tab) =>
      [0, 1, 2].map((call) => embed(sessions[tab] as EngineSession, `slow ${tab} ${call}`)),
    )
    await expect.poll(() => tabs[0].ran.length).toBe(6)
    tabs[0].kill()
    const next = await nextOwner(tabs.slice(1))
    await expect.poll(() => next.ran.length).toBe(6)
    next.goOn()
    await Promise.all(calls)
    expect(new Set(next.ran).size).toBe(6)
    expect(
      tabs
        .slice(1)
        .map(({ loads }) => loads.length)
        .toSorted(),
    ).toEqual([0, 1])
  })

  test('dies, an answer that was shown in part is given up, and one that was not is written again', async () => {
    const { tabs, sessions } = await shared(2)
    const words: string[] = []
    const shown = sessions[1].run('generate', ask, { onEvent: (word) => words.push(word) })
    const silent = sessions[1].run('generate', ask)
    await expect.poll(() => words).toEqual(['one', 'two'])
    tabs[0].kill()
    await expect(shown).rejects.toMatchObject({ code: 'worker-crashed', retryable: true })
    tabs[1].goOn()
    expect(await silent).toMatchObject({ text: 'one two' })
    expect(words).toEqual(['one', 'two'])
  })

  test('closes the model, the next tab takes it over, and the first one may come back as a guest', async () => {
    const { tabs, sessions } = await shared(2)
    const call = embed(sessions[1], 'slow')
    await expect.poll(() => tabs[0].ran).toEqual(['slow'])
    await sessions[0].close()
    expect(tabs[0].closed).toBe(1)
    tabs[1].goOn()
    await call
    const back = await tabs[0].open()
    await embed(back, 'back')
    expect([tabs[0].state()?.role, tabs[1].state()?.role]).toEqual(['guest', 'owner'])
    expect(tabs[1].ran).toEqual(['slow', 'back'])
  })

  test('is told that it will be frozen, it gives the model away at once, and wakes as a guest without the model', async () => {
    const { tabs, sessions } = await shared(2)
    tabs[0].freeze({ told: true })
    await embed(sessions[1], 'next')
    expect(tabs[1].loads).toHaveLength(1)
    expect(tabs[0].closed).toBe(0)
    tabs[0].thaw()
    await embed(sessions[0], 'awake')
    expect(tabs[1].ran).toEqual(['next', 'awake'])
    expect(tabs[0].closed).toBe(1)
  })

  test('slept while nobody took the model over, it still has the model', async () => {
    const { tabs, sessions } = await shared(1)
    tabs[0].freeze({ told: true })
    tabs[0].thaw()
    await embed(sessions[0], 'awake')
    expect([tabs[0].loads.length, tabs[0].closed, tabs[0].ran]).toEqual([1, 0, ['awake']])
  })

  test('is frozen without a word, one guest takes the lock away, and the owner wakes as a guest', async () => {
    const { tabs, sessions } = await shared(4)
    tabs[0].freeze()
    await Promise.all(sessions.slice(1).map((session, tab) => embed(session, `call ${tab}`)))
    expect(
      tabs
        .slice(1)
        .map(({ loads }) => loads.length)
        .toSorted(),
    ).toEqual([0, 0, 1])
    tabs[0].thaw()
    await embed(sessions[0], 'awake')
    await expect.poll(() => tabs[0].closed).toBe(1)
    const next = await nextOwner(tabs.slice(1))
    expect(next.ran.toSorted()).toEqual(['awake', 'call 0', 'call 1', 'call 2'])
    expect(next.state()).toMatchObject({ role: 'owner', guests: 3 })
    // Calls to the frozen tab are not computed once more.
    expect(tabs[0].ran).toEqual([])
  })

  test('was taken for frozen, its own calls end where they began', async () => {
    const { tabs, sessions } = await shared(2)
    const own = embed(sessions[0], 'slow own')
    await expect.poll(() => tabs[0].ran).toEqual(['slow own'])
    tabs[0].freeze()
    await embed(sessions[1], 'other')
    tabs[0].thaw()
    await expect.poll(() => tabs[0].state()?.role).toBe('guest')
    expect(tabs[0].closed).toBe(0)
    tabs[0].goOn()
    await own
    await expect.poll(() => tabs[0].closed).toBe(1)
  })

  test('is slow but alive, it keeps the model', async () => {
    const { tabs, sessions } = await shared(2)
    const call = embed(sessions[1], 'slow')
    await pause(BEAT_MS * 12)
    tabs[0].goOn()
    await call
    expect(tabs.map((tab) => tab.state()?.role)).toEqual(['owner', 'guest'])
  })

  test('dies before it has loaded the model, the next tab loads it', async () => {
    startBrowser()
    const owner = openTab({ opening: () => new Promise(() => {}) })
    void owner.open()
    await expect.poll(() => owner.loads.length).toBe(1)
    const guest = openTab()
    const opening = guest.open()
    await expect.poll(() => owner.state()?.guests).toBe(1)
    owner.kill()
    await embed(await opening, 'a')
    expect(guest.ran).toEqual(['a'])
  })

  test('gives up the load, its guests go on without it', async () => {
    startBrowser()
    const stop = new AbortController()
    const owner = openTab({
      opening: ({ signal }) => new Promise((_, fail) => signal?.addEventListener('abort', () => fail(signal.reason))),
    })
    const first = owner.open({ signal: stop.signal }).catch((error: unknown) => error)
    await expect.poll(() => owner.loads.length).toBe(1)
    const second = openTab().open()
    await expect.poll(() => owner.state()?.guests).toBe(1)
    stop.abort('enough')
    expect(await first).toBe('enough')
    await embed(await second, 'a')
  })

  test('gives way to a tab with other weights, the sessions of the old weights say so', async () => {
    const { tabs, sessions } = await shared(2, [{ digest: 'old' }, { digest: 'new' }])
    tabs[0].kill()
    await expect(embed(sessions[1], 'a')).rejects.toMatchObject({ code: 'model-corrupt' })
    await embed(await tabs[1].open(), 'a')
  })
})

test('the owner forgets a guest that dies, and stops what it computes for it', async () => {
  const { tabs, sessions } = await shared(3)
  void embed(sessions[1], 'slow')
  await expect.poll(() => tabs[0].ran).toEqual(['slow'])
  tabs[1].kill()
  await expect.poll(() => tabs[0].state()?.guests).toBe(1)
  await embed(sessions[2], 'next')
})

describe('a guest that comes back from the back/forward cache', () => {
  test('gets the answers that it missed', async () => {
    const { tabs, sessions } = await shared(2)
    const call = embed(sessions[1], 'slow')
    await expect.poll(() => tabs[0].ran).toEqual(['slow'])
    tabs[1].freeze({ told: true, deaf: true })
    tabs[0].goOn()
    await embed(sessions[0], 'own')
    tabs[1].thaw()
    await call
    expect(tabs[0].ran).toEqual(['slow', 'own', 'slow'])
    expect(tabs[1].loads).toHaveLength(0)
  })

  test('fails a stream whose beginning was shown, because its middle is lost', async () => {
    const { tabs, sessions } = await shared(2)
    const heard: unknown[] = []
    const answer = sessions[1].run('generate', ask, { onEvent: (word) => heard.push(word) })
    const failure = answer.catch((error: unknown) => error)
    await expect.poll(() => heard).toEqual(['one', 'two'])
    tabs[1].freeze({ told: true, deaf: true })
    tabs[0].goOn()
    await embed(sessions[0], 'own')
    tabs[1].thaw()
    expect(await failure).toMatchObject({ code: 'worker-crashed', retryable: true })
    await embed(sessions[1], 'awake')
    expect(tabs[0].ran).toEqual(['text', 'own', 'awake'])
  })
})

test('whatever dies or freezes, and whenever, every call settles and none is answered twice', async () => {
  startBrowser()
  let seed = 7
  const random = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % below
  }
  let answers = 0
  let calls = 0
  const living: { tab: Tab; session: EngineSession }[] = []
  const add = async () => {
    const tab = openTab()
    living.push({ tab, session: await tab.open() })
  }
  await add()
  for (let round = 0; round < 60; round += 1) {
    while (living.length < 4) await add()
    const owner = living.findIndex(({ tab }) => tab.state()?.role === 'owner')
    const { tab } = living.splice(Math.max(0, owner), 1)[0] as { tab: Tab }
    const asked = living.flatMap(({ session }, index) =>
      Array.from({ length: 1 + random(3) }, async (_, call) => {
        calls += 1
        await embed(session, `${round} ${index} ${call}`)
        answers += 1
      }),
    )
    for (let turn = random(6); turn > 0; turn -= 1) await new Promise(setImmediate)
    if (round % 4 === 3) tab.freeze()
    else tab.kill()
    await Promise.all(asked)
    if (round % 8 === 7) tab.kill()
  }
  expect(answers).toBe(calls)
  for (const { ran } of opened) expect(new Set(ran).size).toBe(ran.length)
})

async function nextOwner(tabs: readonly Tab[]): Promise<Tab> {
  await expect.poll(() => tabs.filter((tab) => tab.state()?.role === 'owner').length).toBe(1)
  return tabs.find((tab) => tab.state()?.role === 'owner') as Tab
}
