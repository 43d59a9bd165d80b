import { expect, test } from 'vitest'
import { addressOf } from '../../src/http/address.js'

test.each([
  ['https://host/v1/', '/chat', 'https://host/v1/chat'],
  ['https://host', '', 'https://host'],
  ['https://host/#part', '/a', 'https://host/a'],
  ['https://host/v1?api-version=2', '/chat', 'https://host/v1/chat?api-version=2'],
  ['https://host/v1?a=1', '/points?wait=true', 'https://host/v1/points?wait=true&a=1'],
  ['https://host/v1', '/collections/a%2Fb%20c', 'https://host/v1/collections/a%2Fb%20c'],
  ['HTTP://HOST:80/ä', '/x', 'http://host/%C3%A4/x'],
])('%s and %j make %s', (url, path, whole) => {
  expect(addressOf(url).at(path)).toBe(whole)
  expect(addressOf(new URL(url)).at(path)).toBe(whole)
})

test.each([
  ['', 'must be the address of a server, got ""'],
  ['nowhere', 'must be the address of a server, got "nowhere"'],
  ['ftp://host', 'must begin with http: or https:, got ftp:'],
  ['javascript:alert(1)', 'must begin with http: or https:, got javascript:'],
  ['https://jo:secret@host/v1', 'must hold no user name and no password. Pass them in `headers`, as `authorization`.'],
])('%j is refused', (url, message) => {
  expect(() => addressOf(url)).toThrow(new TypeError(`\`url\` ${message}`))
})
