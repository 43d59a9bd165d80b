import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { catalogSource } from '../../scripts/catalog.mjs'

const folder = mkdtempSync(join(tmpdir(), 'catalog-'))
const models = pathToFileURL(`${folder}/`)

afterEach(() => rmSync(folder, { recursive: true, force: true }))

function writeModel(id: string, weights = 'weights') {
  mkdirSync(join(folder, id), { recursive: true })
  writeFileSync(join(folder, id, 'weights.bin'), 'weights')
  const sha256 = createHash('sha256').update(weights).digest('hex')
  const manifest = JSON.stringify({ id, tasks: ['embed'], files: [{ path: 'weights.bin', bytes: 7, sha256 }] })
  writeFileSync(join(folder, id, 'manifest.json'), manifest)
  return { bytes: manifest.length + 7, sha256: createHash('sha256').update(manifest).digest('hex') }
}

test('the catalog in the sources is that of the models beside them', () => {
  const committed = readFileSync(new URL('../../src/engines/catalog.ts', import.meta.url), 'utf8')
  expect(committed, 'run `node scripts/catalog.mjs`').toBe(catalogSource())
})

test('models are listed by name with the digest of their manifest and the bytes of all files', () => {
  const second = writeModel('second')
  writeModel('first')
  mkdirSync(join(folder, 'no-model'))
  const source = catalogSource(models)
  expect(source.match(/id: '.*'/g)).toEqual(["id: 'first'", "id: 'second'"])
  expect(source).toContain(`bytes: ${second.bytes},\n    sha256: '${second.sha256}'`)
})

test('a file that differs from its manifest is an error that names it', () => {
  writeModel('damaged', 'other weights')
  expect(() => catalogSource(models)).toThrow('models/damaged/weights.bin is not what its manifest says')
})

test('a manifest in the folder of another model is an error', () => {
  writeModel('one')
  mkdirSync(join(folder, 'two'))
  writeFileSync(join(folder, 'two', 'manifest.json'), readFileSync(join(folder, 'one', 'manifest.json')))
  expect(() => catalogSource(models)).toThrow('models/two/manifest.json is of model one')
})
