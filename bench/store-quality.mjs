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

/** Quality of search: the paragraph that answers a question, by words, by meaning, by both, and by MiniSearch. */
export async function run() {
  if (DATA === undefined || !existsSync(DATA)) return { table: 'Set XQUAD to the folder of the data.', data: {} }
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
