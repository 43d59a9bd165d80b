import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pageHeaders } from '../../cli/pages/page-headers.js'
import { serveFolder } from '../../cli/pages/static-server.js'
import { openBrowser } from './open-browser.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const npm = (parameters: string[], cwd: string) =>
  execFileSync('npm', [...parameters, '--no-fund', '--no-audit', '--prefer-offline', '--loglevel=error'], {
    cwd,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })

const APP = {
  'package.json': JSON.stringify({ name: 'app', private: true, type: 'module' }),
  'vite.config.js': `import { tacet } from 'tacet/vite'
export default { plugins: [tacet()] }`,
  'index.html':
    '<!doctype html><html lang="en"><title>app</title><p id="result"></p><script type="module" src="./main.js"></script>',
  'main.js': `import { createClassifier } from 'tacet'
const classifier = await createClassifier({ labels: ['billing', 'bug report', 'praise'] })
const { label } = await classifier.classify('I was charged twice this month')
await classifier.close()
const missing = await createClassifier().catch((error) => error.code + ': ' + error.message)
document.querySelector('#result').textContent = label + ' ' + missing`,
}

let folder: string
let browser: Browser

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tacet-package-'))
  for (const source of [root, join(root, 'models/minilm')]) npm(['pack', '--pack-destination', folder], source)
  const archives = readdirSync(folder).filter((name) => name.endsWith('.tgz'))
  for (const [name, content] of Object.entries(APP)) writeFileSync(join(folder, name), content)
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  npm(['install', ...archives.map((name) => `./${name}`), `vite@${devDependencies.vite}`], folder)
  browser = await openBrowser()
}, 180_000)

afterAll(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
}, 60_000)

async function resultAt(url: string): Promise<string | null> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(url)
  await expect.poll(() => page.locator('#result').textContent(), { timeout: 60_000 }).not.toBe('')
  const text = await page.locator('#result').textContent()
  await context.close()
  return text
}

const vite = (parameters: string[]): [string, string[]] => [
  process.execPath,
  [join(folder, 'node_modules/vite/bin/vite.js'), ...parameters],
]

/** The page of the app shows the answer of the installed model, and the error for the missing one. */
const SHOWN = /^billing model-missing: Model sentiment is not served .*Run `npm install @tacet\/sentiment`/

test('a user gets the model that was asked for, no native add-on and no inference library', () => {
  const installed = readdirSync(join(folder, 'node_modules'))
  expect(installed).toContain('tacet')
  for (const name of ['onnxruntime-node', 'onnxruntime-web', 'sharp', '@huggingface'])
    expect(installed).not.toContain(name)
  expect(readdirSync(join(folder, 'node_modules/@tacet'))).toEqual(['minilm'])
})

test('Getting started says how much disk the packages take', () => {
  const document = readFileSync(join(root, 'docs/getting-started.md'), 'utf8')
  const [, said = '', ofModel = ''] = /take\s(\d+) MB and `@tacet\/minilm` takes (\d+\.\d+) MB/.exec(document) ?? []
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const tacet = ['tacet', ...Object.keys(dependencies)].map(installedBytes)
  const actual = tacet.reduce((sum, bytes) => sum + bytes, 0) / 1e6
  expect(Math.abs(actual - Number(said)), `tacet and its dependencies take ${actual.toFixed(1)} MB`).toBeLessThan(2)
  expect(Number(ofModel)).toBeCloseTo(installedBytes('@tacet/minilm') / 1e6, 1)
})

function installedBytes(name: string): number {
  const paths = readdirSync(join(folder, 'node_modules', name), { recursive: true, withFileTypes: true })
  return paths
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
}

test('Node names each file of an installed model by its package', () => {
  const code = `import manifest from '@tacet/minilm/manifest.json' with { type: 'json' }
console.log(manifest.id, import.meta.resolve('@tacet/minilm/onnx/model_quantized.onnx'))`
  const options = { cwd: folder, encoding: 'utf8', stdio: 'pipe' } as const
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', code], options)
  expect(printed).toMatch(/^minilm file:.*\/node_modules\/@tacet\/minilm\/onnx\/model_quantized\.onnx\n$/)
})

test('an app built with Vite runs it under a strict policy', async () => {
  const [program, parameters] = vite(['build', '--logLevel', 'error'])
  execFileSync(program, parameters, { cwd: folder, stdio: 'pipe' })
  const server = await serveFolder({ routes: [{ prefix: '/', folder: join(folder, 'dist') }], headers: pageHeaders })
  try {
    expect(await resultAt(server.url)).toMatch(SHOWN)
  } finally {
    await server.close()
  }
}, 120_000)

test("Vite's dev server runs it", async () => {
  const [program, parameters] = vite(['--port', '0', '--host', '127.0.0.1'])
  const server = spawn(program, parameters, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    expect(await resultAt(await addressOf(server))).toMatch(SHOWN)
  } finally {
    server.kill()
  }
}, 120_000)

function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    server.stdout?.on('data', (chunk) => {
      output += String(chunk)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the address is printed in colour
      const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(output.replaceAll(/\u001b\[\d+m/g, ''))
      if (address !== null) resolve(address[0])
    })
    server.on('exit', () => reject(new Error(`The dev server ended: ${output}`)))
  })
}
