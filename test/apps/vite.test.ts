import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { serveFolder } from '../../cli/pages/static-server.js'
import { type FreshApp, freshApp } from './fresh-app.js'
import { expectJourneys } from './journeys-in-page.js'

let app: FreshApp

beforeAll(async () => {
  app = await freshApp('vite')
}, 300_000)

test.each(['/app/', './'])(
  'an app built by Vite for the base %s runs the five journeys under a sub-path',
  async (base) => {
    const output = app.run('vite', ['build', '--base', base, '--logLevel', 'warn', '--outDir', 'out', '--emptyOutDir'])
    expect(output).not.toContain("doesn't exist at build time")
    await using server = await serveFolder({ routes: [{ prefix: '/app/', folder: join(app.folder, 'out') }] })
    await expectJourneys(`${server.url}app/`)
  },
  120_000,
)

test("Vite's dev server runs the five journeys under a sub-path", async () => {
  await using server = await app.start('vite', ['--port', '0', '--host', '127.0.0.1'])
  await expectJourneys(server.url)
}, 120_000)
