import { afterEach, expect, test, vi } from 'vitest'
import { createRedactor } from '../../src/redact/index.js'
import { candidateStarts } from '../../src/redact/recognizers/parts/candidate-starts.js'

afterEach(() => vi.restoreAllMocks())

/** The number of characters that the rules look at: a measure of work that does not depend on the machine's load. */
async function charactersRead(work: () => unknown): Promise<number> {
  let count = 0
  const original = String.prototype.charCodeAt
  String.prototype.charCodeAt = function (this: string, index: number) {
    count++
    return original.call(this, index)
  }
  try {
    await work()
  } finally {
    String.prototype.charCodeAt = original
  }
  return count
}

test.each(['+1', '1,', '(1', '%25', '12 ', '1234567\n', '1', '1.', '@', '-', 'a1 '])(
  'where numbers can begin in %j over and over is found in a few looks at each character',
  async (unit) => {
    const text = unit.repeat(20_000)
    expect(await charactersRead(() => candidateStarts(text, undefined))).toBeLessThan(12 * text.length)
  },
)

test('the turns that a page gets while a long text is read add no reading', async () => {
  const redactor = createRedactor({ locales: ['us', 'de', 'fr', 'es', 'pl', 'br'], strictness: 'strict' })
  const text = '+1'.repeat(10_000)
  await redactor.detect(text)
  const undisturbed = await charactersRead(() => redactor.detect(text))
  // Each reading of the clock shows the slice as used up, so that every rule waits for a turn.
  let now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 1000))
  expect(await charactersRead(() => redactor.detect(text))).toBe(undisturbed)
})

test.each(['+1', '1,', '(1', '%25', '1234567\n', '@', '.', '1', '-'])(
  'twice as much of %j costs twice the reading',
  async (unit) => {
    const redactor = createRedactor({ locales: ['us', 'de', 'br'], strictness: 'strict' })
    const read = (length: number) => charactersRead(() => redactor.detect(unit.repeat(length / unit.length)))
    await read(1000)
    const half = await read(30_000)
    expect(await read(60_000)).toBeLessThanOrEqual(2.3 * half)
  },
)
