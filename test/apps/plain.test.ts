import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { isolationHeaders } from '../../cli/pages/isolation-headers.js'
import { type Route, serveFolder } from '../../cli/pages/static-server.js'
import { type FreshApp, freshApp } from './fresh-app.js'
import { expectJourneys } from './journeys-in-page.js'

let app: FreshApp

beforeAll(async () => {
  app = await freshApp('plain')
}, 300_000)

function writePage(head: string): void {
  const page = `<!doctype html><html lang="en"><head><title>plain</title>${head}</head><body></body></html>`
  writeFileSync(
    join(app.folder, 'index.html'),
    page.replace('</body>', '<script type="module" src="/main.js"></script></body>'),
  )
}

test('a page without a bundler runs the five journeys with what `tacet import-map` prints', async () => {
  writePage(app.run('tacet', ['import-map']))
  await using server = await serveFolder({ routes: [{ prefix: '/', folder: app.folder }] })
  await expectJourneys(server.url)
}, 120_000)

const POLICY = 'the policy that the documents name'

test.each(['isolation', 'no isolation', POLICY])(
  'a page runs the five journeys with the package, its workers and its models from another origin: %s',
  async (setting) => {
    const anyOrigin = { 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' }
    await using cdn = await serveFolder({ routes: packageRoutes(), headers: anyOrigin })
    writePage(app.run('tacet', ['import-map', '--cdn', `${cdn.url}npm`]))
    const policy = [
      "default-src 'none'",
      // The import map is in the page itself.
      `script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval' ${cdn.url}`,
      `worker-src blob: ${cdn.url}`,
      `connect-src 'self' ${cdn.url}`,
    ].join('; ')
    const headers = {
      isolation: isolationHeaders,
      'no isolation': {},
      [POLICY]: { 'Content-Security-Policy': policy },
    }[setting]
    await using server = await serveFolder({ routes: [{ prefix: '/', folder: app.folder }], headers })
    await expectJourneys(server.url, { allowed: [cdn.url] })
  },
  120_000,
)

test('the files of the workers can be named by who starts them on their own', () => {
  const require = createRequire(join(app.folder, 'main.js'))
  for (const group of ['inference', 'generator', 'store']) {
    expect(require.resolve(`tacet/workers/${group}.worker.js`)).toContain(`${group}.worker.js`)
  }
})

/** As a CDN serves npm's packages: `/npm/name@version/`. */
function packageRoutes(): Route[] {
  const installed = join(app.folder, 'node_modules')
  const packagesIn = (folder: string) =>
    readdirSync(join(installed, folder)).map((name) => join(installed, folder, name))
  const folders = [join(installed, 'tacet'), ...packagesIn('@tacet'), ...packagesIn('tacet/node_modules')]
  return folders.map((folder) => {
    const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    return { prefix: `/npm/${name}@${version}/`, folder }
  })
}
