import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Recognizer } from '../../src/redact/findings/recognizer.js'
import { RedactStream } from '../../src/redact/redact-stream.js'
import { createRedactor } from '../../src/redact/redactor.js'
import { restore } from '../../src/redact/restore/restore.js'
import { chunksOf, hostileText, streamThrough, toyRecognizers } from './arbitrary-text.js'

const redactor = createRedactor({ recognizers: toyRecognizers, locales: [] })

test('a long text is redacted as it would be at once, for every chunk size', async () => {
  const text = 'Dear Ann, write to a@b.co or jo@ex.com. Call 555-1234!\n'.repeat(60)
  const { text: whole } = await redactor.redact(text)
  for (const size of [1, 7, 100, 1000, 10_000]) {
    const stream = new RedactStream(redactor, { windowLength: 512 })
    expect(await streamThrough(chunksOf(text, [size]), stream)).toBe(whole)
    expect(restore(whole, stream)).toBe(text)
  }
})

test('hostile text comes back exactly, also where there is no place to cut', async () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 4 })
  const long = fc.array(hostileText, { minLength: 20, maxLength: 60 }).map((parts) => parts.join(''))
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        long,
        long.map((text) => text.replace(/\s/g, '')),
      ),
      sizes,
      async (text, chunkSizes) => {
        const stream = new RedactStream(redactor, { windowLength: 512 })
        const redacted = await streamThrough(chunksOf(text, chunkSizes), stream)
        expect(restore(redacted, stream)).toBe(text)
      },
    ),
    { numRuns: 150, endOnFailure: true },
  )
})

test.each(['[EMAIL_1](mailto:x)', '%5BEMAIL_1%5D', 'E\u200bMAIL_1', '[E\u00adMAIL_1]', 'EMAIL\\_1', '[as in EMAIL_1'])(
  'the user’s own %j comes back wherever a window may end in it',
  async (literal) => {
    for (let before = 256 - literal.length; before <= 256; before++) {
      const text = `${'-'.repeat(before)}${literal}${'-'.repeat(600)}`
      const stream = new RedactStream(redactor, { windowLength: 512 })
      await redactor.redact('jo@ex.com', { vault: stream.vault })
      const redacted = await streamThrough([text], stream)
      expect(restore(redacted, stream)).toBe(text)
    }
  },
)

test('text is passed on before its end', async () => {
  const stream = new RedactStream(redactor, { windowLength: 512 })
  const writer = stream.writable.getWriter()
  const reader = stream.readable.getReader()
  const written = writer.write('word '.repeat(200))
  expect((await reader.read()).value).toMatch(/^word /)
  await written
  await reader.cancel()
})

test.each([0, 511, 1000.5, Number.NaN])('a window of %d is refused', (windowLength) => {
  expect(() => new RedactStream(redactor, { windowLength })).toThrow(RangeError)
})

test('an abort ends the stream with its reason', async () => {
  const stream = new RedactStream(redactor, { signal: AbortSignal.abort('enough') })
  await expect(streamThrough(['a@b.co'], stream)).rejects.toBe('enough')
})

test('the work grows with the text, whatever the size of its chunks', async () => {
  const text = 'Dear Ann, write to a@b.co or jo@ex.com. Call 555-1234!\n'.repeat(400)
  for (const size of [600, 5000, text.length]) {
    let read = 0
    const counter: Recognizer = {
      name: 'counter',
      types: ['X'],
      recognize: (seen) => {
        read += seen.length
        return []
      },
    }
    const counting = createRedactor({ recognizers: [counter, ...toyRecognizers], locales: [] })
    await streamThrough(chunksOf(text, [size]), new RedactStream(counting, { windowLength: 1024 }))
    expect(read).toBeLessThan(text.length * 4)
  }
})

test('what is found does not depend on the size of the chunks', async () => {
  const text = Array.from({ length: 300 }, (_, index) => `Ann ${index} wrote to a${'bcdefgh'[index % 7]}@b.co`).join(
    ' ',
  )
  const whole = await streamThrough([text], new RedactStream(redactor, { windowLength: 512 }))
  for (const size of [3, 333, 2000]) {
    expect(await streamThrough(chunksOf(text, [size]), new RedactStream(redactor, { windowLength: 512 }))).toBe(whole)
  }
})
