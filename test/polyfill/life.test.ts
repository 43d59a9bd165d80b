import { fakeEngine } from 'tacet/testing'
import { expect, test } from 'vitest'
import type { CreationOptions } from '../../src/polyfill/create-model.js'
import { endless, generatorWith, languages, polyfilled, written } from './polyfilled.js'

// The common behaviour of the browser's own classes, as web-platform-tests check it.

interface AnyObject {
  destroy(): void
}
interface Kind {
  readonly name: string
  readonly make: (options?: CreationOptions & Record<string, unknown>) => Promise<AnyObject>
  readonly construct: new () => unknown
  /** A call that lasts. */
  readonly call: (object: never, signal?: AbortSignal) => Promise<unknown>
  readonly stream?: (object: never, signal?: AbortSignal) => ReadableStream<string>
  readonly measure?: (object: never, signal?: AbortSignal) => Promise<number>
}

const text = 'The bees return where hedges are planted in the valley.'
const endlessWriter = endless(fakeEngine({ generate: written('never') }))
const translating = endless({
  ...fakeEngine({ generate: written('never') }),
  async open(task, model, options) {
    const session = await fakeEngine({ generate: written('never') }).open(task, model, options)
    return { ...session, textToText: { purposes: [], languageTokens: [] } }
  },
})

const { createGenerator } = await import('tacet')
const generator = await createGenerator({ engines: [endlessWriter] })
const globals = polyfilled({
  languageDetector: { engines: [endless(languages)] },
  summarizer: { writes: true },
  translator: { model: 'm', engines: [translating] },
  generator,
})

type Calls = Record<string, (input: string, options?: { signal?: AbortSignal | undefined }) => never>

const kind = (
  name: 'Summarizer' | 'Translator' | 'Writer' | 'Rewriter' | 'LanguageModel' | 'LanguageDetector',
  call: string,
): Kind => {
  const given = name === 'Translator' ? { sourceLanguage: 'en', targetLanguage: 'ja' } : {}
  const made = globals[name] as unknown as Kind['construct'] & { create(options: object): Promise<AnyObject> }
  return {
    name,
    make: (options) => made.create({ ...given, ...options }),
    construct: made,
    call: (object: Calls, signal) => (object[call] as Calls[string])(text, { signal }),
    measure: (object: Calls, signal) => (object['measureInputUsage'] as Calls[string])(text, { signal }),
    ...(name === 'LanguageDetector'
      ? {}
      : {
          stream: (object: Calls, signal?: AbortSignal) =>
            (object[`${call}Streaming`] as Calls[string])(text, { signal }),
        }),
  }
}
const kinds = [
  kind('LanguageDetector', 'detect'),
  kind('Summarizer', 'summarize'),
  kind('Translator', 'translate'),
  kind('LanguageModel', 'prompt'),
  kind('Writer', 'write'),
  kind('Rewriter', 'rewrite'),
]
const streaming = kinds.filter(({ stream }) => stream !== undefined)
const aborted = expect.objectContaining({ name: 'AbortError' })

test.each(kinds)('$name has its name, and `new` is refused', async ({ name, make, construct }) => {
  expect((construct as unknown as { name: string }).name).toBe(name)
  expect(() => new construct()).toThrow(TypeError)
  expect(Object.prototype.toString.call(await make())).toBe(`[object ${name}]`)
})

test.each(kinds)('$name.create() with an aborted signal rejects with its reason', async ({ make }) => {
  await expect(make({ signal: AbortSignal.abort() })).rejects.toEqual(aborted)
  const reason = new Error('mine')
  await expect(make({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
})

test.each(kinds)(
  'an abort while $name is created rejects with its reason, and no progress follows',
  async ({ make }) => {
    const stop = new AbortController()
    const reason = new Error('mine')
    const told: number[] = []
    const monitor = (target: EventTarget) =>
      target.addEventListener('downloadprogress', (event) => told.push((event as ProgressEvent).loaded))
    const created = make({ signal: stop.signal, monitor })
    stop.abort(reason)
    await expect(created).rejects.toBe(reason)
    expect(told).toEqual([0])
  },
)

test.each(kinds)('the monitor of $name hears shares from 0 to 1, and an error of it rejects', async ({ make }) => {
  const told: [number, number, boolean][] = []
  await make({
    monitor: (target) => {
      ;(target as EventTarget & { ondownloadprogress: unknown }).ondownloadprogress = (event: ProgressEvent) =>
        told.push([event.loaded, event.total, event.lengthComputable])
    },
  })
  expect(told[0]).toEqual([0, 1, true])
  expect(told.at(-1)).toEqual([1, 1, true])
  const error = new Error('in the monitor')
  const throwing = () => {
    throw error
  }
  await expect(make({ monitor: throwing })).rejects.toBe(error)
})

test.each(kinds)('destroy() of $name rejects what runs and what comes later', async ({ make, call, measure }) => {
  const object = await make()
  const running = [call(object as never), measure?.(object as never)]
  object.destroy()
  object.destroy()
  for (const each of [running[0], call(object as never), measure?.(object as never)]) {
    await expect(each).rejects.toEqual(aborted)
  }
  await Promise.allSettled(running)
})

test.each(kinds)(
  'the signal of create() destroys $name later, with its own reason',
  async ({ make, call, measure }) => {
    const stop = new AbortController()
    const object = await make({ signal: stop.signal })
    const running = call(object as never)
    const reason = new Error('mine')
    stop.abort(reason)
    for (const each of [running, call(object as never), measure?.(object as never)]) {
      await expect(each).rejects.toBe(reason)
    }
  },
)

test.each(kinds)('a call of $name rejects with the reason of its signal', async ({ make, call, measure }) => {
  const object = (await make()) as never
  const stop = new AbortController()
  const running = call(object, stop.signal)
  stop.abort('enough')
  await expect(running).rejects.toBe('enough')
  await expect(call(object, stop.signal)).rejects.toBe('enough')
  await expect(measure?.(object, stop.signal)).rejects.toBe('enough')
})

test.each(streaming)(
  'a stream of $name ends with the abort of its signal, and a late one throws',
  async ({ make, stream }) => {
    const object = (await make()) as never
    const stop = new AbortController()
    const running = stream?.(object, stop.signal)
    const reason = new DOMException('mine', 'VersionError')
    stop.abort(reason)
    await expect(running?.pipeTo(new WritableStream())).rejects.toBe(reason)
    expect(() => stream?.(object, stop.signal)).toThrow(reason)
  },
)

test.each(streaming)('a stream of $name ends with destroy()', async ({ make, stream }) => {
  const object = await make()
  const running = stream?.(object as never)
  object.destroy()
  await expect(running?.pipeTo(new WritableStream())).rejects.toEqual(aborted)
  expect(() => stream?.(object as never)).toThrow(expect.objectContaining({ name: 'AbortError' }))
})

test.each([
  ['LanguageDetector', { expectedInputLanguages: ['en', 'en_US'] }, RangeError],
  ['LanguageDetector', { expectedInputLanguages: [''] }, RangeError],
  ['Summarizer', { outputLanguage: 'not a tag' }, RangeError],
  ['Summarizer', { type: 'poem' }, TypeError],
  ['Summarizer', { length: 'tiny' }, TypeError],
  ['Translator', { sourceLanguage: 'e', targetLanguage: 'de' }, RangeError],
  ['Translator', { sourceLanguage: 'en' }, TypeError],
  ['Writer', { tone: 'as-is' }, TypeError],
  ['Rewriter', { tone: 'formal' }, TypeError],
  ['LanguageModel', { samplingMode: 'wild' }, TypeError],
  ['LanguageModel', { expectedInputs: [{ type: 'smell' }] }, TypeError],
  ['LanguageModel', { expectedInputs: [{ type: 'text', languages: ['x_y'] }] }, RangeError],
] as const)('%s refuses %j, in create() and in availability()', async (name, options, error) => {
  const made = globals[name] as unknown as Record<'create' | 'availability', (options: object) => Promise<unknown>>
  await expect(made.create(options)).rejects.toBeInstanceOf(error)
  await expect(made.availability(options)).rejects.toBeInstanceOf(error)
})

test('a failure has the name that the browser gives it', async () => {
  const { generator: closed } = await generatorWith(['a'])
  const { Writer } = polyfilled({ generator: closed })
  const writer = await Writer.create()
  await closed.close()
  await expect(writer.write('a poem')).rejects.toMatchObject({ name: 'InvalidStateError', cause: { code: 'closed' } })
  const missing = { engines: [fakeEngine({})] }
  const { LanguageDetector } = polyfilled({ languageDetector: missing })
  expect(await LanguageDetector.availability()).toBe('unavailable')
  await expect(LanguageDetector.create()).rejects.toMatchObject({ name: 'NotSupportedError' })
})
