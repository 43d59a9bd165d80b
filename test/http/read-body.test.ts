import { describe, expect, test } from 'vitest'
import { readEvents } from '../../src/http/read-events.js'
import { readText } from '../../src/http/read-text.js'

const name = 'the server'
const { signal } = new AbortController()

/** A body in pieces of one size. */
function cut(text: string, size: number): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text)
  let at = 0
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close()
      controller.enqueue(bytes.slice(at, at + size))
      at += size
    },
  })
}

async function events(body: ReadableStream<Uint8Array>, stop = signal): Promise<string[]> {
  const all: string[] = []
  for await (const data of readEvents(body, { name, signal: stop })) all.push(data)
  return all
}

/** Counts how much was taken from a body without an end. */
function endless(block: Uint8Array) {
  const counts = { taken: 0, cancelled: false }
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      counts.taken += 1
      controller.enqueue(block)
    },
    cancel() {
      counts.cancelled = true
    },
  })
  return { body, counts }
}

test('a text is the same in pieces of every size', async () => {
  const text = '\ufeffGrüße 👋🏽, 三つ目'
  for (let size = 1; size <= 40; size += 1) {
    expect(await readText(new Response(cut(text, size)), { name, signal }), `size ${size}`).toBe(text.slice(1))
  }
  expect(await readText(new Response(null), { name, signal })).toBe('')
})

test('a text that is too long is an error, and no more of it is read', async () => {
  const { body, counts } = endless(new Uint8Array(1000))
  await expect(readText(new Response(body), { name, signal, maxBytes: 5000 })).rejects.toMatchObject({
    code: 'server',
    retryable: false,
    message: 'The server sent more than 5000 bytes in one answer. Check its address.',
  })
  expect(counts.taken).toBeLessThan(10)
  expect(counts.cancelled).toBe(true)
})

const streams: readonly [string, string, readonly string[]][] = [
  ['without a last line end', 'data: a\n\ndata: ü', ['a', 'ü']],
  ['with every kind of line end', 'data: a\r\n\r\ndata: b\n\ndata: c\r\r', ['a', 'b', 'c']],
  ['of two lines', 'data: a\ndata: 👋🏽\n\n', ['a\n👋🏽']],
  ['that a proxy sent twice under one id', 'id: 1\ndata: a\n\nid: 1\ndata: a\n\nid: 2\ndata: a\n\n', ['a', 'a']],
  ['that are equal and have no id', 'data: a\n\ndata: a\n\n', ['a', 'a']],
  ['between comments and unknown fields', ': ping\n\nretry: 1\nfoo\ndata: a\n\n: ping\n\n', ['a']],
  ['of which there are none', '', []],
]

test.each(streams)('events %s are the same in pieces of every size', async (_what, text, expected) => {
  for (let size = 1; size <= text.length + 1; size += 1) {
    expect(await events(cut(text, size)), `size ${size}`).toEqual(expected)
  }
})

test('an event without an end is an error, and no more of it is read', async () => {
  const { body, counts } = endless(new TextEncoder().encode('x'.repeat(500_000)))
  await expect(events(body)).rejects.toMatchObject({ code: 'server', message: expect.stringMatching('endless event') })
  expect(counts.taken).toBeLessThan(20)
  expect(counts.cancelled).toBe(true)
})

test('a reader that stops early hangs up', async () => {
  const { body, counts } = endless(new TextEncoder().encode('data: a\n\n'))
  for await (const data of readEvents(body, { name, signal })) {
    expect(data).toBe('a')
    break
  }
  expect(counts.cancelled).toBe(true)
})

describe('a body that ignores the signal', () => {
  const silent = () => new ReadableStream<Uint8Array>({ pull: () => new Promise(() => {}) })

  test.each([
    ['text', (stop: AbortSignal) => readText(new Response(silent()), { name, signal: stop })],
    ['events', (stop: AbortSignal) => events(silent(), stop)],
  ])('ends with the abort when it is read as %s', async (_what, read) => {
    const stop = new AbortController()
    const call = read(stop.signal)
    setTimeout(() => stop.abort('enough'), 5)
    await expect(call).rejects.toBe('enough')
    await expect(read(AbortSignal.abort('before'))).rejects.toBe('before')
  })
})

test('a body that breaks is an error of the connection with its cause', async () => {
  const cause = new TypeError('network error')
  const broken = () =>
    new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.error(cause)
      },
    })
  const expected = { code: 'server', retryable: true, cause }
  await expect(readText(new Response(broken()), { name, signal })).rejects.toMatchObject(expected)
  await expect(events(broken())).rejects.toMatchObject(expected)
})
