import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, test } from 'vitest'
import { serveFolder } from '../../cli/static-server.js'
import { type FreshApp, freshApp } from './fresh-app.js'
import { expectJourneys } from './journeys-in-page.js'

let app: FreshApp

beforeAll(async () => {
  app = await freshApp('esbuild')
}, 300_000)

test('an app built by esbuild runs the five journeys with workers from where the page says', async () => {
  app.run('esbuild', ['main.js', '--bundle', '--minify', '--format=esm', '--outdir=out/assets/js'])
  app.run('tacet', ['copy-assets', 'out/tacet', '--models', 'minilm,compose', '--workers'])
  copyFileSync(join(app.folder, 'index.html'), join(app.folder, 'out/index.html'))
  await using server = await serveFolder({ routes: [{ prefix: '/', folder: join(app.folder, 'out') }] })
  await expectJourneys(server.url)
}, 120_000)
