import { expect, test } from 'vitest'
import { textStream } from '../../src/calls/stream.js'

const tick = () => new Promise((resolve) => setTimeout(resolve, 1))

function counting(limit = 50) {
  const log = { made: 0 }
  const produce = async ({ emit, signal }: { emit: (delta: string) => void; signal: AbortSignal }) => {
    for (; log.made < limit; log.made += 1) {
      if (signal.aborted) throw signal.reason
      emit(`${log.made} `)
      await tick()
    }
    return log.made
  }
  return { log, produce }
}

test('deltas come in order and the result follows', async () => {
  const { produce } = counting(3)
  const stream = textStream(produce)
  const deltas: string[] = []
  for await (const delta of stream) deltas.push(delta)
  expect(deltas).toEqual(['0 ', '1 ', '2 '])
  expect(await stream.result).toBe(3)
})

test('leaving the loop stops the work', async () => {
  const { produce, log } = counting()
  for await (const delta of textStream(produce)) if (delta === '2 ') break
  const made = log.made
  await tick()
  await tick()
  expect(log.made).toBeLessThanOrEqual(made + 1)
})

test('an abort ends the reading and the result with exactly its reason', async () => {
  const stop = new AbortController()
  const { produce } = counting()
  const stream = textStream(produce, { signal: stop.signal })
  const reason = new Error('enough')
  const read = (async () => {
    for await (const delta of stream) if (delta === '1 ') stop.abort(reason)
  })()
  await expect(read).rejects.toBe(reason)
  await expect(stream.result).rejects.toBe(reason)
})

test('a signal that is aborted already produces nothing', async () => {
  const { produce, log } = counting()
  const stream = textStream(produce, { signal: AbortSignal.abort('no') })
  await expect(stream.result).rejects.toBe('no')
  expect(log.made).toBe(0)
})

test('a failure reaches the reader and the result', async () => {
  const stream = textStream(async ({ emit }) => {
    emit('a')
    throw new RangeError('broken')
  })
  await expect(stream.result).rejects.toThrow('broken')
  const reader = stream.getReader()
  await expect(reader.read().then(() => reader.read())).rejects.toThrow('broken')
})
