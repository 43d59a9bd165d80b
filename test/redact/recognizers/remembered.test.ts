import { expect, test } from 'vitest'
import { remembered } from '../../../src/redact/recognizers/parts/remembered.js'

function counted() {
  let computed = 0
  const lengthOf = remembered((text) => {
    computed++
    return text.length
  })
  return { lengthOf, times: () => computed }
}

test('a text is computed once a run, also when the page had a turn in between', async () => {
  const { lengthOf, times } = counted()
  const run = {}
  expect([lengthOf('abc', run), lengthOf('abc', run), lengthOf('', run), lengthOf('abc', run)]).toEqual([3, 3, 0, 3])
  expect(times()).toBe(3)
  await new Promise((resolve) => setTimeout(resolve))
  expect(lengthOf('abc', run)).toBe(3)
  expect(times()).toBe(3)
})

test('another run computes anew, and so does a call without one', () => {
  const { lengthOf, times } = counted()
  expect([lengthOf('abc', {}), lengthOf('abc', {})]).toEqual([3, 3])
  expect([lengthOf('abc', undefined), lengthOf('abc', undefined)]).toEqual([3, 3])
  expect(times()).toBe(4)
})
