import { transfer } from 'comlink'
import { afterEach, expect, test } from 'vitest'
import { NlpError } from '../../src/shared/errors.js'
import { connectWorker } from '../../src/wire/client.js'
import { serve } from '../../src/wire/shared/serve.js'
import type { Listener } from '../../src/wire/shared/transfer.js'

const api = {
  echo: (value: unknown) => value,
  async never(): Promise<void> {
    await new Promise(() => {})
  },
  async count(signal: AbortSignal, progress: Listener<number>): Promise<number> {
    for (let step = 1; step <= 100; step += 1) {
      if (signal.aborted) {
        stopped.push(step)
        signal.throwIfAborted()
      }
      progress(step)
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    return 100
  },
  fail(kind: string): never {
    if (kind === 'nlp') {
      throw new NlpError('model-corrupt', 'digest differs', { cause: new TypeError('inner'), details: { bytes: 3 } })
    }
    if (kind === 'type') throw new TypeError('`limit` must be positive, got -1')
    if (kind === 'dom') throw new DOMException('no room', 'QuotaExceededError')
    throw 'a string'
  },
  burst(heard: Listener<number>): string {
    for (let event = 1; event <= 200; event += 1) heard(event)
    return 'done'
  },
  vector() {
    const values = new Float32Array([1, 2, 3])
    return transfer(values, [values.buffer])
  },
}
type Api = typeof api

let stopped: number[] = []
const ports: MessagePort[] = []

function connect() {
  const { port1, port2 } = new MessageChannel()
  serve(api, port2)
  port1.start()
  ports.push(port1, port2)
  const worker = Object.assign(port1, { terminate: () => port1.close() }) as unknown as Worker
  return { client: connectWorker<Api>(worker), worker }
}

afterEach(() => {
  stopped = []
  for (const port of ports.splice(0)) port.close()
})

test.each([
  ['nlp', { name: 'NlpError', code: 'model-corrupt', retryable: false, message: 'digest differs' }],
  ['type', { name: 'TypeError', message: '`limit` must be positive, got -1' }],
  ['dom', { name: 'QuotaExceededError', message: 'no room' }],
])('a %s error keeps what it was across the wire', async (kind, expected) => {
  const { client } = connect()
  const error = await client.call((remote) => remote.fail(kind)).catch((reason: unknown) => reason)
  expect(error).toMatchObject(expected)
  if (kind === 'nlp') {
    expect(NlpError.is(error, 'model-corrupt')).toBe(true)
    expect((error as NlpError).cause).toBeInstanceOf(TypeError)
    expect((error as NlpError).details).toEqual({ bytes: 3 })
  }
  if (kind === 'type') expect(error).toBeInstanceOf(TypeError)
})

test('an abort rejects with exactly its reason and stops the other side', async () => {
  const { client } = connect()
  const reason = new Error('changed my mind')
  const stop = new AbortController()
  const seen: number[] = []
  const call = client.call(
    (remote, { signal, listen }) =>
      remote.count(
        signal,
        listen((step) => {
          seen.push(step)
          if (step === 3) stop.abort(reason)
        }),
      ),
    { signal: stop.signal },
  )
  await expect(call).rejects.toBe(reason)
  expect(client.pending).toBe(0)
  await expect.poll(() => stopped.length).toBe(1)
  expect(stopped[0]).toBeLessThan(100)
})

test('a call whose signal is aborted already runs nothing', async () => {
  const { client } = connect()
  const call = client.call(
    (remote, { signal, listen }) =>
      remote.count(
        signal,
        listen(() => {}),
      ),
    {
      signal: AbortSignal.abort('no'),
    },
  )
  await expect(call).rejects.toBe('no')
})

test('everyone waiting hears of the death of the worker, and so does the next call', async () => {
  const { client, worker } = connect()
  await client.call((remote) => remote.echo(0))
  const waiting = [client.call((remote) => remote.never()), client.call((remote) => remote.never())]
  worker.dispatchEvent(Object.assign(new Event('error'), { message: 'out of memory' }))
  for (const call of waiting) await expect(call).rejects.toMatchObject({ code: 'worker-crashed', retryable: true })
  await expect(client.call((remote) => remote.echo(1))).rejects.toMatchObject({ code: 'worker-crashed' })
})

test('typed arrays arrive as they are', async () => {
  const { client } = connect()
  expect(await client.call((remote) => remote.vector())).toEqual(new Float32Array([1, 2, 3]))
})

test('every event of a call is heard before its answer', async () => {
  const { client } = connect()
  const seen: number[] = []
  await client.call((remote, { listen }) => remote.burst(listen((event) => seen.push(event))))
  expect(seen).toHaveLength(200)
})
