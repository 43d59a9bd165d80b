import { createClassifier, createEmbedder, createGenerator, NlpError } from 'tacet'
import type { Engine } from 'tacet/engines'
import { fakeEngine } from 'tacet/testing'
import { expect, test } from 'vitest'

test('an app is tested without a model', async () => {
  const calls: unknown[] = []
  const engine = fakeEngine(
    { classify: { scores: [[{ label: 'spam', score: 0.9 }]], truncated: [0] } },
    { onCall: (task, input) => calls.push([task, input]) },
  )
  const classifier = await createClassifier({ engines: [engine] })
  expect(await classifier.classify('buy now')).toEqual({
    label: 'spam',
    score: 0.9,
    scores: [{ label: 'spam', score: 0.9 }],
    accepted: ['spam'],
    coverage: 1,
    truncated: true,
  })
  expect(calls).toEqual([['classify', { texts: ['buy now'] }]])
  await classifier.close()
  await expect(classifier.classify('again')).rejects.toMatchObject({ code: 'closed' })
})

test('a fake writes as a stream', async () => {
  const usage = { inputTokens: 1, outputTokens: 2 }
  const timings = { firstTokenMs: 0, tokensPerSecond: 0 }
  const engine = fakeEngine({ generate: { text: 'Hello you', finishReason: 'stop', usage, timings } })
  const generator = await createGenerator({ engines: [engine] })
  let text = ''
  for await (const delta of generator.stream('Hi')) text += delta
  expect(text).toBe('Hello you')
})

test('the next engine serves what the first cannot', async () => {
  const second = fakeEngine(
    { embed: { vectors: Float32Array.of(1, 0), dimensions: 2, truncated: [] } },
    { name: 'second', dimensions: 2 },
  )
  const heard: string[] = []
  const embedder = await createEmbedder({
    engines: [fakeEngine({}), second],
    onProgress: (progress) => heard.push(progress.type === 'ready' ? progress.engine : progress.type),
  })
  expect(heard).toEqual(['second'])
  expect([...(await embedder.embed('x'))]).toEqual([1, 0])
})

test('an engine that opens in spite of an abort is closed again', async () => {
  let open = () => {}
  const opening = new Promise<void>((resolve) => {
    open = resolve
  })
  let closed = 0
  const engine = fakeEngine({ embed: { vectors: Float32Array.of(1), dimensions: 1, truncated: [] } })
  const deaf: Engine = {
    ...engine,
    async open(task, model) {
      await opening
      const session = await engine.open(task, model)
      const close = async () => {
        closed += 1
      }
      return { ...session, close }
    },
  }
  const stop = new AbortController()
  const call = createEmbedder({ engines: [deaf], signal: stop.signal })
  stop.abort('enough')
  await expect(call).rejects.toBe('enough')
  open()
  await expect.poll(() => closed).toBe(1)
})

test('no engine at all is an error with every reason', async () => {
  const error = await createEmbedder({ engines: [fakeEngine({}), fakeEngine({}, { name: 'other' })] }).catch(
    (reason: unknown) => reason,
  )
  expect(NlpError.is(error, 'unsupported')).toBe(true)
  expect((error as NlpError).message).toMatch(/No engine can do embed: .*; .*/)
})

test('a fake stands on the device, or where the test says', async () => {
  const usage = { inputTokens: 1, outputTokens: 2 }
  const answers = {
    generate: { text: 'Hello', finishReason: 'stop', usage, timings: { firstTokenMs: 0, tokensPerSecond: 0 } },
  } as const
  await using here = await createGenerator({ engines: [fakeEngine(answers)] })
  expect((await here.generate('Hi', { privacy: 'secret' })).text).toBe('Hello')
  await using afar = await createGenerator({ engines: [fakeEngine(answers, { place: 'server' })] })
  await expect(afar.generate('Hi', { privacy: 'secret' })).rejects.toMatchObject({ code: 'policy-denied' })
})
