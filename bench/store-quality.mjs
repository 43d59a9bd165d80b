import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { withPage } from './open-page.mjs'
import { markdownTable } from './statistics.mjs'

/** A folder with XQuAD's paragraphs and questions: `en.paragraphs.jsonl`, `en.questions.jsonl` and so on. */
const DATA = process.env.XQUAD
/** The embedder reads English only. */
const LANGUAGES = [
  { language: 'en', dense: true },
  { language: 'de', dense: false },
  { language: 'es', dense: false },
  { language: 'zh', dense: false },
]

/** A file of texts, one a line, that are embedded to see how many of the nearest are found. */
const TEXTS = process.env.TEXTS
const MODELS = (process.env.RECALL_MODELS ?? 'static,minilm').split(',')
const QUERIES = 200

/** Quality of search: the paragraph that answers a question, and the share of the nearest vectors that is found. */
export async function run() {
  const tables = []
  const data = {}
  if (DATA !== undefined && existsSync(DATA)) {
    const { table, data: ranks } = await ranking()
    tables.push(table)
    data.ranking = ranks
  }
  if (TEXTS !== undefined && existsSync(TEXTS)) {
    const { table, data: found } = await recall()
    tables.push(table)
    data.recall = found
  }
  if (tables.length === 0) {
    return { table: 'Set XQUAD to the folder of the data, or TEXTS to a file with a text in each line.', data }
  }
  return { table: tables.join('\n\n'), data }
}

async function recall() {
  const texts = readFileSync(TEXTS, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
  const rows = []
  await withPage('store-quality', async (open) => {
    for (const model of MODELS) {
      const { page, close } = await open({ isolation: true })
      page.setDefaultTimeout(0)
      rows.push({
        model,
        ...(await page.evaluate((task) => globalThis.bench.recall(task), { texts, queries: QUERIES, model })),
      })
      await close()
    }
  })
  const cell = ({ recall, p50 }) => `${recall.toFixed(4)}, ${p50.toFixed(2)}`
  const table = markdownTable([
    ['recall@10, ms', 'rows', 'full memory', 'low memory', 'filtered to 5 %', 'by clusters'],
    ...rows.map(({ model, rows: count, full, lowMemory, filtered, clusters }) => [
      model,
      count,
      cell(full),
      cell(lowMemory),
      cell(filtered),
      cell(clusters),
    ]),
  ])
  return { table, data: rows }
}

async function ranking() {
  const rows = []
  await withPage('store-quality', async (open) => {
    for (const { language, dense } of LANGUAGES) {
      const task = {
        language,
        dense,
        paragraphs: lines(language, 'paragraphs'),
        questions: lines(language, 'questions'),
      }
      const { page, close } = await open({ isolation: true })
      const ranks = await page.evaluate((given) => globalThis.bench.rank(given), task)
      await close()
      const peer = await peerRanks(task)
      const scores = { MiniSearch: peer && meanReciprocal(peer) }
      for (const [mode, list] of Object.entries(ranks)) scores[mode] = meanReciprocal(list)
      rows.push({ language, questions: task.questions.length, ...scores })
    }
  })
  const show = (value) => value?.toFixed(3) ?? '-'
  const table = markdownTable([
    ['XQuAD, MRR@10', 'questions', 'words', 'meaning', 'both', 'MiniSearch'],
    ...rows.map((row) => [
      row.language,
      row.questions,
      show(row.lexical),
      show(row.dense),
      show(row.hybrid),
      show(row.MiniSearch),
    ]),
  ])
  return { table, data: rows }
}

function lines(language, kind) {
  return readFileSync(join(DATA, `${language}.${kind}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

function meanReciprocal(ranks) {
  return ranks.reduce((sum, rank) => sum + (rank > 0 ? 1 / rank : 0), 0) / ranks.length
}

/** `undefined` where the library is not installed. */
async function peerRanks({ paragraphs, questions }) {
  const peer = createRequire(new URL('package.json', import.meta.url))
  const path = () => {
    try {
      return peer.resolve('minisearch')
    } catch {
      return undefined
    }
  }
  const file = path()
  if (file === undefined) return undefined
  const { default: MiniSearch } = await import(pathToFileURL(file).href)
  const index = new MiniSearch({ fields: ['text'] })
  index.addAll(paragraphs)
  return questions.map(({ para, question }) => {
    const hits = index.search(question).slice(0, 10)
    return hits.findIndex(({ id }) => id === para) + 1
  })
}
