import { expect, test, vi } from 'vitest'
import { modelAddress } from '../../src/engines/assets.js'

const minilm = { id: 'minilm', version: '0.2.0' }

test.each([
  ['a folder', 'https://a.example/tacet', 'https://a.example/tacet/models/minilm/'],
  ['a folder with a slash', 'https://a.example/tacet/', 'https://a.example/tacet/models/minilm/'],
  ['a package CDN', 'https://a.example/@tacet/{model}@{version}', 'https://a.example/@tacet/minilm@0.2.0/'],
  ['an address object', new URL('https://a.example/{model}/'), 'https://a.example/minilm/'],
  ['a static host with versions in folders', 'https://a.example/{version}/{model}/', 'https://a.example/0.2.0/minilm/'],
  ['a version without a model', 'https://a.example/{version}/', 'https://a.example/%7Bversion%7D/models/minilm/'],
])('%s says where a model is', (_name, given, address) => {
  expect(modelAddress(given)(minilm)).toBe(address)
})

test.each([
  ['tacet/', 'https://app.example/notes/tacet/models/minilm/'],
  ['/node_modules/@tacet/{model}/', 'https://app.example/node_modules/@tacet/minilm/'],
  ['../{model}', 'https://app.example/minilm/'],
])('%s is relative to the page', (given, address) => {
  vi.stubGlobal('location', { href: 'https://app.example/notes/one' })
  expect(modelAddress(given)(minilm)).toBe(address)
  vi.unstubAllGlobals()
})

test('a relative address without a page is an error that says so', () => {
  expect(() => modelAddress('tacet/')).toThrow(/tacet\/, is a relative address, and there is no page/)
})
