import { gzipSync } from 'node:zlib'
import { build, type Rolldown } from 'vite'
import { describe, expect, test } from 'vitest'
import { sharedConfig } from '../scripts/vite-shared.mjs'

type Output = Rolldown.RolldownOutput

const ENTRY = 'virtual:entry'

/** What an app pays for one import: the code that is loaded at once, and what is loaded when it is needed. */
async function bundle(code: string): Promise<{ first: number; text: string }> {
  const result = (await build({
    ...sharedConfig,
    configFile: false,
    logLevel: 'silent',
    // Workers are files of their own, loaded with the first call.
    plugins: [
      {
        name: 'entry',
        enforce: 'pre',
        resolveId: (id) => (id === ENTRY ? id : undefined),
        load: (id) => (id === ENTRY ? code : undefined),
        transform: (source, id) =>
          /\/src\//.test(id) ? source.replace(/new Worker\(\s*new URL\([^)]*\)/g, 'new Worker(String()') : undefined,
      },
    ],
    build: {
      write: false,
      minify: true,
      target: 'es2023',
      rolldownOptions: { input: ENTRY, preserveEntrySignatures: 'strict' },
    },
  })) as Output | Output[]
  const { output } = Array.isArray(result) ? result[0]! : result
  const chunks = output.filter((each): each is Rolldown.OutputChunk => each.type === 'chunk')
  const entry = chunks.find(({ isEntry }) => isEntry)
  const needed = new Set([entry?.fileName, ...(entry?.imports ?? [])])
  const code1 = chunks.filter(({ fileName }) => needed.has(fileName)).map((chunk) => chunk.code)
  return { first: gzipSync(code1.join('\n')).length, text: code1.join('\n') }
}

// A ceiling moves when somebody decides that it should, in the commit that needs it.
describe('an import costs at most', () => {
  test.each([
    ['export { createEmbedder, createClassifier, availability, defaultEngine } from "tacet"', 12_600],
    ['export { createRedactor, restore, RestoreStream } from "tacet/redact"', 26_000],
    ['export { openVectorStore } from "tacet/store"', 14_000],
  ])('%s: %i bytes gzipped', async (code, most) => {
    const { first } = await bundle(code)
    expect(first).toBeLessThanOrEqual(most)
  })
})

test('redaction alone brings no worker, no wire and no storage', async () => {
  const { text } = await bundle('export { createRedactor, restore } from "tacet/redact"')
  for (const name of ['new Worker', 'indexedDB', 'onnx']) expect(text).not.toContain(name)
})
