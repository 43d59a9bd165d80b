import { expect, test } from 'vitest'
import { remembered } from '../../../src/redact/recognizers/remembered.js'

test('a text is computed once a turn, and forgotten after it', async () => {
  let computed = 0
  const lengthOf = remembered((text) => {
    computed++
    return text.length
  })
  expect([lengthOf('abc'), lengthOf('abc'), lengthOf(''), lengthOf(''), lengthOf('abc')]).toEqual([3, 3, 0, 0, 3])
  expect(computed).toBe(3)
  await Promise.resolve()
  expect(lengthOf('abc')).toBe(3)
  expect(computed).toBe(4)
})
