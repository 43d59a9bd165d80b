import { useChat } from '@ai-sdk/react'
import { createElement, StrictMode, useState } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { createLanguageDetector, type LanguageDetector } from 'tacet'
import { createChatTransport } from 'tacet/ai-sdk'
import { localEngine } from 'tacet/engines'
import { type UsedModel, useCall, useModel, useTextStream } from 'tacet/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { textStream } from '../../src/calls/stream.js'
import { scriptedEngine } from '../generate/scripted-engine.js'

let engine: ReturnType<typeof localEngine>
let place: HTMLElement
let root: Root

beforeEach(() => {
  engine = localEngine({ baseUrl: '/' })
  place = document.createElement('div')
  document.body.append(place)
  root = createRoot(place)
})
afterEach(() => {
  root.unmount()
  place.remove()
  engine.stop()
})

/** Renders a component this many times, in strict mode like an app in development. */
function show(component: () => string, count = 1): void {
  const copies = Array.from({ length: count }, (_, key) => createElement('p', { key }, createElement(component)))
  root.render(createElement(StrictMode, null, copies))
}

const text = () => place.textContent
const poll = (read: () => unknown) => expect.poll(read, { timeout: 20_000 })

/** A component that shows the language of a text. */
function useLanguage(input: string, detector: UsedModel<LanguageDetector>): string {
  const { model } = detector
  const { result } = useCall(model && ((signal) => model.detect(input, { signal })), [model, input])
  return result?.language ?? detector.status
}

test('twenty components in strict mode share one worker, which holds the model once', async () => {
  let loads = 0
  const counted: typeof createLanguageDetector = (options) => {
    loads += 1
    return createLanguageDetector(options)
  }
  show(() => useLanguage('Guten Morgen, wie geht es Ihnen?', useModel(counted, { engines: [engine] })), 20)
  await poll(text).toBe('de'.repeat(20))
  expect(loads).toBe(20)
  const { workers } = await engine.diagnostics()
  expect(workers.map(({ models }) => models.length)).toEqual([1])
})

test('options that are written anew on each render load the model once', async () => {
  let loads = 0
  let again = () => {}
  const counted: typeof createLanguageDetector = (options) => {
    loads += 1
    return createLanguageDetector(options)
  }
  show(() => {
    const [renders, setRenders] = useState(0)
    again = () => setRenders(renders + 1)
    const options = { engines: [engine], languages: ['de', 'en'], onProgress: () => {} }
    return `${renders} ${useModel(counted, options).status}`
  })
  await poll(text).toBe('0 ready')
  again()
  await poll(text).toBe('1 ready')
  expect(loads).toBe(1)
})

test('a failed load says so, and another try succeeds', async () => {
  let failing = true
  let retry = () => {}
  const create = (): Promise<{ close(): Promise<void> }> =>
    failing ? Promise.reject(new Error('no network')) : Promise.resolve({ close: async () => {} })
  show(() => {
    const used = useModel(create)
    retry = used.retry
    return used.status === 'failed' ? String(used.error) : used.status
  })
  await poll(text).toBe('Error: no network')
  failing = false
  retry()
  await poll(text).toBe('ready')
})

test('a model that arrives after its component has gone is closed', async () => {
  const closed: string[] = []
  let arrive = () => {}
  const create = () =>
    new Promise<{ close(): Promise<void> }>((resolve) => {
      arrive = () =>
        resolve({
          close: async () => {
            closed.push('closed')
          },
        })
    })
  show(() => useModel(create).status)
  await poll(text).toBe('loading')
  root.unmount()
  root = createRoot(place)
  await new Promise((done) => setTimeout(done, 200))
  arrive()
  await expect.poll(() => closed).toEqual(['closed'])
})

test('only the newest of many calls sets the result, and the calls before it are aborted', async () => {
  const aborted: string[] = []
  const answers = new Map<string, (value: string) => void>()
  let type = (_: string) => {}
  show(() => {
    const [input, setInput] = useState('')
    type = setInput
    const { result, pending } = useCall(
      input !== '' &&
        ((signal) =>
          new Promise<string>((resolve) => {
            answers.set(input, resolve)
            signal.addEventListener('abort', () => aborted.push(input))
          })),
      [input],
    )
    return `${result ?? 'nothing'}${pending ? '…' : ''}`
  })
  await poll(text).toBe('nothing')
  for (const input of ['a', 'ab', 'abc']) {
    type(input)
    await poll(() => answers.has(input)).toBe(true)
  }
  answers.get('a')?.('A')
  answers.get('abc')?.('ABC')
  await poll(text).toBe('ABC')
  expect(aborted).toContain('ab')
  expect(aborted).not.toContain('abc')
})

test('a stream shows its text as it grows, and stops with its model', async () => {
  let stopped = false
  let send = (_: string) => {}
  let used: ReturnType<typeof useTextStream<string>> | undefined
  show(() => {
    used = useTextStream<string>()
    return `${used.status}: ${used.text}`
  })
  const open = (signal: AbortSignal) =>
    textStream<string>(
      ({ emit, signal: gone }) =>
        new Promise((_, reject) => {
          send = emit
          gone.addEventListener('abort', () => {
            stopped = true
            reject(gone.reason)
          })
        }),
      { signal },
    )
  await poll(text).toBe('idle: ')
  used?.start(open)
  await poll(text).toBe('running: ')
  send('Hello')
  send(' you')
  await poll(text).toBe('running: Hello you')
  used?.stop()
  await poll(text).toBe('stopped: Hello you')
  await expect.poll(() => stopped).toBe(true)
})

test('a chat of the AI SDK is answered in the page, and goes on after a stop', async () => {
  await using transport = createChatTransport({
    engines: [scriptedEngine('local', ['Hello there', { after: new Promise(() => {}) }])],
  })
  let chat: ReturnType<typeof useChat> | undefined
  show(() => {
    chat = useChat({ transport })
    const words = chat.messages.flatMap(({ role, parts }) =>
      parts.map((part) => `${role}: ${'text' in part ? part.text : ''}`),
    )
    return `${chat.status} ${words.join(' | ')}`
  })
  await poll(text).toBe('ready ')
  void chat?.sendMessage({ text: 'Hi' })
  await poll(text).toMatch(/^ready user: Hi .*assistant: Hello there$/)
  void chat?.sendMessage({ text: 'And?' })
  await poll(() => chat?.status).toBe('submitted')
  await chat?.stop()
  await poll(() => chat?.status).toBe('ready')
  expect(chat?.error).toBeUndefined()
})
