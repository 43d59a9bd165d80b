import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { installTacet } from '../apps/packed.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const BROWSER = [
  '',
  '/documents',
  '/engines',
  '/polyfill',
  '/redact',
  '/store',
  '/store/postgres',
  '/evaluate',
  '/evaluate/metrics',
  '/testing',
]
const WITH_PEERS = [...BROWSER, '/ai-sdk', '/langchain', '/vite', '/evaluate/node', '/promptfoo']

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tacet-types-'))
  installTacet(folder)
  cpSync(join(root, 'test/browser/journeys'), join(folder, 'journeys'), { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
}, 180_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }), 60_000)

/**
 * The output of the compiler for an app that imports these entries and also checks the declarations of its packages.
 */
function check(entries: readonly string[], options: object, code = ''): string {
  const imports = entries.map((entry, index) => `import * as entry${index} from 'tacet${entry}'`)
  const names = entries.map((_, index) => `entry${index}`)
  writeFileSync(join(folder, 'app.ts'), [...imports, code, `export const all = [${names.join(', ')}]`].join('\n'))
  const compilerOptions = {
    target: 'es2022',
    lib: ['ES2022', 'DOM'],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    noEmit: true,
    ...options,
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['app.ts', 'journeys'] }))
  try {
    return execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], {
      encoding: 'utf8',
    })
  } catch (error) {
    return (error as { stdout: string }).stdout
  }
}

const BUNDLER = { module: 'esnext', moduleResolution: 'bundler' }
const NODE = { module: 'nodenext', moduleResolution: 'nodenext' }

test.each([BUNDLER, NODE])(
  'an app that checks the declarations of its packages finds no error (%o)',
  (options) => {
    expect(check(BROWSER, options)).toBe('')
  },
  60_000,
)

test('with the optional peers and the types of Node, no declaration of an entry has an error', () => {
  for (const name of ['@ai-sdk/provider', '@langchain/core', 'zod', '@types/node', 'undici-types']) {
    cpSync(join(root, 'node_modules', name), join(folder, 'node_modules', name), { recursive: true })
  }
  const errors = check(WITH_PEERS, { ...NODE, types: ['node'] }).split('\n')
  // A peer may have its own errors.
  expect(errors.filter((line) => /node_modules\/tacet\/|app\.ts/.test(line))).toEqual([])
}, 180_000)

test('the labels of a classifier and the choices of a generator are those that were given', () => {
  const code = `
const classifier = await entry0.createClassifier({ labels: ['billing', 'praise'] })
const { label, scores } = await classifier.classify('text')
export const same: 'billing' | 'praise' = label
export const each: readonly ('billing' | 'praise')[] = scores.map((score) => score.label)
export const listed: readonly ('billing' | 'praise')[] = classifier.labels
// @ts-expect-error no such label was given
export const wrong = label === 'refund'
const own: string[] = ['a']
const any = await entry0.createClassifier({ labels: own })
export const open: string = (await any.classify(['text']))[0]?.label ?? ''
const trained = await entry0.createClassifier()
export const ofModel: string = (await trained.classify('text')).label
export const assigned: entry0.Classifier = classifier
const generator = await entry0.createGenerator()
const { choice } = await generator.choose('text', ['billing', 'praise'])
export const chosen: 'billing' | 'praise' = choice`
  expect(check([''], NODE, code)).toBe('')
}, 180_000)

test('a locale without a pack is an error of the compiler', () => {
  const code = `
entry0.createRedactor({ locales: ['us', 'de', 'gb'] })
entry0.createRedactor({ locales: 'all' })
// @ts-expect-error the country is called gb
entry0.createRedactor({ locales: ['uk'] })
// @ts-expect-error a list, or all
entry0.createRedactor({ locales: 'us' })`
  expect(check(['/redact'], NODE, code)).toBe('')
}, 180_000)
