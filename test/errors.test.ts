import { expect, test } from 'vitest'
import { NlpError } from '../src/shared/errors.js'

test('an error of another copy of the package is recognised by its mark', () => {
  const foreign = Object.assign(new Error('gone'), { code: 'closed', [Symbol.for('tacet.NlpError')]: true })
  expect(NlpError.is(foreign)).toBe(true)
  expect(NlpError.is(foreign, 'closed')).toBe(true)
  expect(NlpError.is(foreign, 'server')).toBe(false)
})

test.each([null, undefined, 'closed', 3, {}, new Error('closed')])('%s is not one', (value) => {
  expect(NlpError.is(value)).toBe(false)
})

test('whether to retry follows from the code unless the place of failure knows better', () => {
  expect(new NlpError('worker-crashed', 'gone').retryable).toBe(true)
  expect(new NlpError('model-corrupt', 'bad').retryable).toBe(false)
  expect(new NlpError('server', 'busy', { retryable: true }).retryable).toBe(true)
})
