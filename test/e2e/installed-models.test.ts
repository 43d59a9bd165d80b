import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { run as copyAssets } from '../../cli/copy-assets.js'
import { installedModels } from '../../cli/packages/installed-models.js'
import { modelFiles } from '../../cli/packages/model-files.js'
import { modelRoutes } from '../../cli/pages/model-routes.js'
import { tacet } from '../../cli/vite.js'
import { catalog } from '../../src/engines/catalog.js'

// Node's own search would find the models of this project from the folder of tacet itself.
const elsewhere = vi.hoisted(() => ({ folder: '' }))
vi.mock('../../cli/packages/package-root.js', () => ({ packageRoot: () => elsewhere.folder }))

let folder: string
let app: string

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'tacet-installed-')))
  app = join(folder, 'apps/notes')
  mkdirSync(app, { recursive: true })
  elsewhere.folder = join(folder, 'elsewhere')
})

afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
})

/** Puts the package of a model into a folder, without its weights. */
function install(
  id: string,
  into: string,
  { version = '0.2.0', manifest }: { version?: string; manifest?: string } = {},
) {
  const target = join(into, 'node_modules/@tacet', id)
  mkdirSync(target, { recursive: true })
  writeFileSync(
    join(target, 'package.json'),
    JSON.stringify({ name: `@tacet/${id}`, version, exports: { './*': './*' } }),
  )
  if (manifest === undefined) cpSync(join('models', id, 'manifest.json'), join(target, 'manifest.json'))
  else writeFileSync(join(target, 'manifest.json'), manifest)
  return target
}

const found = (wanted: readonly string[] | 'all' = 'all') =>
  Object.fromEntries(installedModels(wanted, app).map((model) => [model.id, model.folder]))

test('in a clone of this project every model of the catalog is installed', () => {
  const ids = installedModels('all', process.cwd()).map(({ id }) => id)
  expect(ids.sort(), 'run `npm install`: a new model is a new workspace').toEqual(catalog.map(({ id }) => id).sort())
})

test('a package in the folder of the app is found', () => {
  expect(found()).toEqual({})
  const target = install('language', app)
  expect(found()).toEqual({ language: target })
  expect(found(['language'])).toEqual({ language: target })
})

test('a package that a monorepo hoisted to its root is found, and one of the app itself goes first', () => {
  const hoisted = install('language', folder)
  expect(found()).toEqual({ language: hoisted })
  const own = install('language', app)
  expect(found()).toEqual({ language: own })
})

test('a package beside tacet itself is found, as after a global installation', () => {
  const target = install('language', elsewhere.folder)
  expect(found()).toEqual({ language: target })
})

test('a link to a package in a store or a workspace leads to its files, and to the models that it reads', () => {
  const store = join(folder, 'node_modules/.store/@tacet+emotion@0.2.0')
  const emotion = install('emotion', store)
  const minilm = install('minilm', store)
  const link = join(app, 'node_modules/@tacet/emotion')
  mkdirSync(dirname(link), { recursive: true })
  symlinkSync(emotion, link, 'junction')
  expect(found()).toEqual({ emotion, minilm })
  expect(found(['emotion'])).toEqual({ emotion, minilm })
})

test('a model whose base is missing is an error with the line that installs the base', () => {
  install('emotion', app)
  expect(() => found(['emotion'])).toThrow('The model minilm is not installed. Run `npm install @tacet/minilm`.')
})

test('a package of another version is an error that names the right one', () => {
  install('language', app, { version: '9.0.0', manifest: '{}' })
  const { version } = catalog.find(({ id }) => id === 'language')!
  const sentence = `@tacet/language 9.0.0 holds another model than this version of tacet runs. Run \`npm install @tacet/language@${version}\`.`
  expect(() => found(['language'])).toThrow(sentence)
})

test.each([
  ['a package of another version', 'language', '@tacet/language 9.0.0 holds another model'],
  ['a package whose base is missing', 'emotion', 'The model minilm is not installed'],
])('%s is left out with a warning where all models are wanted', (_what, id, reason) => {
  const spam = install('spam', app)
  install(id, app, id === 'language' ? { version: '9.0.0', manifest: '{}' } : {})
  const warnings: string[] = []
  expect(installedModels('all', app, (message) => void warnings.push(message))).toEqual([{ id: 'spam', folder: spam }])
  expect(warnings).toEqual([expect.stringContaining(`The model ${id} is left out. ${reason}`)])
})

const line = '`npm install @tacet/minilm`'
const missing: [string, () => unknown][] = [
  [
    'the Vite plugin',
    () =>
      tacet({ models: ['minilm'] }).configResolved({ root: app, base: '/', command: 'build', build: { ssr: false } }),
  ],
  ['copy-assets', () => copyAssets([join(folder, 'out'), '--models', 'minilm'])],
  ['the commands that run models', () => modelRoutes(['minilm'])],
]

test.each(missing)('%s names the line that installs a missing model', async (_name, call) => {
  vi.spyOn(process, 'cwd').mockReturnValue(app)
  await expect((async () => call())()).rejects.toMatchObject({
    code: 'model-missing',
    retryable: false,
    message: `The model minilm is not installed. Run ${line}.`,
  })
})

test('a name that is no model is an error with the names that are', () => {
  expect(() => found(['mini-lm'])).toThrow(/must name models of tacet \(compose, .*emotion.*got mini-lm/)
})

test('copying without an installed model says that models are packages, with 1', async () => {
  vi.spyOn(process, 'cwd').mockReturnValue(app)
  const told = vi.spyOn(console, 'error').mockImplementation(() => {})
  expect(await copyAssets([join(folder, 'out')])).toBe(1)
  expect(told.mock.calls.join()).toContain(line)
})

test('a page gets the manifest and the files that it lists, and nothing else of a package', () => {
  const target = install('language', app)
  writeFileSync(join(target, 'card.md'), '')
  const paths = modelFiles(installedModels('all', app)).map(({ path }) => path)
  const files = ['manifest.json', 'golden.json', 'weights.bin', 'words.bin']
  expect(paths).toEqual(files.map((path) => `models/language/${path}`))
})

test.each([
  ['where no listed model needs it', ['--models', 'language'], false],
  ['unless it is asked for', ['--models', 'language', '--onnxruntime'], true],
  ['never where all models are served', [], true],
  ['where the app says so', ['--no-onnxruntime'], false],
])('copying workers leaves ONNX Runtime out %s', async (_where, options, copied) => {
  vi.spyOn(process, 'cwd').mockReturnValue(app)
  const told = vi.spyOn(console, 'log').mockImplementation(() => {})
  for (const file of ['golden.json', 'weights.bin', 'words.bin'])
    cpSync(join('models/language', file), join(install('language', app), file))
  const workers = join(elsewhere.folder, 'dist/workers')
  mkdirSync(join(workers, 'runtime'), { recursive: true })
  for (const file of ['inference.worker.js', 'runtime/ort.wasm.min.mjs']) writeFileSync(join(workers, file), '')
  const out = join(folder, 'out')
  expect(await copyAssets([out, '--workers', ...options])).toBe(0)
  expect(existsSync(join(out, 'workers/inference.worker.js'))).toBe(true)
  expect(existsSync(join(out, 'workers/runtime/ort.wasm.min.mjs'))).toBe(copied)
  expect(told.mock.calls.join().includes('add --onnxruntime')).toBe(!copied)
})
