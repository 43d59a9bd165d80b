import { expect, test } from 'vitest'
import { ByteBuffer } from '../../../workers/model-files/byte-buffer.js'
import { DownloadProgress } from '../../../workers/model-files/download-progress.js'

function record() {
  const events: [loaded: number, total: number][] = []
  const progress = new DownloadProgress((event) => {
    if (event.type === 'download') events.push([event.loaded, event.total])
  })
  return { progress, events }
}

test('nothing to download is nothing to report', () => {
  expect(record().events).toEqual([])
})

test('nothing is reported before anybody knows how much there is', () => {
  const { progress, events } = record()
  progress.reach(0)
  progress.reach(10)
  progress.expect(100)
  progress.reach(20)
  expect(events).toEqual([
    [0, 100],
    [20, 100],
  ])
})

test('what another tab brought is the end of what was heard of it, and of nothing else', () => {
  const { progress, events } = record()
  progress.finish()
  expect(events).toEqual([])
  progress.expect(100)
  progress.reach(40)
  progress.finish()
  expect(events.at(-1)).toEqual([100, 100])
})

test('a file that starts again takes nothing back and is not counted twice', () => {
  const { progress, events } = record()
  progress.expect(100)
  for (const loaded of [50, 0, 20, 60, 100]) progress.reach(loaded)
  expect(events).toEqual([
    [0, 100],
    [50, 100],
    [60, 100],
    [100, 100],
  ])
})

test('a hundred reports or so, however small the pieces', () => {
  const { progress, events } = record()
  progress.expect(10_000_000)
  for (let loaded = 0; loaded <= 10_000_000; loaded += 1000) progress.reach(loaded)
  expect(events.length).toBeLessThanOrEqual(102)
  expect(events.at(-1)).toEqual([10_000_000, 10_000_000])
})

test('more than was expected never exceeds the total', () => {
  const { progress, events } = record()
  progress.expect(10)
  progress.reach(15)
  expect(events.at(-1)).toEqual([10, 10])
})

test.each([undefined, 10, 70_000])('a buffer for %s bytes holds what was appended', (size) => {
  const buffer = new ByteBuffer(size)
  const chunks = Array.from({ length: 7 }, (_, i) => new Uint8Array(10_000).fill(i))
  for (const chunk of chunks) buffer.append(chunk)
  expect(buffer.length).toBe(70_000)
  expect(buffer.bytes).toEqual(new Uint8Array(chunks.flatMap((chunk) => [...chunk])))
  buffer.clear()
  expect(buffer.bytes).toEqual(new Uint8Array())
})
