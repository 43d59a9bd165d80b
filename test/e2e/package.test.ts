import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pageHeaders } from '../../cli/page-headers.js'
import { serveFolder } from '../../cli/static-server.js'
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
export default { plugins: [tacet({ models: ['minilm'] })] }`,
  'index.html':
    '<!doctype html><html lang="en"><title>app</title><p id="result"></p><script type="module" src="./main.js"></script>',
  'main.js': `import { createEmbedder, cosine } from 'tacet'
const embedder = await createEmbedder()
const [a, b] = await embedder.embed(['a cat', 'a kitten'])
document.querySelector('#result').textContent = a.length + ' ' + (cosine(a, b) > 0.5)
await embedder.close()`,
}

let folder: string
let browser: Browser

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tacet-package-'))
  npm(['pack', '--pack-destination', folder], root)
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz')) as string
  for (const [name, content] of Object.entries(APP)) writeFileSync(join(folder, name), content)
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  npm(['install', `./${tarball}`, `vite@${devDependencies.vite}`], folder)
  browser = await openBrowser()
}, 180_000)

afterAll(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
})

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

test('a user gets no native add-on and no inference library to install', () => {
  const installed = readdirSync(join(folder, 'node_modules'))
  expect(installed).toContain('tacet')
  for (const name of ['onnxruntime-node', 'onnxruntime-web', 'sharp', '@huggingface'])
    expect(installed).not.toContain(name)
})

test('an app built with Vite runs it under a strict policy', async () => {
  const [program, parameters] = vite(['build', '--logLevel', 'error'])
  execFileSync(program, parameters, { cwd: folder, stdio: 'pipe' })
  const server = await serveFolder({ routes: [{ prefix: '/', folder: join(folder, 'dist') }], headers: pageHeaders })
  try {
    expect(await resultAt(server.url)).toBe('384 true')
  } finally {
    await server.close()
  }
}, 120_000)

test("Vite's dev server runs it", async () => {
  const [program, parameters] = vite(['--port', '0', '--host', '127.0.0.1'])
  const server = spawn(program, parameters, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    expect(await resultAt(await addressOf(server))).toBe('384 true')
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
