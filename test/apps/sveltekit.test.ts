import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { serveFolder } from '../../cli/pages/static-server.js'
import { type FreshApp, freshApp } from './fresh-app.js'
import { expectJourneys } from './journeys-in-page.js'

let app: FreshApp

beforeAll(async () => {
  app = await freshApp('sveltekit')
}, 300_000)

test('a deep route that SvelteKit rendered before runs the five journeys, and no server gets models', async () => {
  app.run('vite', ['build', '--logLevel', 'error'])
  const forServer = readdirSync(join(app.folder, '.svelte-kit/output/server'), { recursive: true, encoding: 'utf8' })
  expect(forServer.filter((name) => /\.(?:onnx|wasm)$|manifest\.json$/.test(name) && name.includes('tacet'))).toEqual(
    [],
  )
  await using server = await serveFolder({ routes: [{ prefix: '/', folder: join(app.folder, 'build') }] })
  await expectJourneys(`${server.url}deep/route/`)
}, 120_000)

test("SvelteKit's dev server runs the five journeys on a deep route", async () => {
  await using server = await app.start('vite', ['--port', '0', '--host', '127.0.0.1'])
  await expectJourneys(`${server.url}deep/route/`)
}, 120_000)
