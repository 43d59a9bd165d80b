import { expect, test } from 'vitest'
import { createBreaker } from '../../src/http/breaker.js'

test('a breaker opens at the failure rate, admits one probe after a pause and closes on its success', () => {
  let now = 0
  const breaker = createBreaker('pure', { minRequests: 4, openMs: 100, windowMs: 50 }, () => now)
  for (const succeeded of [false, true, true, false]) breaker.record(succeeded)
  expect(breaker.state).toBe('open')
  expect(() => breaker.admit()).toThrow('gets no calls for now')
  now = 100
  breaker.admit()
  expect(() => breaker.admit()).toThrow('gets no calls for now')
  breaker.record(false)
  expect(breaker.state).toBe('open')
  now = 200
  breaker.admit()
  breaker.record(true)
  expect(breaker.state).toBe('closed')
  breaker.close()
})

test('failures outside the window are forgotten', () => {
  let now = 0
  const breaker = createBreaker('window', { minRequests: 2, windowMs: 50 }, () => now)
  breaker.record(false)
  now = 60
  breaker.record(true)
  breaker.record(true)
  expect(breaker.state).toBe('closed')
  breaker.close()
})

test('breakers of one name learn from each other, as those of two tabs do', async () => {
  const here = createBreaker('shared', { minRequests: 2 })
  const there = createBreaker('shared', { minRequests: 2 })
  here.record(false)
  here.record(false)
  await expect.poll(() => there.state).toBe('open')
  here.close()
  there.close()
})
