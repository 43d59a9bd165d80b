import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { serveFolder } from '../../cli/pages/static-server.js'
import { type FreshApp, freshApp } from './fresh-app.js'
import { expectJourneys } from './journeys-in-page.js'

let app: FreshApp

beforeAll(async () => {
  app = await freshApp('webpack')
}, 300_000)

test.each(['production', 'development'])(
  'an app built by webpack for %s runs the five journeys',
  async (mode) => {
    const output = app.run('webpack', ['./main.js', '--mode', mode, '--output-path', mode])
    expect(output).not.toMatch(/Critical dependency|Module not found/)
    app.run('tacet', ['copy-assets', `${mode}/tacet`])
    copyFileSync(join(app.folder, 'index.html'), join(app.folder, mode, 'index.html'))
    await using server = await serveFolder({ routes: [{ prefix: '/', folder: join(app.folder, mode) }] })
    await expectJourneys(server.url)
  },
  120_000,
)
