import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { EngineSession } from '../../src/calls/engine.js'
import { onCpu } from '../../src/engines/device.js'
import { openDeviceModel } from '../../src/engines/device-model.js'
import { openLocalSession } from '../../src/engines/local-session.js'
import { keepVerdict, recallVerdict, secondLoss, type Verdict } from '../../src/engines/verdicts.js'
import type { Device } from '../../src/shared/compute.js'
import { NlpError } from '../../src/shared/errors.js'
import type { InferenceApi } from '../../src/wire/shared/inference-api.js'
import { modelKey } from '../../src/wire/shared/model-key.js'
import { type Supervisor, supervise } from '../../src/wire/supervisor.js'
import { type FakeWorkersOptions, fakeWorkers, lost, never, pause, source } from './fake-workers.js'

const supervisors: Supervisor<InferenceApi>[] = []
afterEach(() => {
  for (const each of supervisors.splice(0)) each.stop()
  vi.useRealTimers()
})

function begin(options: FakeWorkersOptions = {}, times: { idleMs?: number; unusedMs?: number } = {}) {
  const workers = fakeWorkers(options)
  const start = (client: { call: Supervisor<InferenceApi>['call'] }) =>
    client.call((api) => Promise.resolve(api.configure({ device: 'wasm', threads: 1 })))
  const supervisor = supervise<InferenceApi>({ spawn: workers.spawn, start, ...times })
  supervisors.push(supervisor)
  return { ...workers, supervisor }
}

const stopped = new NlpError('closed', 'stopped by the test')
const embed = (session: EngineSession, text: string, signal?: AbortSignal) =>
  session.run('embed', { texts: [text], kind: 'document' }, { signal })
/** The number of the worker that answered. */
const answerOf = async (call: ReturnType<typeof embed>) => (await call).vectors[0]

describe('supervise', () => {
  test('looking whether a worker runs starts none, and the first call starts one', async () => {
    const { supervisor, made } = begin()
    expect([supervisor.running, made.length]).toEqual([false, 0])
    await supervisor.call((api) => api.close('x'))
    expect([supervisor.running, made.length]).toEqual([true, 1])
  })

  test('what was held of an older worker stops that one, and not the one that has taken its place', async () => {
    const { supervisor, made } = begin()
    const first = supervisor.worker()
    first.stop(stopped)
    const second = supervisor.worker()
    first.stop(stopped)
    expect([first.running, second.running, made.length]).toEqual([false, true, 2])
    await expect(first.call((api) => api.close('x'))).rejects.toBe(stopped)
  })

  test('a worker that cannot be set up says why, and the next call tries with a new one', async () => {
    let failures = 1
    const { supervisor, made } = begin({
      configure() {
        if (failures-- > 0) throw new TypeError('no threads')
      },
    })
    const error = await supervisor.call((api) => api.close('x')).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'worker-crashed', cause: { message: 'no threads' } })
    expect((error as Error).message).toContain('no threads')
    await supervisor.call((api) => api.close('x'))
    expect(made).toHaveLength(2)
  })

  test('an idle worker is kept longer while somebody needs it', async () => {
    const { supervisor, made } = begin({}, { idleMs: 10_000, unusedMs: 20 })
    const release = supervisor.retain()
    await supervisor.call((api) => api.close('x'))
    await pause(60)
    expect(made[0]?.ended).toBe(false)
    release()
    release()
    await expect.poll(() => made[0]?.ended).toBe(true)
    expect(supervisor.running).toBe(false)
  })

  test('a worker that works is not idle', async () => {
    const { supervisor, made } = begin({ opening: () => pause(80) }, { idleMs: 10, unusedMs: 10 })
    await openDeviceModel(supervisor, source, 'embed', {})
    expect(made[0]?.users.get(source.url)).toBe(1)
  })
})

describe('openDeviceModel', () => {
  test('closing it leaves the model open to others in a worker where it never opened it', async () => {
    const { supervisor, made } = begin()
    const first = await openDeviceModel(supervisor, source, 'embed', {})
    const second = await openDeviceModel(supervisor, source, 'embed', {})
    supervisor.stop()
    // Only the second continues in the new worker.
    await second.opening().key
    await first.close()
    expect([...(made[1]?.users.values() ?? [])]).toEqual([1])
  })

  test('closing it twice over two workers closes it once in each', async () => {
    const { supervisor, made } = begin()
    const model = await openDeviceModel(supervisor, source, 'embed', {})
    const other = await openDeviceModel(supervisor, source, 'embed', {})
    await model.close()
    expect([...(made[0]?.users.values() ?? [])]).toEqual([1])
    await other.close()
    expect([...(made[0]?.users.values() ?? [])]).toEqual([0])
  })

  test('all callers wait for one opening', async () => {
    const { supervisor, made } = begin()
    const model = await openDeviceModel(supervisor, source, 'embed', {})
    supervisor.stop()
    await Promise.all([model.opening().key, model.opening().key, model.opening().key])
    expect(made[1]?.opened).toBe(1)
  })

  test('an opening that was aborted after the worker had counted it is closed again', async () => {
    const stop = new AbortController()
    const { supervisor, made } = begin({ counted: () => stop.abort('enough') })
    await expect(openDeviceModel(supervisor, source, 'embed', { signal: stop.signal })).rejects.toBe('enough')
    await expect.poll(() => made[0]?.users.get(source.url)).toBe(0)
  })

  test('what failed to open is opened anew by the next call', async () => {
    let failures = 0
    const { supervisor, made } = begin({
      opening() {
        if (failures-- > 0) throw new NlpError('model-download', 'The server is away')
      },
    })
    const model = await openDeviceModel(supervisor, source, 'embed', {})
    supervisor.stop()
    failures = 1
    await expect(model.opening().key).rejects.toMatchObject({ code: 'model-download' })
    await model.opening().key
    expect(made[1]?.opened).toBe(2)
  })

  test('closing while it opens again ends the opening', async () => {
    let hang = false
    const { supervisor } = begin({ opening: () => (hang ? never() : undefined) })
    const model = await openDeviceModel(supervisor, source, 'embed', {})
    supervisor.stop()
    hang = true
    const { key } = model.opening()
    const closing = model.close()
    await expect(key).rejects.toMatchObject({ code: 'closed' })
    await closing
  })
})

const WEBGPU = { device: 'webgpu', runtime: 'onnxruntime' } as const

describe('openLocalSession', () => {
  /** A session on fake devices; each device has its own workers. */
  async function openSession(
    options: FakeWorkersOptions = {},
    { devices = ['wasm'], onWasm = {} }: { devices?: readonly Device[]; onWasm?: FakeWorkersOptions } = {},
  ) {
    const wasm = begin(devices[0] === 'wasm' ? options : onWasm)
    const webgpu = begin(options)
    const notes: Verdict[] = []
    const model = { ...source, url: `https://models.example/${crypto.randomUUID()}/` }
    const open = () =>
      openLocalSession({
        context: {
          supervisor: (_group, device) => (device === 'wasm' ? wasm : webgpu).supervisor,
          note: (_model, verdict) => void notes.push(verdict),
        },
        task: 'embed',
        group: 'encoder',
        source: model,
        candidates: devices.flatMap((device) =>
          device === 'wasm' ? onCpu(undefined, 'of the test') : [{ device, runtime: undefined, reason: 'of the test' }],
        ),
        options: {},
      })
    return { wasm, webgpu, notes, open, url: model.url, identity: modelKey(model) }
  }

  test("a caller's abort while the model opens again rejects no other caller", async () => {
    const { open, wasm } = await openSession()
    const session = await open()
    wasm.supervisor.stop()
    const stop = new AbortController()
    const first = embed(session, 'a', stop.signal)
    const others = [embed(session, 'b'), embed(session, 'c')]
    stop.abort('another key was typed')
    await expect(first).rejects.toBe('another key was typed')
    expect(await Promise.all(others.map(answerOf))).toEqual([1, 1])
    expect(wasm.made[1]?.opened).toBe(1)
  })

  test('keys that are typed while the model opens again begin the opening once', async () => {
    let held: Promise<void> | undefined
    let letGo = () => {}
    const { open, wasm } = await openSession({ opening: () => held })
    const session = await open()
    wasm.supervisor.stop()
    held = new Promise((resolve) => {
      letGo = resolve
    })
    for (let key = 0; key < 5; key += 1) {
      const stop = new AbortController()
      const call = embed(session, `key ${key}`, stop.signal)
      await pause(3)
      stop.abort('the next key')
      await expect(call).rejects.toBe('the next key')
    }
    const last = answerOf(embed(session, 'the last one'))
    letGo()
    expect(await last).toBe(1)
    expect(wasm.made[1]?.opened).toBe(1)
  })

  test('three innocent calls survive the end of a silent worker, with one new worker', async () => {
    const { open, wasm } = await openSession({ script: (_text, worker) => (worker === wasm.made[0] ? never() : {}) })
    const session = await open()
    const innocent = ['a', 'b', 'c'].map((text) => answerOf(embed(session, text)))
    await expect.poll(() => wasm.made[0]?.ran.length).toBe(3)
    const silent = { details: { silent: true } }
    wasm.supervisor.stop(new NlpError('worker-crashed', 'The worker did not react to an abort and was ended', silent))
    expect(await Promise.all(innocent)).toEqual([1, 1, 1])
    expect(wasm.made).toHaveLength(2)
  })

  test('a crash that an old worker is told of late leaves the new worker alone', async () => {
    const { open, wasm } = await openSession({
      script: (text) => (text === 'breaks' ? Promise.reject(new NlpError('worker-crashed', 'trap')) : undefined),
    })
    const session = await open()
    await Promise.all([
      expect(embed(session, 'breaks')).rejects.toMatchObject({ code: 'worker-crashed' }),
      expect(embed(session, 'breaks')).rejects.toMatchObject({ code: 'worker-crashed' }),
    ])
    expect(await answerOf(embed(session, 'fine'))).toBe(1)
    expect(wasm.alive()).toHaveLength(1)
    expect(wasm.made).toHaveLength(2)
  })

  test('one loss of the graphics device under two calls is one loss: both are answered on the graphics device', async () => {
    const { open, webgpu, wasm } = await openSession(
      { script: (_text, worker) => (worker === webgpu.made[0] ? Promise.reject(lost()) : undefined) },
      { devices: ['webgpu', 'wasm'] },
    )
    const session = await open()
    expect(await Promise.all(['a', 'b'].map((text) => answerOf(embed(session, text))))).toEqual([1, 1])
    expect([webgpu.made.length, wasm.made.length]).toEqual([2, 0])
  })

  test('the second loss moves all calls to WebAssembly, opens the model there once, and lets go of the old worker', async () => {
    const { open, webgpu, wasm, notes, url } = await openSession(
      { script: () => Promise.reject(lost()) },
      { devices: ['webgpu', 'wasm'] },
    )
    const session = await open()
    expect(await Promise.all(['a', 'b', 'c'].map((text) => answerOf(embed(session, text))))).toEqual([0, 0, 0])
    expect([webgpu.alive().length, wasm.made.length, wasm.made[0]?.users.get(url)]).toEqual([0, 1, 1])
    expect(notes.at(-1)).toMatchObject({ device: 'wasm', accepted: true })
    await session.close()
    expect(wasm.made[0]?.users.get(url)).toBe(0)
  })

  test('a session that is closed while it moves leaves nothing open', async () => {
    let letGo = () => {}
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    const { open, wasm, url } = await openSession(
      { script: () => Promise.reject(lost()) },
      { devices: ['webgpu', 'wasm'], onWasm: { opening: () => held } },
    )
    const session = await open()
    const call = embed(session, 'a').catch((reason: unknown) => reason)
    await expect.poll(() => wasm.made[0]?.opened).toBe(1)
    await session.close()
    letGo()
    await call
    await expect.poll(() => wasm.made[0]?.users.get(url)).toBe(0)
  })

  describe('what is remembered of a device', () => {
    const stored = new Map<string, string>()
    beforeEach(() => {
      stored.clear()
      vi.stubGlobal('localStorage', {
        getItem: (name: string) => stored.get(name) ?? null,
        setItem: (name: string, value: string) => void stored.set(name, value),
      })
    })
    afterEach(() => vi.unstubAllGlobals())

    test.each([
      ['model-corrupt', 'that gives wrong answers', 1],
      ['unsupported', 'that lacks what the model needs', 1],
      ['out-of-memory', 'that was full at that moment', 0],
      ['worker-crashed', 'whose worker crashed', 0],
    ] as const)('%s: a device %s is passed over, and remembered %#', async (code, _words, remembered) => {
      const { open, notes, identity } = await openSession(
        { opening: () => Promise.reject(new NlpError(code, 'not here')) },
        { devices: ['webgpu', 'wasm'] },
      )
      const session = await open()
      expect(await answerOf(embed(session, 'a'))).toBe(0)
      expect(notes.map(({ device, accepted }) => [device, accepted])).toEqual([
        ['webgpu', false],
        ['wasm', true],
      ])
      expect(recallVerdict(identity, WEBGPU)?.accepted).toBe(remembered === 1 ? false : undefined)
    })

    test('files that fail on every device say nothing about the graphics device', async () => {
      const corrupt = () => Promise.reject(new NlpError('model-corrupt', 'digest differs'))
      const options = { devices: ['webgpu', 'wasm'], onWasm: { opening: corrupt } } as const
      const { open, identity } = await openSession({ opening: corrupt }, options)
      await expect(open()).rejects.toMatchObject({ code: 'model-corrupt' })
      expect(recallVerdict(identity, WEBGPU)).toBeUndefined()
    })

    test.each(['model-download', 'offline', 'storage-full', 'closed'] as const)(
      '%s is the same on every device: the next one is not tried',
      async (code) => {
        const { open, wasm, identity } = await openSession(
          { opening: () => Promise.reject(new NlpError(code, 'not now')) },
          { devices: ['webgpu', 'wasm'] },
        )
        await expect(open()).rejects.toMatchObject({ code })
        expect([wasm.made.length, recallVerdict(identity, WEBGPU)]).toEqual([0, undefined])
      },
    )

    test('a device that was refused before is not tried again', async () => {
      const { open, webgpu, identity } = await openSession({}, { devices: ['webgpu', 'wasm'] })
      keepVerdict(identity, { ...WEBGPU, accepted: false, reason: 'wrong answers' })
      await open()
      expect(webgpu.made).toHaveLength(0)
    })

    test('a refusal is tested again after 30 days', () => {
      const day = 24 * 60 * 60_000
      const refusal = { ...WEBGPU, accepted: false, reason: 'wrong answers' }
      vi.useFakeTimers({ now: 0, toFake: ['Date'] })
      keepVerdict('digest', refusal)
      vi.setSystemTime(29 * day)
      expect(recallVerdict('digest', WEBGPU)).toEqual(refusal)
      vi.setSystemTime(31 * day)
      expect(recallVerdict('digest', WEBGPU)).toBeUndefined()
    })

    test('where the app serves no ONNX Runtime, the kernels answer, and nothing is remembered of the graphics card', async () => {
      const absent = new NlpError('model-missing', 'no such file', { details: { runtime: 'onnxruntime' } })
      const { open, notes, identity } = await openSession(
        { opening: () => Promise.reject(absent) },
        { devices: ['webgpu', 'wasm'] },
      )
      expect(await answerOf(embed(await open(), 'a'))).toBe(0)
      expect(notes.at(-1)).toMatchObject({ device: 'wasm', runtime: 'kernels', accepted: true })
      expect(recallVerdict(identity, WEBGPU)).toBeUndefined()
    })

    const wrong = (details: NlpError['details']) => new NlpError('model-corrupt', 'gives wrong answers', { details })

    test('kernels that compute wrongly are passed over for ONNX Runtime, in later visits too', async () => {
      const opening: FakeWorkersOptions['opening'] = (_worker, runtime) => {
        if (runtime === undefined) throw wrong({ alternative: 'onnxruntime' })
      }
      const { open, notes, wasm, identity } = await openSession({ opening })
      expect(await answerOf(embed(await open(), 'a'))).toBe(0)
      expect(notes.map(({ runtime, accepted }) => [runtime, accepted])).toEqual([
        ['kernels', false],
        ['onnxruntime', true],
      ])
      expect(recallVerdict(identity, { device: 'wasm', runtime: 'kernels' })?.reason).toBe('gives wrong answers')
      await open()
      expect(wasm.made[0]?.opened).toBe(3)
    })

    test('kernels without an alternative are not replaced, and their failure is told', async () => {
      const { open, wasm, identity } = await openSession({ opening: () => Promise.reject(wrong({})) })
      await expect(open()).rejects.toThrow('gives wrong answers')
      expect(wasm.made[0]?.opened).toBe(1)
      expect(recallVerdict(identity, { device: 'wasm', runtime: 'kernels' })).toBeUndefined()
    })
  })
})

describe('secondLoss', () => {
  const minute = 60_000

  test.each([
    ['within five minutes', 4 * minute, true],
    ['later', 6 * minute, false],
  ])('a loss of another worker %s', (_words, after, expected) => {
    const digest = crypto.randomUUID()
    expect(secondLoss(digest, {}, 0)).toBe(false)
    expect(secondLoss(digest, {}, after)).toBe(expected)
  })

  test('every call of one worker hears the same answer', () => {
    const digest = crypto.randomUUID()
    const [first, second] = [{}, {}]
    expect([secondLoss(digest, first, 0), secondLoss(digest, first, 1)]).toEqual([false, false])
    expect([secondLoss(digest, second, 2), secondLoss(digest, second, 3)]).toEqual([true, true])
  })
})
