import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { modelIds } from '../model-packages.mjs'
import { markdownFiles } from './markdown.mjs'
import { fill, markNames } from './marks.mjs'

// Fills the documents with what is written elsewhere: code that the tests run, the models of the catalog, and the figures
// of the golden sets. Benches write their tables themselves.
//
//   node scripts/docs/generated.mjs

const root = new URL('../../', import.meta.url)
const read = (path) => readFileSync(new URL(path, root), 'utf8')

/** Each document that has such parts, as it should be. */
export function generatedDocuments() {
  return markdownFiles().flatMap((file) => {
    const text = read(file)
    const names = markNames(text).filter((name) => contentOf(name, file) !== undefined)
    if (names.length === 0) return []
    return [{ file, text: names.reduce((filled, name) => fill(filled, name, contentOf(name, file)), text) }]
  })
}

function contentOf(name, file) {
  if (name === 'models') return modelTable('../'.repeat(file.split('/').length - 1))
  if (name === 'golden') return goldenTable()
  const [, journey] = /^journey:(\w+)$/.exec(name) ?? []
  return journey === undefined ? undefined : `\`\`\`ts\n${read(`test/browser/journeys/${journey}.ts`)}\`\`\``
}

function modelTable(toRoot) {
  const rows = modelIds().map((id) => {
    const { tasks, license, files } = JSON.parse(read(`models/${id}/manifest.json`))
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
    const link = `[\`@tacet/${id}\`](${toRoot}models/${id}/card.md)`
    return `| ${link} | ${tasks.join(', ')} | ${(bytes / 1e6).toFixed(1)} MB | ${license} |`
  })
  return ['| package | task | size | licence |', '| --- | --- | --- | --- |', ...rows].join('\n')
}

/** What a reader asks of each task first. */
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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { file, text } of generatedDocuments()) writeFileSync(new URL(file, root), text)
}
