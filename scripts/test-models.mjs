import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ensureInstall } from './ensure-install.mjs'

// Makes a small model of each family in .models/compatibility, loads them in a browser, compares their answers with those of PyTorch,
// and writes the table of docs/compatibility.md:
//
//   npm run test:models              what was made before; everything where nothing was
//   npm run test:models -- --make    makes all models again
//
// PYTHON names a Python that has the packages of test/compatibility/make/requirements.txt; without it they go into .models/python.

const root = fileURLToPath(new URL('..', import.meta.url))
const models = `${root}.models/compatibility`

ensureInstall()
if (process.argv.includes('--make') || !existsSync(models)) {
  run(process.env.PYTHON ?? preparePython(), ['test/compatibility/make/make.py', models])
}
const { ensureBrowser } = await import('./ensure-browser.mjs')
const browser = ensureBrowser()
if (browser === undefined) {
  console.error('No Chromium found and none could be installed: the models run in a real browser. Set CHROMIUM_PATH.')
  process.exit(1)
}
const parameters = process.argv.slice(2).filter((parameter) => parameter !== '--make')
run(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/compatibility/vitest.config.ts', ...parameters],
  { CHROMIUM_PATH: browser },
)

function preparePython() {
  const folder = `${root}.models/python`
  const python = process.platform === 'win32' ? `${folder}/Scripts/python.exe` : `${folder}/bin/python`
  if (existsSync(python)) return python
  run(process.platform === 'win32' ? 'python' : 'python3', ['-m', 'venv', folder])
  run(python, ['-m', 'pip', 'install', '--quiet', '--requirement', 'test/compatibility/make/requirements.txt'])
  return python
}

function run(program, parameters, environment = {}) {
  const { status, error } = spawnSync(program, parameters, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  })
  if (error !== undefined) console.error(`${program} could not be started: ${error.message}`)
  if (status !== 0) process.exit(status ?? 1)
}
