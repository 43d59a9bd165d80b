import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { modelIds } from '../../scripts/model-packages.mjs'
import { npmPack, type Packed } from '../apps/packed.js'

/** In bytes: the download from a registry, and the installed files. */
interface Limit {
  readonly packed: number
  readonly unpacked: number
  readonly reason: string
}

// Raise a limit on purpose, in the commit that needs it.
const LIMITS: Readonly<Record<string, Limit>> = {
  '.': { packed: 13.9e6, unpacked: 53e6, reason: 'both builds of the inference runtime are 31 MB, source maps 9 MB' },
  'models/compose': { packed: 4.8e6, unpacked: 6.0e6, reason: '4.6 million weights in int8' },
  'models/e5-small': { packed: 32e6, unpacked: 36.2e6, reason: '20 MB are word vectors, in 4 bits' },
  'models/emotion': { packed: 0.2e6, unpacked: 0.2e6, reason: 'a head; its encoder is minilm' },
  'models/language': { packed: 2.4e6, unpacked: 2.7e6, reason: '124 languages in a table, and their frequent words' },
  'models/minilm': { packed: 14.5e6, unpacked: 17.5e6, reason: '22 million weights, word vectors in 4 bits' },
  'models/pii-tagger': { packed: 3.6e6, unpacked: 3.8e6, reason: 'two tables of hashed words for nine languages' },
  'models/prompt-attack': { packed: 0.15e6, unpacked: 0.3e6, reason: 'a table of hashed words, the mean of two' },
  'models/prompt-attack-encoder': { packed: 5.4e6, unpacked: 6.0e6, reason: 'four layers in four bits a weight' },
  'models/reranker': { packed: 17.5e6, unpacked: 19.6e6, reason: '33 million weights in 4 bits' },
  'models/reranker-small': { packed: 9.4e6, unpacked: 10.2e6, reason: '6 MB are word vectors, in 4 bits' },
  'models/sentiment': { packed: 5.1e6, unpacked: 5.7e6, reason: 'an encoder of its own, in 4 bits' },
  'models/spam': { packed: 0.1e6, unpacked: 0.3e6, reason: 'a table of hashed words, mostly zeros' },
  'models/static': { packed: 7.1e6, unpacked: 7.7e6, reason: '28,205 word pieces of 256 numbers' },
  'models/static-multilingual': { packed: 11e6, unpacked: 11.6e6, reason: '56,000 word pieces of 192 numbers' },
  'models/topic': { packed: 0.5e6, unpacked: 0.6e6, reason: '16 subjects for each hashed word' },
  'models/toxicity': { packed: 5.1e6, unpacked: 5.7e6, reason: 'four layers in four bits a weight' },
}

/** Trained from nothing: their cards name the data, and they contain no weights of others. */
const FROM_NOTHING: ReadonlySet<string> = new Set([
  'compose',
  'emotion',
  'language',
  'pii-tagger',
  'prompt-attack',
  'spam',
  'topic',
])

const folders = ['.', ...modelIds().map((id) => `models/${id}`)]
let packages: ReadonlyMap<string, Packed>

beforeAll(() => {
  if (!existsSync('dist/workers')) throw new Error('Run `npm run build` first: the built package is measured')
  const packed = npmPack('.', ['--workspaces', '--include-workspace-root'])
  packages = new Map(packed.map((each) => [each.name.replace('@tacet', 'models').replace(/^tacet$/, '.'), each]))
}, 180_000)

test.each(folders)('the package in %s is no larger than its limit', (folder) => {
  const { packed, unpacked, reason } = LIMITS[folder] ?? {}
  const { size, unpackedSize } = packages.get(folder)!
  const told = `${folder} has ${size} bytes packed, ${unpackedSize} unpacked. Its limit stands in this file (${reason})`
  expect(size, told).toBeLessThanOrEqual(packed ?? 0)
  expect(unpackedSize, told).toBeLessThanOrEqual(unpacked ?? 0)
})

test('tacet brings no file of a model', () => {
  const ofModels = new Set(modelIds().flatMap((id) => modelFiles(id).map(({ sha256 }) => sha256)))
  const shipped = packages
    .get('.')!
    .files.map(({ path }) => path)
    // The manifest of an example is that of a browser extension.
    .filter((path) => (path.endsWith('/manifest.json') && !path.startsWith('examples/')) || ofModels.has(digest(path)))
  expect(shipped, 'take these out of `files` in package.json').toEqual([])
})

describe.each(modelIds())('the package of %s', (id) => {
  test('holds the files of its manifest, and what says what they are', () => {
    const folder = `models/${id}`
    const notice = existsSync(join(folder, 'NOTICE.md')) ? ['NOTICE.md'] : []
    const facts = ['LICENSE', 'README.md', 'card.md', 'manifest.json', 'package.json', ...notice]
    const wanted = [...facts, ...modelFiles(id).map(({ path }) => path)]
    expect(
      packages
        .get(folder)!
        .files.map(({ path }) => path)
        .sort(),
    ).toEqual(wanted.sort())
  })

  test('says whose weights it holds unless they were trained here from nothing', () => {
    expect(existsSync(`models/${id}/NOTICE.md`), `models/${id}/NOTICE.md`).toBe(!FROM_NOTHING.has(id))
  })
})

interface ListedFile {
  readonly path: string
  readonly sha256: string
}

function modelFiles(id: string): readonly ListedFile[] {
  return (JSON.parse(readFileSync(`models/${id}/manifest.json`, 'utf8')) as { files: ListedFile[] }).files
}

const digest = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')
