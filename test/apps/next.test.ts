import { join } from 'node:path'
import { beforeAll, describe, test } from 'vitest'
import { serveFolder } from '../../cli/pages/static-server.js'
import { type FreshApp, freshApp } from './fresh-app.js'
import { expectJourneys } from './journeys-in-page.js'

let app: FreshApp

beforeAll(async () => {
  app = await freshApp('next')
  app.run('tacet', ['copy-assets', 'public/tacet'])
}, 600_000)

describe.each(['--turbopack', '--webpack'])('Next with %s', (bundler) => {
  test('the dev server runs the five journeys on a deep route', async () => {
    await using server = await app.start('next', ['dev', bundler, '--port', '0', '--hostname', '127.0.0.1'])
    await expectJourneys(`${server.url}notes/one`)
  }, 240_000)

  test('the built app runs the five journeys on a deep route', async () => {
    app.run('next', ['build', bundler])
    await using server = await app.start('next', ['start', '--port', '0', '--hostname', '127.0.0.1'])
    await expectJourneys(`${server.url}notes/one`)
  }, 300_000)

  test('the static export runs the five journeys on a deep route', async () => {
    app.run('next', ['build', bundler], { EXPORT: '1' })
    await using server = await serveFolder({ routes: [{ prefix: '/', folder: join(app.folder, 'out') }] })
    await expectJourneys(`${server.url}notes/one/`)
  }, 300_000)
})
