import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

// Fills README.md with what is written elsewhere: the journeys that the tests run, the models of the catalog, and the
// figures of the golden sets.
//
//   node scripts/readme.mjs

const root = new URL('../', import.meta.url)
const read = (path) => readFileSync(new URL(path, root), 'utf8')

/** The README as it should be. */
export function readmeText() {
  let text = read('README.md')
  for (const file of readdirSync(new URL('test/browser/journeys/', root))) {
    text = fill(text, `journey:${file.replace('.ts', '')}`, `\`\`\`ts\n${read(`test/browser/journeys/${file}`)}\`\`\``)
  }
  return fill(fill(text, 'models', modelTable()), 'golden', goldenTable())
}

function modelTable() {
  const rows = readdirSync(new URL('models/', root), { withFileTypes: true })
    .filter(
      (entry) => entry.isDirectory() && readdirSync(new URL(`models/${entry.name}/`, root)).includes('manifest.json'),
    )
    .map(({ name }) => {
      const { tasks, license, files } = JSON.parse(read(`models/${name}/manifest.json`))
      const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
      return `| [\`${name}\`](models/${name}/card.md) | ${tasks.join(', ')} | ${(bytes / 1e6).toFixed(1)} MB | ${license} |`
    })
  return ['| model | task | size | licence |', '| --- | --- | --- | --- |', ...rows].join('\n')
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

function fill(text, name, content) {
  const marks = new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`)
  if (!marks.test(text)) throw new Error(`README.md has no marks for ${name}`)
  return text.replace(marks, (_, start, end) => `${start}\n${content}\n\n${end}`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(new URL('README.md', root), readmeText())
