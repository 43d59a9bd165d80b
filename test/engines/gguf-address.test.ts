import { expect, test, vi } from 'vitest'
import { resolveModel } from '../../src/engines/model-source.js'

const resolve = (task: 'generate' | 'embed', name: string, settings = {}) =>
  resolveModel(task, name, { address: () => '', hub: 'https://hub.example' }, settings)

test.each([
  ['./models/small.gguf', 'https://app.example/notes/models/', 'small.gguf'],
  ['/models/with%20space.GGUF', 'https://app.example/models/', 'with space.GGUF'],
  ['https://a.example/x/y.gguf', 'https://a.example/x/', 'y.gguf'],
  ['owner/name/file.gguf', 'https://hub.example/owner/name/resolve/main/', 'file.gguf'],
  ['owner/name@v2/q4/file.gguf', 'https://hub.example/owner/name/resolve/v2/q4/', 'file.gguf'],
])('%s is a GGUF file in a folder', (name, url, file) => {
  vi.stubGlobal('location', { href: 'https://app.example/notes/one' })
  expect(resolve('generate', name)).toEqual({ type: 'folder', id: name, url, file })
  vi.unstubAllGlobals()
})

test('a GGUF file writes, and has its own precision', () => {
  expect(() => resolve('embed', 'owner/name/file.gguf')).toThrow(/do not embed/)
  expect(() => resolve('generate', 'owner/name/file.gguf', { dtype: 'q8' })).toThrow(
    /`dtype` is for models of a folder/,
  )
})

test('outside of a page the address is relative to where the program starts', () => {
  const places = { address: () => '', hub: 'https://hub.example', base: 'file:///srv/app/' }
  expect(resolveModel('generate', './models/small.gguf', places).url).toBe('file:///srv/app/models/')
  expect(resolveModel('generate', '/models/small.gguf', places).url).toBe('file:///models/')
})
