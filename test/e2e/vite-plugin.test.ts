import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { beforeEach, expect, test, vi } from 'vitest'
import { tacet } from '../../cli/vite.js'

// A folder where a file should be: it opens, and reading it fails.
vi.mock('../../cli/packages/model-files.js', () => ({
  modelFiles: () => [{ path: 'models/broken/weights.bin', source: tmpdir() }],
}))

type Handler = Parameters<Parameters<ReturnType<typeof tacet>['configureServer']>[0]['middlewares']['use']>[0]
type Context = ThisParameterType<ReturnType<typeof tacet>['transform']>

const ASSETS = '/app/node_modules/tacet/dist/src/engines/built-assets.js'
let emitted: string[]

beforeEach(() => {
  emitted = []
})

function contextOf(consumer: 'client' | 'server'): Context {
  return {
    environment: { config: { consumer } },
    emitFile({ fileName }) {
      emitted.push(fileName)
      return 'reference'
    },
  }
}

function pluginFor(base: string, command: 'build' | 'serve' = 'build', path?: string) {
  const plugin = tacet({ path })
  plugin.configResolved({ root: tmpdir(), base, command, build: { ssr: false } })
  return plugin
}

test('a file that cannot be read ends its request and not the development server', async () => {
  const handlers: Handler[] = []
  pluginFor('/', 'serve').configureServer({ middlewares: { use: (handler) => handlers.push(handler) } })
  const server = createServer((request, response) => {
    handlers[0]?.(request, response, () => response.writeHead(404).end())
  })
  await new Promise<void>((started) => server.listen(0, '127.0.0.1', started))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await expect(fetch(`${address}/tacet/models/broken/weights.bin`).then((answer) => answer.text())).rejects.toThrow()
  expect((await fetch(`${address}/elsewhere`)).status).toBe(404)
  server.closeAllConnections()
  await new Promise((closed) => server.close(closed))
})

test('the page learns the folder of the models from the base of the app', () => {
  const code = pluginFor('/app/', 'serve').transform.call(contextOf('client'), '', `${ASSETS}?v=1`)
  expect(code).toBe('export const builtAssets = "/app/tacet/"')
})

test('a folder without its last slash is a folder all the same', () => {
  const code = pluginFor('/', 'serve', 'assets/nlp').transform.call(contextOf('client'), '', ASSETS)
  expect(code).toBe('export const builtAssets = "/assets/nlp/"')
})

test('other modules stay as they are', () => {
  const plugin = pluginFor('/')
  expect(plugin.transform.call(contextOf('client'), '', '/app/src/assets.js')).toBeUndefined()
})

test('a build for a server gets neither the folder nor the files', () => {
  const plugin = pluginFor('/')
  expect(plugin.transform.call(contextOf('server'), '', ASSETS)).toBeUndefined()
  expect(() => plugin.generateBundle.handler.call(contextOf('server'), {}, {})).not.toThrow()
  expect(emitted).toEqual([])
})
