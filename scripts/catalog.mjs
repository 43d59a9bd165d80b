import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { modelIds } from './model-packages.mjs'

// Writes src/engines/catalog.ts from the models' packages, after checking that every file is what its manifest says:
//
//   node scripts/catalog.mjs

const modelsFolder = new URL('../models/', import.meta.url)

/** The source text of the catalog. Throws where a file of a model differs from its manifest. */
export function catalogSource(folder = modelsFolder) {
  const entries = modelIds(folder).map((id) => catalogEntry(id, new URL(`${id}/`, folder)))
  const lines = entries.map(
    ({ id, version, tasks, bytes, sha256, base }) =>
      `  {\n    id: '${id}',\n    version: '${version}',\n    tasks: [${tasks.map((task) => `'${task}'`).join(', ')}],\n` +
      `    bytes: ${grouped(bytes)},\n    sha256: '${sha256}',\n${base === undefined ? '' : `    base: '${base}',\n`}  },\n`,
  )
  return `// Written by scripts/catalog.mjs: each digest pins a manifest, and the manifest every byte of its model.
import type { Task } from '../shared/tasks.js'

/** A model that this version of the package knows. */
export interface CatalogEntry {
  /** The model's package is \`@tacet/<id>\`. */
  readonly id: string
  /** The version of the package that holds this manifest. */
  readonly version: string
  /** What the model can do. */
  readonly tasks: readonly Task[]
  /** The manifest and all files that it lists. */
  readonly bytes: number
  /** Of the manifest. */
  readonly sha256: string
  /** The model whose output this one reads. */
  readonly base?: string
}

/** The models that this version of the package knows, by id. */
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
  // Heads over hashed words need no other model.
  const base = architecture?.base === 'hashed' ? undefined : architecture?.base
  return { id, version: packageVersion(id, folder, base), tasks, bytes, sha256: digest(text), base }
}

function packageVersion(id, folder, base) {
  const file = new URL('package.json', folder)
  if (!existsSync(file)) throw new Error(`models/${id} has no package.json: copy that of another model and change it`)
  const { name, version, dependencies = {} } = JSON.parse(readFileSync(file, 'utf8'))
  if (name !== `@tacet/${id}`) throw new Error(`models/${id}/package.json must be of @tacet/${id}, got ${name}`)
  if (base !== undefined) {
    const needed = JSON.parse(readFileSync(new URL(`../${base}/package.json`, folder), 'utf8')).version
    if (dependencies[`@tacet/${base}`] !== needed) {
      throw new Error(`models/${id}/package.json must depend on @tacet/${base} ${needed}: the model reads its output`)
    }
  }
  return version
}

const digest = (content) => createHash('sha256').update(content).digest('hex')

/** As the formatter leaves it: digits in threes. */
const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, '_')

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL('../src/engines/catalog.ts', import.meta.url), catalogSource())
}
