import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { NlpError } from '../../../src/shared/errors.js'
import type { CatalogSource, ModelSource } from '../../../src/shared/model-manifest.js'
import type { LoadProgress } from '../../../src/shared/progress.js'

/** The behaviour and the counts of the fakes below. Real files and weights fail too rarely, and never on demand. */
const world = vi.hoisted(() => ({
  /** Runs while the files of a model are read. */
  reading: (_id: string, _signal: AbortSignal): unknown => undefined,
  /** Runs while a model is made of its files. */
  making: (_id: string): unknown => undefined,
  read: [] as string[],
  alive: new Map<string, number>(),
}))

vi.mock('../../../workers/model-files/open.js', () => ({
  async openModelFiles(
    { id }: ModelSource,
    { signal, onProgress }: { signal: AbortSignal; onProgress: (progress: LoadProgress) => void },
  ) {
    world.read.push(id)
    onProgress({ type: 'download', loaded: 1, total: 2 })
    await world.reading(id, signal)
    const files = [{ path: 'weights', bytes: 100 * 1024 * 1024, sha256: 'a' }]
    return {
      manifest: { id, files, architecture: { type: 'causal', model: 'onnx/model.onnx' }, tasks: [] },
      digest: 'd',
      bytes: 1,
      storage: 'opfs',
    }
  },
}))

function fakeModel(id: string) {
  world.alive.set(id, (world.alive.get(id) ?? 0) + 1)
  return { close: async () => void world.alive.set(id, (world.alive.get(id) ?? 0) - 1) }
}

vi.mock('../../../workers/architectures/load.js', () => ({
  async loadModel({ manifest: { id } }: { manifest: { id: string } }) {
    await world.making(id)
    return {
      ...fakeModel(id),
      choice: { runtime: 'kernels' },
      runners: { embed: async () => ({}), classify: async () => ({}) },
    }
  },
}))
vi.mock('../../../workers/sessions/probe.js', () => ({ probe: async () => {} }))
vi.mock('../../../workers/generation/gguf-model.js', () => ({ loadGgufModel: async () => fakeModel('gguf') }))
vi.mock('../../../workers/generation/onnx-model.js', () => ({
  loadOnnxModel: async ({ manifest: { id } }: { manifest: { id: string } }) => {
    await world.making(id)
    return fakeModel(id)
  },
}))
vi.mock('../../../workers/generation/onnx-on-kernels.js', () => ({
  tryKernels: async () => ({ lack: 'the model is a fake', cause: undefined }),
}))
vi.mock('../../../workers/generation/sequence-model.js', () => ({
  loadSequenceModel: async () => fakeModel('sequences'),
}))
vi.mock('../../../workers/generation/respond-sequence.js', () => ({
  createSequenceResponder: () => ({ close: async () => {} }),
}))
vi.mock('../../../workers/generation/failure.js', () => ({ describeFailure: (error: unknown) => error }))
vi.mock('../../../workers/generation/decoder.js', () => ({ Decoder: class {} }))
vi.mock('../../../workers/generation/probe.js', () => ({ probe: async () => {} }))
vi.mock('../../../workers/generation/respond.js', () => ({ createResponder: () => ({ close: async () => {} }) }))

const place = { device: 'wasm', threads: 1 } as const
const { createSessions } = await import('../../../workers/sessions/sessions.js')
const { createGeneratorSessions } = await import('../../../workers/generation/sessions.js')

beforeEach(() => {
  world.read = []
  world.alive.clear()
})
afterEach(() => {
  world.reading = () => undefined
  world.making = () => undefined
})

const folder = (id: string): ModelSource => ({ type: 'folder', id, url: `https://models.example/${id}/` })
const here = new AbortController().signal
const quiet = () => {}
const failure = new NlpError('model-download', 'The server is away')

/** A promise that is settled from outside. */
function gate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, opened }
}

describe('createSessions', () => {
  test('three openers share one load, and all of them hear of its failure', async () => {
    world.reading = () => Promise.reject(failure)
    const sessions = createSessions(place)
    const openers = [1, 2, 3].map(() => sessions.open(folder('a'), 'embed', here, quiet))
    for (const opener of openers) await expect(opener).rejects.toBe(failure)
    expect(world.read).toEqual(['a'])
    world.reading = () => undefined
    await sessions.open(folder('a'), 'embed', here, quiet)
    expect(world.alive.get('a')).toBe(1)
  })

  test('of three openers the first gives up: the others have the model, which was loaded once', async () => {
    const { open, opened } = gate()
    world.reading = () => opened
    const sessions = createSessions(place)
    const stop = new AbortController()
    const first = sessions.open(folder('a'), 'embed', stop.signal, quiet)
    const others = [1, 2].map(() => sessions.open(folder('a'), 'embed', here, quiet))
    stop.abort('enough')
    await expect(first).rejects.toBe('enough')
    open()
    await Promise.all(others)
    expect([world.read, world.alive.get('a')]).toEqual([['a'], 1])
    // After both close it, it has no users, and gives way to the next models.
    for (const { key } of await Promise.all(others)) await sessions.close(key)
    await sessions.open(folder('b'), 'embed', here, quiet)
    expect([world.alive.get('a'), world.alive.get('b')]).toEqual([0, 1])
  })

  test('where all give up the load is stopped, and who comes next has one of their own', async () => {
    world.reading = (_id, signal) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    const sessions = createSessions(place)
    const stop = new AbortController()
    const openers = [1, 2].map(() => sessions.open(folder('a'), 'embed', stop.signal, quiet))
    stop.abort('enough')
    for (const opener of openers) await expect(opener).rejects.toBe('enough')
    world.reading = () => undefined
    await sessions.open(folder('a'), 'embed', here, quiet)
    expect([world.read, world.alive.get('a')]).toEqual([['a', 'a'], 1])
  })

  test('a load that ends after all have given up leaves no copy behind', async () => {
    const { open, opened } = gate()
    world.making = () => opened
    const sessions = createSessions(place)
    const stop = new AbortController()
    const opener = sessions.open(folder('a'), 'embed', stop.signal, quiet)
    await vi.waitFor(() => expect(world.read).toHaveLength(1))
    stop.abort('enough')
    await expect(opener).rejects.toBe('enough')
    const next = sessions.open(folder('a'), 'embed', here, quiet)
    open()
    await next
    await vi.waitFor(() => expect(world.alive.get('a')).toBe(1))
  })

  test('who comes later hears how far the download is', async () => {
    const { open, opened } = gate()
    world.reading = () => opened
    const sessions = createSessions(place)
    const first = sessions.open(folder('a'), 'embed', here, quiet)
    const heard: LoadProgress[] = []
    const second = sessions.open(folder('a'), 'embed', here, (progress) => heard.push(progress))
    open()
    await Promise.all([first, second])
    expect(heard).toEqual([{ type: 'download', loaded: 1, total: 2 }, { type: 'prepare' }])
  })

  test.each([
    ['cannot be made', { making: (id: string) => (id === 'head' ? Promise.reject(failure) : undefined) }],
    ['is given up while it is made', {}],
  ])('a head that %s lets go of the model it builds on', async (_what, faults) => {
    Object.assign(world, faults)
    const sessions = createSessions(place)
    const base: CatalogSource = {
      type: 'catalog',
      id: 'base',
      url: 'https://models.example/base/',
      bytes: 1,
      sha256: 'b',
    }
    const head: CatalogSource = { ...base, id: 'head', url: 'https://models.example/head/', base }
    const stop = new AbortController()
    if (!('making' in faults)) world.making = (id) => id === 'head' && stop.abort(failure)
    await expect(sessions.open(head, 'classify', stop.signal, quiet)).rejects.toBe(failure)
    // Without users, the base gives way to two models that together fill the worker.
    await sessions.open(folder('c'), 'embed', here, quiet)
    await vi.waitFor(() => expect([world.alive.get('base'), world.alive.get('head') ?? 0]).toEqual([0, 0]))
  })

  test('on a page without a secure context a model has the same digest', async () => {
    const sessions = createSessions(place)
    const { digest } = await sessions.open(folder('a'), 'embed', here, quiet)
    vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) })
    expect((await createSessions(place).open(folder('a'), 'embed', here, quiet)).digest).toBe(digest)
    vi.unstubAllGlobals()
  })
})

describe('createGeneratorSessions', () => {
  test('an opening that was given up while the model loaded leaves it neither counted nor in memory', async () => {
    const sessions = createGeneratorSessions(place)
    const stop = new AbortController()
    world.making = () => stop.abort('enough')
    await expect(sessions.open(folder('a'), stop.signal, quiet)).rejects.toBe('enough')
    expect(world.alive.get('a')).toBe(0)
    world.making = () => undefined
    const { key } = await sessions.open(folder('a'), here, quiet)
    expect(world.alive.get('a')).toBe(1)
    await sessions.close(key)
    expect(world.alive.get('a')).toBe(0)
  })
})
