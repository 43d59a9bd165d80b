import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

// Writes src/engines/catalog.ts from the models' manifests, after checking that every file is what its manifest says:
//
//   node scripts/catalog.mjs

const modelsFolder = new URL('../models/', import.meta.url)

/** The source text of the catalog. Throws where a file of a model differs from its manifest. */
export function catalogSource(folder = modelsFolder) {
  const entries = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && readdirSync(new URL(`${entry.name}/`, folder)).includes('manifest.json'))
    .map((entry) => catalogEntry(entry.name, new URL(`${entry.name}/`, folder)))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  const lines = entries.map(
    ({ id, tasks, bytes, sha256, base }) =>
      `  {\n    id: '${id}',\n    tasks: [${tasks.map((task) => `'${task}'`).join(', ')}],\n` +
      `    bytes: ${grouped(bytes)},\n    sha256: '${sha256}',\n${base === undefined ? '' : `    base: '${base}',\n`}  },\n`,
  )
  return `// Written by scripts/catalog.mjs: each digest pins a manifest, and the manifest every byte of its model.
import type { Task } from './tasks.js'

export interface CatalogEntry {
  /** Also the name of the model's folder. */
  readonly id: string
  readonly tasks: readonly Task[]
  /** The manifest and all files that it lists. */
  readonly bytes: number
  /** Of the manifest. */
  readonly sha256: string
  /** The model whose output this one reads. */
  readonly base?: string
}

export const catalog: readonly CatalogEntry[] = [
${lines.join('')}]
`
}

function catalogEntry(name, folder) {
  const text = readFileSync(new URL('manifest.json', folder))
  const { id, tasks, files, architecture } = JSON.parse(text)
  if (id !== name) throw new Error(`models/${name}/manifest.json is of model ${id}`)
  let bytes = text.length
  for (const file of files) {
    const content = readFileSync(new URL(file.path, folder))
    if (content.length !== file.bytes || digest(content) !== file.sha256) {
      throw new Error(`models/${name}/${file.path} is not what its manifest says: write the manifest anew`)
    }
    bytes += file.bytes
  }
  const base = architecture?.base
  // Heads over hashed words stand alone.
  return { id, tasks, bytes, sha256: digest(text), base: base === 'hashed' ? undefined : base }
}

const digest = (content) => createHash('sha256').update(content).digest('hex')

/** As the formatter leaves it: digits in threes. */
const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, '_')

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL('../src/engines/catalog.ts', import.meta.url), catalogSource())
}
