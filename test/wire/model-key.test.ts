import { expect, test } from 'vitest'
import type { ModelSource } from '../../src/shared/model-manifest.js'
import { modelKey } from '../../src/wire/shared/model-key.js'

test('what is asked for in another way is another model, and the same question has the same name', () => {
  const folder = { type: 'folder', id: 'x', url: 'https://a.example/models/x/' } as const
  const sources: ModelSource[] = [
    { ...folder, type: 'catalog', bytes: 1, sha256: '' },
    { ...folder, type: 'catalog', bytes: 1, sha256: '', runtime: 'kernels' },
    folder,
    { ...folder, dtype: 'q4' },
    { ...folder, dtype: 'q4', pooling: 'cls' },
    { ...folder, runtime: 'kernels' },
    { ...folder, dtype: 'q4', runtime: 'onnxruntime' },
    { ...folder, prefixes: { query: 'a', document: 'b' } },
    { ...folder, prefixes: { query: 'b', document: 'a' } },
    { ...folder, url: 'https://b.example/models/x/' },
  ]
  const keys = sources.map(modelKey)
  expect(new Set(keys).size).toBe(sources.length)
  expect(modelKey({ ...folder, dtype: undefined })).toBe(modelKey(folder))
})
