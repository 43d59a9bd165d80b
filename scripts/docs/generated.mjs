import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { modelIds } from '../model-packages.mjs'
import { markdownFiles } from './markdown.mjs'
import { fill, markNames } from './marks.mjs'
import { modelFigures } from './model-figures.mjs'

// Fills the documents with text from elsewhere: code that the tests run, the models of the catalog, the figures of the
// golden sets, and the figures that the README picks from the tables of the benches.
//
//   node scripts/docs/generated.mjs

const root = new URL('../../', import.meta.url)
const read = (path) => readFileSync(new URL(path, root), 'utf8')

/** Each document with such parts, in its current form. */
export function generatedDocuments() {
  return markdownFiles().flatMap((file) => {
    const text = read(file)
    const parts = markNames(text)
      .map((name) => ({ name, content: contentOf(name, file) }))
      .filter(({ content }) => content !== undefined)
    if (parts.length === 0) return []
    return [{ file, text: parts.reduce((filled, { name, content }) => fill(filled, name, content), text) }]
  })
}

function contentOf(name, file) {
  if (name === 'models') return modelTable(file)
  if (name === 'model-effort') return figuresTable('effort', ['for', 'size', 'speed'], file)
  if (name === 'model-quality') return figuresTable('quality', ['quality', 'worst slice', 'in its place'], file)
  if (name === 'golden') return goldenTable()
  if (name === 'telling-figures') return tellingFigures()
  const [, journey] = /^journey:(\w+)$/.exec(name) ?? []
  return journey === undefined ? undefined : `\`\`\`ts\n${read(`test/browser/journeys/${journey}.ts`)}\`\`\``
}

function modelTable(file) {
  const rows = modelIds().map((id) => {
    const { tasks, license } = manifestOf(id)
    return `| [\`@tacet/${id}\`](${cardOf(id, file)}) | ${tasks.join(', ')} | ${sizeOf(id)} | ${license} |`
  })
  return ['| package | task | size | licence |', '| --- | --- | --- | --- |', ...rows].join('\n')
}

function figuresTable(part, columns, file) {
  const models = modelFigures({ measured, sizeOf })
  const missing = modelIds().filter((id) => !models.some((model) => model.id === id))
  if (missing.length > 0) throw new Error(`scripts/docs/model-figures.mjs lacks ${missing.join(', ')}`)
  // A name in code would be cut anywhere in a narrow column.
  const rows = models.map((model) => [`[${model.id}](${cardOf(model.id, file)})`, ...model[part]])
  return [['model', ...columns], ['---', ...columns.map(() => '---')], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}

const cardOf = (id, file) => `${'../'.repeat(file.split('/').length - 1)}models/${id}/card.md`

const manifestOf = (id) => JSON.parse(read(`models/${id}/manifest.json`))

function sizeOf(id) {
  const bytes = manifestOf(id).files.reduce((sum, file) => sum + file.bytes, 0)
  return `${(bytes / 1e6).toFixed(1)} MB`
}

/** The most important figure of each task. */
const FIGURES = {
  classify: ['accuracy'],
  language: ['accuracy'],
  embed: ['spearman'],
  retrieve: ['ndcg@10'],
  redact: ['anyTypeF2', 'overlapF1', 'characterLeak', 'overRedaction'],
}

function goldenTable() {
  const share = (value) => value.toFixed(3).replace(/^0/, '')
  const rows = readdirSync(new URL('golden/baselines/', root)).flatMap((file) => {
    const { dataset, model, score } = JSON.parse(read(`golden/baselines/${file}`))
    return FIGURES[dataset.task].map((figure) => {
      const { value, low, high } = score.metrics.find(({ name }) => name === figure)
      const cells = [dataset.name.replace('golden-', ''), dataset.rows, `\`${model.id}\``, figure]
      return `| ${[...cells, share(value), `${share(low)} to ${share(high)}`].join(' | ')} |`
    })
  })
  return ['| set | rows | model | figure | value | 95 % |', '| --- | --- | --- | --- | --- | --- |', ...rows].join('\n')
}

/** Four rows out of the tables that the benches wrote, each beside its peers. */
function tellingFigures() {
  const embed = measured('bench:embed', '256 texts')
  const store = (name, column) => measured('bench:store', name)[column]
  const [, write] = measured('bench:gguf', '161 | tacet')
  const [, elsewhere] = measured('bench:gguf', '161 | transformers.js q8')
  const wllama = measured('bench:gguf', 'Q4_0 | 161 | 1')[3]?.split(' ', 1)[0]
  const hidden = (name) => measured('bench:redact', name)[0]
  return [
    '| | tacet | peers |',
    '| --- | --- | --- |',
    `| embed 256 texts, texts/s | **${embed[0]}** | transformers.js ${embed[1]}, with the same model |`,
    `| write with SmolLM2-135M behind 161 tokens, tokens/s on one thread | **${write}** | transformers.js ${elsewhere} in 8 bits, wllama ${wllama} in 4 |`,
    `| search 20,000 vectors, all compared, ms (median / p95) | **${store('query, ms', 0)}** | ${['hnswlib-wasm', '@orama/orama', '@electric-sql/pglite'].map((peer) => `${peer} ${store(peer, 1)}`).join(', ')} |`,
    `| values hidden by rules, on texts made for the comparison | **${hidden('tacet')}** | ${['redact-pii', 'openredaction', '@arcjet/redact'].map((peer) => `${peer} ${hidden(peer)}`).join(', ')} |`,
  ].join('\n')
}

/** The cells behind the first one of a row in a table of docs/figures.md. */
function measured(table, name) {
  const [, rows = ''] =
    new RegExp(`<!-- ${table} -->([\\s\\S]*?)<!-- /${table} -->`).exec(read('docs/figures.md')) ?? []
  const row = rows.split('\n').find((line) => line.startsWith(`| ${name}`))
  if (row === undefined) throw new Error(`docs/figures.md has no row ${name} in ${table}`)
  const [, ...cells] = row.split('|').slice(1, -1)
  return cells.map((cell) => cell.trim())
}

/** Writes all of them. */
export function writeGeneratedDocuments() {
  for (const { file, text } of generatedDocuments()) writeFileSync(new URL(file, root), text)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeGeneratedDocuments()
