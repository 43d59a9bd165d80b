import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { run } from '../../cli/import-map.js'

let printed: string

beforeEach(() => {
  printed = ''
  for (const method of ['log', 'error'] as const) {
    vi.spyOn(console, method).mockImplementation((text) => {
      printed += text
    })
  }
})
afterEach(() => vi.restoreAllMocks())

const imports = () => JSON.parse(/<script type="importmap">(.*)<\/script>/s.exec(printed)?.[1] ?? '{}').imports

test('each entry for pages and each package that it needs has an address', async () => {
  expect(await run(['--base', '/static'])).toBe(0)
  expect(imports()).toMatchObject({
    tacet: '/static/dist/src/index.js',
    'tacet/redact': '/static/dist/src/redact/index.js',
    comlink: expect.stringMatching(/^\/static\/node_modules\/comlink\//),
    idb: expect.stringMatching(/^\/static\/node_modules\/idb\//),
  })
  expect(Object.keys(imports())).not.toContain('tacet/vite')
  expect(printed).toContain('<meta name="tacet-assets" content="/static/node_modules/@tacet/{model}/">')
  expect(printed).toContain('<meta name="tacet-workers" content="/static/dist/workers/">')
})

test('an address of a CDN names the version of each package', async () => {
  expect(await run(['--cdn', 'https://cdn.example/npm/'])).toBe(0)
  for (const address of Object.values(imports()))
    expect(address).toMatch(/^https:\/\/cdn\.example\/npm\/(?:@[^/]+\/)?[^/@]+@\d+\.\d+\./)
  expect(printed).toContain('<meta name="tacet-assets" content="https://cdn.example/npm/@tacet/{model}@{version}/">')
})

test('a package outside of the folder that is served is an error that names the package', async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'tacet-elsewhere-'))
  vi.spyOn(process, 'cwd').mockReturnValue(elsewhere)
  await expect(run([])).rejects.toThrow(/tacet is installed at .*Run this command in a folder above it/)
  rmSync(elsewhere, { recursive: true })
})

test('two places at once are refused with the usage', async () => {
  expect(await run(['--base', '/', '--cdn', 'https://cdn.example/'])).toBe(2)
  expect(printed).toContain('Usage: tacet import-map')
})
