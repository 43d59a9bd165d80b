import { join } from 'node:path'
import { beforeAll, test } from 'vitest'
import { serveFolder } from '../../cli/pages/static-server.js'
import { type FreshApp, freshApp } from './fresh-app.js'
import { expectJourneys } from './journeys-in-page.js'

let app: FreshApp

beforeAll(async () => {
  app = await freshApp('rsbuild')
  app.run('tacet', ['copy-assets', 'public/tacet'])
}, 300_000)

test('an app built by Rsbuild runs the five journeys', async () => {
  app.run('rsbuild', ['build'])
  await using server = await serveFolder({ routes: [{ prefix: '/', folder: join(app.folder, 'dist') }] })
  await expectJourneys(server.url)
}, 120_000)

test("Rsbuild's dev server runs the five journeys", async () => {
  await using server = await app.start('rsbuild', ['dev', '--port', '0'])
  await expectJourneys(server.url)
}, 120_000)
