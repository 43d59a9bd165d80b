import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ReleaseEvent } from '../../src/calls/events.js'
import { createGenerator } from '../../src/generate.js'
import { createGuard } from '../../src/guard/index.js'
import { observe } from '../../src/observe/index.js'
import { openReleases, type Release, type ReleasesOptions } from '../../src/release/index.js'
import { NlpError } from '../../src/shared/errors.js'
import { fakeEngine } from '../../src/testing.js'
import { releaseOf, sha256Of, signer, withGuard } from './make-release.js'

const files = new Map<string, string>()
let server: Server
let url: string
beforeAll(async () => {
  server = createServer(({ url: path = '' }, response) => {
    const file = files.get(path)
    response.writeHead(file === undefined ? 404 : 200, { 'content-type': 'application/json' })
    response.end(file)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())
afterEach(() => files.clear())

const text = (release: Release) => JSON.stringify(release)
const accepting = (release: Release) => [text(release), { sha256: sha256Of(text(release)) }] as const
const open = (options: Partial<ReleasesOptions> = {}) =>
  openReleases('test', { initial: releaseOf('first'), ...options })

test('the release of the app is in force until another comes, and prompts carry release and channel', async () => {
  const releases = await open()
  expect(releases.current()).toMatchObject({ id: 'first', channel: 'stable', thresholds: { spam: 0.5 } })
  files.set('/next.json', text(releaseOf('second', withGuard)))
  const sha256 = sha256Of(text(releaseOf('second', withGuard)))
  expect(await releases.load(`${url}/next.json`, { sha256 })).toEqual({
    id: 'second',
    digest: sha256,
    status: 'in-force',
  })
  const current = releases.current()
  expect(current.guard).toEqual(withGuard.guard)
  expect(releases.current()).toBe(current)
  const generator = await createGenerator({
    engines: [
      fakeEngine({
        generate: {
          text: 'hi',
          finishReason: 'stop',
          usage: { inputTokens: 1, outputTokens: 1 },
          timings: { firstTokenMs: 1, tokensPerSecond: 1 },
        },
      }),
    ],
  })
  const { prompt } = await releases.run(({ render }) => generator.generate(render('greet', { name: 'Ada' })))
  expect(prompt).toEqual({
    name: 'greet',
    version: current.prompts['greet']?.version,
    release: 'second',
    channel: 'stable',
  })
})

describe('what is wrong is refused, and the last good release stays in force', () => {
  const good = releaseOf('good')
  const bad = releaseOf('bad')
  const wrong = { ...bad, version: 2 } as never as Release
  const { key, sign } = signer('P-256')
  test.each<[string, Partial<ReleasesOptions>, string, object, object]>([
    ['another digest', {}, text(bad), { sha256: sha256Of('x') }, { details: { path: 'digest' } }],
    ['no JSON', {}, '{', { sha256: sha256Of('{') }, { details: { path: '' } }],
    ['another version', {}, text(wrong), { sha256: sha256Of(text(wrong)) }, { details: { path: 'version' } }],
    [
      'an id that stood for something else',
      {},
      text(releaseOf('good', withGuard)),
      { sha256: sha256Of(text(releaseOf('good', withGuard))) },
      { details: { path: 'id' } },
    ],
    ['no signature', { key }, text(bad), {}, { details: { path: 'signature' } }],
    [
      'a signature of another file',
      { key },
      text(bad),
      { signature: sign(text(good)) },
      { details: { path: 'signature' } },
    ],
    [
      'a signature of another key',
      { key },
      text(bad),
      { signature: signer('P-256').sign(text(bad)) },
      { details: { path: 'signature' } },
    ],
    ['a signature that is no Base64', { key }, text(bad), { signature: '§' }, { details: { path: 'signature' } }],
    [
      'a good signature and another digest',
      { key },
      text(bad),
      { signature: sign(text(bad)), sha256: '0' },
      { details: { path: 'digest' } },
    ],
  ])('%s', async (_name, options, file, proof, expected) => {
    const releases = await open(options)
    const events: ReleaseEvent[] = []
    await releases.accept(text(good), { sha256: sha256Of(text(good)), signature: sign(text(good)) })
    const observation = observe((event) => event.type === 'release' && events.push(event))
    await expect(releases.accept(file, proof)).rejects.toMatchObject({ code: 'invalid-data', ...expected })
    observation.stop()
    expect(releases.current().id).toBe('good')
    expect(events.every(({ change }) => change === 'refused')).toBe(true)
  })

  test.each<[string, Release, string]>([
    ['a prompt', releaseOf('bad', { prompts: {} }), 'channels.stable.prompts.greet'],
    ['a model', releaseOf('bad', { models: {} }), 'channels.stable.models.generate'],
    ['a threshold', releaseOf('bad', { thresholds: {} }), 'channels.stable.thresholds.spam'],
    ['the guard', releaseOf('bad'), 'channels.stable.guard'],
  ])('without %s that the app uses', async (_name, release, path) => {
    const releases = await open({ initial: releaseOf('first', withGuard) })
    await expect(releases.accept(...accepting(release))).rejects.toMatchObject({
      code: 'invalid-data',
      details: { path },
    })
    expect(releases.current().id).toBe('first')
  })

  test('a release that vanished from its server', async () => {
    const releases = await open()
    await releases.accept(...accepting(good))
    await expect(releases.load(`${url}/gone.json`, { sha256: sha256Of('x') })).rejects.toMatchObject({
      code: 'server',
      details: { status: 404 },
    })
    expect(releases.current().id).toBe('good')
  })

  test('a load that was aborted rejects with the reason of its signal', async () => {
    const releases = await open()
    const reason = new Error('enough')
    const options = { sha256: '0', signal: AbortSignal.abort(reason) }
    await expect(releases.load(`${url}/next.json`, options)).rejects.toBe(reason)
  })
})

test.each(['ed25519', 'P-256', 'P-384'] as const)('a signature of %s lies beside its file', async (kind) => {
  const { key, sign } = signer(kind)
  const file = text(releaseOf('signed', { prompts: releaseOf('å 👍🏽').channels.stable.prompts }))
  files.set('/a/next.json?v=1', file)
  files.set('/a/next.json.sig?v=1', `${sign(file)}\n`)
  const releases = await open({ key })
  expect(await releases.load(`${url}/a/next.json?v=1`)).toMatchObject({ id: 'signed', status: 'in-force' })
})

test('a rollback leads to the release before, and what was left stays left', async () => {
  const changes: string[] = []
  const releases = await open({ onChange: ({ id }) => changes.push(id) })
  const [second, third] = [releaseOf('second'), releaseOf('third')]
  await releases.accept(...accepting(second))
  await releases.accept(...accepting(third))
  expect((await releases.rollback()).id).toBe('second')
  expect(await releases.accept(...accepting(third))).toMatchObject({ id: 'third', status: 'left' })
  expect(releases.current().id).toBe('second')
  expect((await releases.rollback()).id).toBe('first')
  expect((await releases.rollback()).id).toBe('first')
  const [file, proof] = accepting(third)
  await releases.accept(file, { ...proof, again: true })
  expect(releases.current().id).toBe('third')
  expect(changes).toEqual(['second', 'third', 'second', 'first', 'third'])
})

test('a rollback leads to the release that is named as the previous one', async () => {
  const releases = await open()
  for (const id of ['second', 'broken']) await releases.accept(...accepting(releaseOf(id)))
  await releases.accept(...accepting(releaseOf('fourth', {}, {}, { previous: 'second' })))
  expect((await releases.rollback()).id).toBe('second')
  expect((await releases.rollback()).id).toBe('first')
})

test('a server that goes back to an older release brings it in force again', async () => {
  const releases = await open()
  for (const id of ['second', 'third', 'second']) await releases.accept(...accepting(releaseOf(id)))
  expect(releases.current().id).toBe('second')
})

describe('a release is left by itself', () => {
  const failing = async () => {
    throw new NlpError('invalid-output', 'no JSON')
  }

  test('when its first runs all fail', async () => {
    const events: ReleaseEvent[] = []
    const releases = await open()
    await releases.accept(...accepting(releaseOf('second')))
    const observation = observe((event) => event.type === 'release' && events.push(event))
    for (let run = 0; run < 3; run += 1) await expect(releases.run(failing)).rejects.toThrow('no JSON')
    observation.stop()
    expect(releases.current().id).toBe('first')
    expect(events).toMatchObject([{ release: 'second', channel: 'stable', change: 'returned', reason: 'first-runs' }])
    // There is no release before that of the app.
    for (let run = 0; run < 4; run += 1) await expect(releases.run(failing)).rejects.toThrow('no JSON')
    expect(releases.current().id).toBe('first')
    expect(releases.counts()).toMatchObject([
      { release: 'second', channel: 'stable', runs: 3, failed: 3 },
      { release: 'first', channel: 'stable', runs: 4, failed: 4 },
    ])
  })

  test('but not for failures of the network, for aborted work, or after a success', async () => {
    const releases = await open()
    await releases.accept(...accepting(releaseOf('second')))
    const stop = new AbortController()
    for (const error of [new NlpError('offline', 'no network'), new NlpError('budget-exceeded', 'no money')]) {
      for (let run = 0; run < 3; run += 1) {
        await expect(releases.run(() => Promise.reject(error))).rejects.toBe(error)
      }
    }
    stop.abort()
    await expect(releases.run(failing, { signal: stop.signal })).rejects.toThrow('no JSON')
    expect(releases.counts()).toEqual([])
    await releases.run(async () => 'fine')
    for (let run = 0; run < 5; run += 1) await expect(releases.run(failing)).rejects.toThrow('no JSON')
    expect(releases.current().id).toBe('second')
  })

  test('when a guard stops more answers than before', async () => {
    const releases = await open()
    const guard = createGuard({ ...withGuard.guard })
    const { findings } = await guard.check('hello', { stage: 'input' })
    expect(findings).toEqual([])
    for (let run = 0; run < 40; run += 1) await releases.run(async () => ({ finishReason: 'stop' }))
    await releases.accept(...accepting(releaseOf('second', {}, { canary: { share: 1 } })))
    expect(releases.current().channel).toBe('canary')
    for (let run = 0; run < 16; run += 1) {
      expect(releases.current()).toMatchObject({ id: 'second', channel: 'canary' })
      await releases.run(async () =>
        run % 2 === 0 ? { finishReason: 'content-filter' } : { guard: { action: 'flag' } },
      )
    }
    // The stable channel of the same release is the nearest that is left.
    expect(releases.current()).toMatchObject({ id: 'second', channel: 'stable' })
  })

  test('when its answers are rated down more often than the release says is usual', async () => {
    const reference = { runs: 500, failed: 0, guarded: 0, up: 180, down: 20 }
    const releases = await open()
    await releases.accept(...accepting(releaseOf('second', { reference })))
    const origin = releases.current().render('greet', { name: 'Ada' }).prompt
    for (let rating = 0; rating < 16; rating += 1) await releases.rate(origin, rating % 2 === 0 ? 'down' : 'up')
    expect(releases.current().id).toBe('first')
    await releases.rate({ ...origin, release: 'gone' }, 'down')
    await releases.rate(undefined, 'down')
    expect(releases.counts()).toMatchObject([{ release: 'second', up: 8, down: 8 }])
  })
})

test('a flag decides the channel at each call, and a flag that fails leaves it to the shares', async () => {
  let value: unknown = 'canary'
  const client = {
    getStringDetails(key: string, fallback: string) {
      expect([key, fallback]).toEqual(['assistant-channel', ''])
      if (value instanceof Error) throw value
      return value as { value: string; errorCode?: string }
    },
  }
  const initial = releaseOf('first', {}, { canary: { thresholds: { spam: 0.9 } } })
  const releases = await open({ initial, flag: { client, key: 'assistant-channel' } })
  const seen: unknown[] = []
  for (const next of [
    { value: 'canary' },
    { value: 'other' },
    { value: 'canary', errorCode: 'PROVIDER_NOT_READY' },
    new Error('down'),
  ]) {
    value = next
    seen.push([releases.current().channel, releases.current().thresholds['spam']])
  }
  expect(seen).toEqual([
    ['canary', 0.9],
    ['stable', 0.5],
    ['stable', 0.5],
    ['stable', 0.5],
  ])
})

test('a model must be the pinned one, to the digest', async () => {
  const { requireModel } = (await open()).current()
  expect(requireModel('generate', { model: 'compose', digest: 'abc' })).toBeUndefined()
  for (const [model, digest] of [
    ['compose', 'abd'],
    ['compose', undefined],
    ['other', 'abc'],
  ] as const) {
    expect(() => requireModel('generate', { model, digest })).toThrow(
      expect.objectContaining({ code: 'model-corrupt' }),
    )
  }
  expect(() => requireModel('embed', { model: 'minilm' })).toThrow('pins no model for embed')
})

test.each<[string, () => Promise<unknown>]>([
  ['`name` must be a string', () => openReleases('', { initial: releaseOf('a') })],
  ['openReleases needs the option `initial`', () => openReleases('a', {} as never)],
  ['`firstRuns` must be a whole number', () => open({ firstRuns: -1 })],
  ['`alpha` must be from 0', () => open({ alpha: 2 })],
  ['`sha256` is needed', async () => (await open()).accept('{}')],
  ['`rating` must be', async () => (await open()).rate(undefined, 'good' as never)],
  ['has no prompt "other"', async () => (await open()).current().render('other')],
  [
    'were closed',
    async () => {
      const releases = await open()
      await releases.close()
      await releases.close()
      releases.current()
    },
  ],
  ['`id` of the release', () => openReleases('a', { initial: releaseOf('a b') })],
])('wrong use is refused: %s', async (message, call) => {
  await expect(call()).rejects.toThrow(message)
})
