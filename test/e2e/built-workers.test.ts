import { existsSync, readdirSync, readFileSync } from 'node:fs'
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
  expect(notices).toMatch(/Apache License|Permission is hereby granted, free of charge/)
})

test.each(workers)('%s tells each bundler to leave imports of an address alone', (worker) => {
  const code = readFileSync(folder + worker, 'utf8')
  const imports = [...code.matchAll(/\bimport\((?!\s*["'`])[^)]*\)/g)].map(([found]) => found)
  for (const found of imports) {
    for (const mark of ['webpackIgnore: true', 'turbopackIgnore: true', '@vite-ignore']) expect(found).toContain(mark)
  }
})
