import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const folder = fileURLToPath(new URL('../../dist/workers/', import.meta.url))
const workers = readdirSync(folder).filter((name) => name.endsWith('.worker.js'))

test.each(workers)('%s names no file that the package lacks', (worker) => {
  const code = readFileSync(folder + worker, 'utf8')
  const named = [...code.matchAll(/new URL\(\s*(['"`])([^'"`$]*)\1\s*,\s*import\.meta\.url/g)].map(([, , name]) => name)
  expect(named.filter((name) => !existsSync(folder + name))).toEqual([])
})

test.each(workers)('%s comes with the licences of what is bundled in it', (worker) => {
  const notices = readFileSync(folder + worker.replace('.js', '.LICENSES.txt'), 'utf8')
  const bundled = {
    'store.worker.js': ['comlink', 'idb'],
    'inference.worker.js': ['comlink', 'onnxruntime-web', '@huggingface/tokenizers'],
    'generator.worker.js': ['comlink', 'onnxruntime-web', '@huggingface/transformers', '@huggingface/jinja'],
    'native.worker.js': ['comlink', 'onnxruntime-web'],
  }[worker]
  for (const name of bundled ?? []) expect(notices).toMatch(new RegExp(`^${name} \\d+\\.`, 'm'))
  // Users run a release and no nightly build.
  expect(notices).not.toMatch(/^onnxruntime-\S+ \d+\.\d+\.\d+-/m)
  expect(notices).toMatch(/Apache License|Permission is hereby granted, free of charge/)
})

test.each(workers)('%s tells each bundler to leave imports of an address alone', (worker) => {
  const code = readFileSync(folder + worker, 'utf8')
  const imports = [...code.matchAll(/\bimport\((?!\s*["'`])[^)]*\)/g)].map(([found]) => found)
  const marks = ['webpackIgnore: true', 'turbopackIgnore: true', '@vite-ignore']
  expect(imports.filter((found) => !marks.every((mark) => found.includes(mark)))).toEqual([])
})

test.each([
  ['inference.worker.js', 'runtime-start.ts', 'ONNX Runtime could not be fetched'],
  ['generator.worker.js', 'constraint-engines.ts', 'has no constraint engine as its default export'],
])('an error in %s leads to the line of %s that threw it', (worker, source, sentence) => {
  const lines = readFileSync(folder + worker, 'utf8').split('\n')
  const line = lines.findIndex((each) => each.includes(sentence))
  const map = new SourceMap(JSON.parse(readFileSync(`${folder}${worker}.map`, 'utf8')))
  const entry = map.findEntry(line, lines[line]?.indexOf(sentence) ?? 0)
  if (!('originalLine' in entry)) throw new Error(`The map of ${worker} has no entry for ${sentence}`)
  expect(entry.originalSource).toContain(source)
  const at = map.payload.sources.indexOf(entry.originalSource)
  expect(map.payload.sourcesContent[at]?.split('\n')[entry.originalLine]).toContain(sentence)
})

test('the code of the page comes with maps that hold its sources', () => {
  const { sources, sourcesContent } = JSON.parse(readFileSync(`${folder}../src/classify.js.map`, 'utf8'))
  expect(sources).toEqual([expect.stringContaining('classify.ts')])
  expect(sourcesContent[0]).toContain('export async function createClassifier')
})
