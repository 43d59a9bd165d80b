import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { catalogSource } from '../../../scripts/catalog.mjs'
import { modelPackageFiles } from '../../../scripts/model-packages.mjs'

const folder = mkdtempSync(join(tmpdir(), 'catalog-'))
const models = pathToFileURL(`${folder}/`)

afterEach(() => rmSync(folder, { recursive: true, force: true }))

interface ModelOptions {
  readonly weights?: string
  readonly base?: string
  readonly ownPackage?: object | 'none'
}

function writeModel(
  id: string,
  { weights = 'weights', base, ownPackage = { name: `@tacet/${id}`, version: '1.2.3' } }: ModelOptions = {},
) {
  mkdirSync(join(folder, id), { recursive: true })
  writeFileSync(join(folder, id, 'weights.bin'), 'weights')
  if (ownPackage !== 'none') writeFileSync(join(folder, id, 'package.json'), JSON.stringify(ownPackage))
  const sha256 = createHash('sha256').update(weights).digest('hex')
  const files = [{ path: 'weights.bin', bytes: 7, sha256 }]
  const manifest = JSON.stringify({ id, tasks: ['embed'], architecture: { base }, files })
  writeFileSync(join(folder, id, 'manifest.json'), manifest)
  return { bytes: manifest.length + 7, sha256: createHash('sha256').update(manifest).digest('hex') }
}

test('the catalog in the sources is that of the models beside them', () => {
  const committed = readFileSync(new URL('../../../src/engines/catalog.ts', import.meta.url), 'utf8')
  expect(committed, 'run `node scripts/catalog.mjs`').toBe(catalogSource())
})

test('the packages of the models have the licence and the page that they share', () => {
  for (const { path, text } of modelPackageFiles()) {
    const committed = readFileSync(new URL(`../../../models/${path}`, import.meta.url), 'utf8')
    expect(committed, `models/${path}: run \`node scripts/model-packages.mjs\``).toBe(text)
  }
})

test('models are listed by name with their version, the digest of their manifest and the bytes of all files', () => {
  const second = writeModel('second')
  writeModel('first')
  mkdirSync(join(folder, 'no-model'))
  const source = catalogSource(models)
  expect(source.match(/id: '.*'/g)).toEqual(["id: 'first'", "id: 'second'"])
  expect(source.match(/version: '.*'/g)).toEqual(["version: '1.2.3'", "version: '1.2.3'"])
  expect(source).toContain(`bytes: ${second.bytes},\n    sha256: '${second.sha256}'`)
})

test('a file that differs from its manifest is an error that names it', () => {
  writeModel('damaged', { weights: 'other weights' })
  expect(() => catalogSource(models)).toThrow('models/damaged/weights.bin is not what its manifest says')
})

test('a manifest in the folder of another model is an error', () => {
  writeModel('one')
  mkdirSync(join(folder, 'two'))
  writeFileSync(join(folder, 'two', 'manifest.json'), readFileSync(join(folder, 'one', 'manifest.json')))
  expect(() => catalogSource(models)).toThrow('models/two/manifest.json is of model one')
})

test.each<[string, ModelOptions, string]>([
  ['without a package', { ownPackage: 'none' }, 'models/odd has no package.json: copy that of another model'],
  ['in the package of another', { ownPackage: { name: '@tacet/even' } }, 'must be of @tacet/odd, got @tacet/even'],
  ['whose base its package does not bring', { base: 'first' }, 'must depend on @tacet/first 1.2.3'],
])('a model %s is an error that says what to do', (_name, options, sentence) => {
  writeModel('first')
  writeModel('odd', options)
  expect(() => catalogSource(models)).toThrow(sentence)
})
