import { createHash, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { sha256Script } from '../../../src/shared/sha256-script.js'
import { sha256 } from '../../../workers/model-files/digest.js'

const reference = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

// Around the ends of a block and of the room that the padding needs.
const lengths = [0, 1, 3, 54, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 1000, 1_000_003]

test.each(lengths)('the digest in script of %i bytes is the platform’s', (length) => {
  const bytes = randomBytes(length)
  expect(Buffer.from(sha256Script(bytes)).toString('hex')).toBe(reference(bytes))
})

test('a view into a larger buffer is digested alone', () => {
  const bytes = randomBytes(300).subarray(7, 207)
  expect(Buffer.from(sha256Script(bytes)).toString('hex')).toBe(reference(bytes))
})

test('texts are digested as UTF-8, in lower-case hexadecimal', async () => {
  expect(await sha256('é😀')).toBe(reference(new TextEncoder().encode('é😀')))
})
