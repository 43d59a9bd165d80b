import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { serveFolder } from '../../cli/pages/static-server.js'
import { type FreshApp, freshApp } from './fresh-app.js'
import { expectJourneys, journeysOf } from './journeys-in-page.js'

let app: FreshApp

beforeAll(async () => {
  app = await freshApp('esbuild')
  app.run('esbuild', ['main.js', '--bundle', '--minify', '--format=esm', '--outdir=out/assets/js'])
  app.run('tacet', ['copy-assets', 'out/tacet', '--workers'])
}, 300_000)

test('an app built by esbuild runs the five journeys with workers from where the page says', async () => {
  copyFileSync(join(app.folder, 'index.html'), join(app.folder, 'out/index.html'))
  await using server = await serveFolder({ routes: [{ prefix: '/', folder: join(app.folder, 'out') }] })
  await expectJourneys(server.url)
}, 120_000)

test('a page that does not say where the workers are is told the two lines that it lacks', async () => {
  const page = readFileSync(join(app.folder, 'index.html'), 'utf8').replace(/<meta name="tacet-workers".*>/, '')
  const routes = [{ prefix: '/', folder: join(app.folder, 'out') }]
  await using server = await serveFolder({ routes, pages: { '/': page } })
  const { results } = await journeysOf(server.url)
  expect(results['redact']).toBe('ok')
  for (const journey of ['classify', 'search', 'generate', 'answer']) {
    expect(results[journey]).toMatch(/esbuild.*npx tacet copy-assets FOLDER --workers.*<meta name="tacet-workers"/)
  }
}, 120_000)
