import { expect, test } from 'vitest'
import type { EngineSession } from '../../src/calls/engine.js'
import { shareLists } from '../../src/engines/shared-session.js'
import { NlpError } from '../../src/shared/errors.js'
import type { TaskMap } from '../../src/shared/tasks.js'

type Output = TaskMap['embed']['output']

/** Embeds a text as its length; long ones count as cut. */
function session(
  name: string,
  { fail, delayMs = 0 }: { fail?: (texts: readonly string[]) => unknown; delayMs?: number } = {},
) {
  const calls: (readonly string[])[] = []
  let closed = false
  const close = async () => {
    closed = true
  }
  const made: EngineSession = {
    engine: name,
    model: name,
    async run(_task, input, { signal } = {}) {
      const { texts } = input as TaskMap['embed']['input']
      calls.push(texts)
      await new Promise((resolve) => setTimeout(resolve, delayMs))
      signal?.throwIfAborted()
      const error = fail?.(texts)
      if (error !== undefined) throw error
      const output: Output = {
        vectors: Float32Array.from(texts.flatMap((text) => [text.length, 1])),
        dimensions: 2,
        truncated: texts.flatMap((text, row) => (text.length > 290 ? [row] : [])),
        coverage: texts.map((text) => 1 / text.length),
      }
      return output as never
    },
    close,
    [Symbol.asyncDispose]: close,
  }
  return Object.assign(made, { calls, isClosed: () => closed })
}

const texts = Array.from({ length: 300 }, (_, index) => 'x'.repeat(index + 1))

test('two sessions share a long list, and every vector is in its place', async () => {
  const [first, second] = [session('a', { delayMs: 2 }), session('b', { delayMs: 2 })]
  const shared = shareLists(first, [async () => second])
  const list = [...texts, texts[7]!]
  const { vectors, truncated } = await shared.run('embed', { texts: list, kind: 'document' })
  expect(list.map((_, row) => vectors[row * 2])).toEqual(list.map((text) => text.length))
  expect(truncated).toEqual(list.flatMap((text, row) => (text.length > 290 ? [row] : [])))
  expect(first.calls.length).toBeGreaterThan(0)
  expect(second.calls.length).toBeGreaterThan(0)
  expect([...first.calls, ...second.calls].flat()).toHaveLength(300)
  await shared.close()
  expect([first.isClosed(), second.isClosed()]).toEqual([true, true])
})

test('a short list starts no second session', async () => {
  let opened = 0
  const shared = shareLists(session('a'), [
    async () => {
      opened += 1
      return session('b')
    },
  ])
  await shared.run('embed', { texts: texts.slice(0, 20), kind: 'document' })
  await shared.close()
  expect(opened).toBe(0)
})

test('without room for the second, the first does it all', async () => {
  const first = session('a')
  const shared = shareLists(first, [() => Promise.reject(new NlpError('out-of-memory', 'no room'))])
  const { vectors } = await shared.run('embed', { texts, kind: 'document' })
  expect(vectors).toHaveLength(600)
})

test('what the second loses is done by the first', async () => {
  const first = session('a', { delayMs: 1 })
  const second = session('b', { fail: () => new NlpError('worker-crashed', 'gone') })
  const { vectors } = await shareLists(first, [async () => second]).run('embed', { texts, kind: 'document' })
  expect(texts.map((_, row) => vectors[row * 2])).toEqual(texts.map((text) => text.length))
})

test('of three helpers one fails and one finds no room, and every vector is in its place', async () => {
  const sessions = [session('a', { delayMs: 1 }), session('b', { delayMs: 3 })] as const
  const failing = session('c', { fail: () => new NlpError('worker-crashed', 'gone') })
  const noRoom = () => Promise.reject(new NlpError('out-of-memory', 'no room'))
  const shared = shareLists(sessions[0], [async () => failing, noRoom, async () => sessions[1]])
  const { vectors } = await shared.run('embed', { texts, kind: 'document' })
  expect(texts.map((_, row) => vectors[row * 2])).toEqual(texts.map((text) => text.length))
  expect(sessions[1].calls.length).toBeGreaterThan(0)
  await shared.close()
  expect([...sessions, failing].map((each) => each.isClosed())).toEqual([true, true, true])
})

test('a failure of the first is a failure of the list', async () => {
  const broken = new NlpError('invalid-output', 'bad text')
  const first = session('a', { fail: (some) => (some.some((text) => text.length === 5) ? broken : undefined) })
  const second = session('b', { fail: (some) => (some.some((text) => text.length === 5) ? broken : undefined) })
  await expect(shareLists(first, [async () => second]).run('embed', { texts, kind: 'document' })).rejects.toBe(broken)
})

test('an abort rejects with exactly its reason', async () => {
  const stop = new AbortController()
  const shared = shareLists(session('a', { delayMs: 5 }), [async () => session('b', { delayMs: 5 })])
  const call = shared.run('embed', { texts, kind: 'document' }, { signal: stop.signal })
  setTimeout(() => stop.abort('enough'), 8)
  await expect(call).rejects.toBe('enough')
})
