import { gzipSync } from 'node:zlib'
import { build, type Rolldown } from 'vite'
import { describe, expect, test } from 'vitest'
import { sharedConfig } from '../scripts/vite-shared.mjs'

type Output = Rolldown.RolldownOutput

const ENTRY = 'virtual:entry'

/** The size of one import: the code that is loaded at once, and the code that is loaded when it is needed. */
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
      rolldownOptions: {
        input: ENTRY,
        preserveEntrySignatures: 'strict',
        // The app needs them for its own code.
        external: [/^@langchain\//],
      },
    },
  })) as Output | Output[]
  const { output } = Array.isArray(result) ? result[0]! : result
  const chunks = output.filter((each): each is Rolldown.OutputChunk => each.type === 'chunk')
  const entry = chunks.find(({ isEntry }) => isEntry)
  const needed = new Set([entry?.fileName, ...(entry?.imports ?? [])])
  const code1 = chunks.filter(({ fileName }) => needed.has(fileName)).map((chunk) => chunk.code)
  return { first: gzipSync(code1.join('\n')).length, text: code1.join('\n') }
}

// Raise a ceiling on purpose, in the commit that needs it.
describe('an import costs at most', () => {
  test.each([
    ['export { createEmbedder, createClassifier, availability, defaultEngine } from "tacet"', 16_800],
    ['export { createRedactor, restore, RestoreStream } from "tacet/redact"', 26_000],
    ['export { openVectorStore } from "tacet/store"', 14_000],
    ['export { openDocuments } from "tacet/documents"', 13_600],
    ['export { route, createBudget } from "tacet/engines"', 5100],
    ['export { builtinEngine } from "tacet/engines"', 3000],
    ['export { serverEngine } from "tacet/engines"', 24_800],
    ['export { readDataset, evaluate, scoreRun } from "tacet/evaluate"', 13_600],
    ['export { bleu, rouge, bootstrap } from "tacet/evaluate/metrics"', 1800],
    ['export { createGuard, defaultGuardPolicy } from "tacet/guard"', 27_300],
    ['export { observe, openCostLedger, toOpenTelemetry } from "tacet/observe"', 6000],
    ['export { openReleases, definePrompt } from "tacet/release"', 20_000],
    ['export { openFeedback } from "tacet/feedback"', 10_200],
    ['export { createChatTransport } from "tacet/ai-sdk"', 22_200],
    ['export { redactionTransport } from "tacet/ai-sdk"', 16_600],
    ['export { TacetEmbeddings, TacetVectorStore, TacetReranker } from "tacet/langchain"', 2650],
    ['export { ChatTacet } from "tacet/langchain"', 21_300],
    ['export { installPolyfill } from "tacet/polyfill"', 10_000],
    ['export { fakeEngine } from "tacet/testing"', 700],
  ])('%s: %i bytes gzipped', async (code, most) => {
    const { first } = await bundle(code)
    expect(first).toBeLessThanOrEqual(most)
  })
})

const WORKER = 'new Worker'
const DATABASE = /indexedDB|openDB/
const REDACTION = /SSN|IBAN/

test('the signs of a worker, a database and redaction are found where these are', async () => {
  const { text } = await bundle(
    'export { createEmbedder } from "tacet"; export { createBudget } from "tacet/engines"; export { createRedactor } from "tacet/redact"',
  )
  for (const sign of [WORKER, DATABASE, REDACTION]) expect(text).toMatch(sign)
})

describe('an import brings nothing of', () => {
  test.each([
    ['export * from "tacet/redact"', [WORKER, DATABASE, /onnx/]],
    ['export * from "tacet/evaluate"', [WORKER, DATABASE]],
    ['export * from "tacet/evaluate/metrics"', [WORKER, DATABASE]],
    ['export * from "tacet/testing"', [WORKER, DATABASE]],
    ['export * from "tacet/documents"', [REDACTION]],
    ['export * from "tacet/store"', [REDACTION]],
    ['export { createEmbedder } from "tacet"', [DATABASE, REDACTION]],
    ['export { TacetEmbeddings, TacetVectorStore } from "tacet/langchain"', [WORKER, DATABASE, REDACTION]],
    ['export { installPolyfill } from "tacet/polyfill"', [WORKER, DATABASE, REDACTION]],
    ['export { builtinEngine } from "tacet/engines"', [WORKER, DATABASE, REDACTION]],
    ['export { route } from "tacet/engines"', [WORKER, DATABASE, REDACTION]],
  ])('%s: %o', async (code, others) => {
    const { text } = await bundle(code)
    for (const other of others) expect(text).not.toMatch(other)
  })
})
