import { expect, test } from 'vitest'
import { accessTo } from '../../../workers/model-files/access.js'
import { mostModelBytes, requireSpace } from '../../../workers/model-files/space.js'

const GIGABYTE = 2 ** 30

test.each([
  [undefined, 4],
  [32, 4],
  [8, 4],
  [4, 2],
  [0.5, 0.25],
])('with %d GB of memory a model may have %d GB', (memory, most) => {
  expect(mostModelBytes(memory)).toBe(most * GIGABYTE)
})

test('a model that fits passes, and a larger one is refused with both sizes', () => {
  expect(() => requireSpace('some/model', 2 * GIGABYTE, 2 * GIGABYTE)).not.toThrow()
  expect(() => requireSpace('some/model', 3 * GIGABYTE, 2 * GIGABYTE)).toThrow(
    'Model some/model has 3.0 GB, and this device holds models of up to 2.0 GB.',
  )
})

test.each(['https://hub.example/owner/name/', 'http://localhost:8080/models/', 'http://127.0.0.1/', 'http://[::1]:1/'])(
  'a token may go to %s',
  (folder) => {
    expect(accessTo(new URL(folder), 'secret')).toEqual({ origin: new URL(folder).origin, token: 'secret' })
  },
)

test('a token does not go over a connection that others can read', () => {
  expect(() => accessTo(new URL('http://hub.example/owner/'), 'secret')).toThrow(
    /`accessToken` would go to .* in clear/,
  )
  expect(accessTo(new URL('http://hub.example/owner/'), undefined)).toBeUndefined()
})
