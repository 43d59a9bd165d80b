import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type StaticServer, serveFolder } from '../../cli/pages/static-server.js'
import { installTacet } from '../apps/packed.js'
import { openBrowser } from './open-browser.js'

type Tacet = typeof import('../../src/index.js')

let folder: string
let browser: Browser
let server: StaticServer

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tacet-sizes-'))
  installTacet(folder, Object.keys(FIRST_CALLS))
  const head = execFileSync(process.execPath, [join(folder, 'node_modules/tacet/bin/tacet.mjs'), 'import-map'], {
    cwd: folder,
    encoding: 'utf8',
  })
  const page = `<!doctype html><html lang="en"><head><title>sizes</title>${head}</head><body></body></html>`
  server = await serveFolder({ routes: [{ prefix: '/', folder }], pages: { '/': page } })
  browser = await openBrowser()
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await server?.close()
  rmSync(folder, { recursive: true, force: true })
}, 60_000)

/** The first answer of a task, with nothing stored. */
const FIRST_CALLS: Readonly<Record<string, (tacet: Tacet) => Promise<unknown>>> = {
  minilm: async ({ createClassifier }) => (await createClassifier({ labels: ['a', 'b'] })).classify('text'),
  sentiment: async ({ createClassifier }) => (await createClassifier()).classify('text'),
  compose: async ({ createGenerator }) => (await createGenerator()).generate('text', { maxTokens: 2 }),
  'pii-tagger': async ({ createLabeler }) => (await createLabeler()).label('text'),
  language: async ({ createLanguageDetector }) => (await createLanguageDetector()).detect('text'),
}

test.each(Object.entries(FIRST_CALLS))(
  'docs/deployment.md says what the first answer of %s downloads',
  async (model, call) => {
    const context = await browser.newContext()
    const paths = new Set<string>()
    await context.route('**', (route) => {
      paths.add(new URL(route.request().url()).pathname)
      return route.continue()
    })
    const page = await context.newPage()
    await page.goto(server.url)
    await page.evaluate(`import('tacet').then(${String(call)})`)
    await context.close()

    // Our own kernels compute all these models.
    expect([...paths].filter((path) => path.includes('/workers/runtime/'))).toEqual([])
    const total = { models: 0, workers: 0, compressed: 0 }
    for (const path of paths) {
      const [, part] = /^\/node_modules\/(@tacet|tacet\/dist\/workers)\//.exec(path) ?? []
      if (part === undefined) continue
      const content = readFileSync(join(folder, path))
      total[part === '@tacet' ? 'models' : 'workers'] += content.length / 1e6
      total.compressed += gzipSync(content).length / 1e6
    }
    const row = [total.models, total.workers, total.models + total.workers, total.compressed]
    const document = readFileSync('docs/deployment.md', 'utf8')
    const [, said = ''] = new RegExp(`^\\| .*\\| \`${model}\` \\|((?: [\\d.]+ \\|){4})$`, 'm').exec(document) ?? []
    const figures = said.split('|').map(Number).slice(0, 4)
    const actual = row.map((value) => value.toFixed(1)).join(' | ')
    // A few kilobytes more of code do not matter to a reader.
    const wrong = row.filter((value, index) => !(Math.abs(value - (figures[index] ?? Number.NaN)) < 0.2))
    expect(wrong, `docs/deployment.md has to say of \`${model}\`: ${actual}`).toEqual([])
  },
  60_000,
)
