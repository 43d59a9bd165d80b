import { copyFileSync, mkdirSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { type PackagedFile, packagedModels } from './models.js'
import { packageRoot } from './package-root.js'

const USAGE = `Usage: tacet copy-assets FOLDER [--models minilm,pii-tagger | all] [--workers]

Copies the models (all of them, unless some are named) into a folder that your app serves.
--workers copies the workers and the inference runtime too, for tools that do not find them: esbuild, or none at all.`

/** For builds without the Vite plugin. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    options: { models: { type: 'string' }, workers: { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  const [folder] = positionals
  if (folder === undefined) {
    console.error(USAGE)
    return 2
  }
  const models = packagedModels(
    values.models === undefined || values.models === 'all' ? 'all' : values.models.split(','),
  )
  const files = [...models, ...(values.workers ? packagedWorkers() : [])]
  for (const { path, source } of files) {
    const target = join(folder, path)
    mkdirSync(dirname(target), { recursive: true })
    copyFileSync(source, target)
  }
  console.log(`${files.length} files copied to ${folder}. Serve them at tacet/ beside the page, or name the place:`)
  console.log('  <meta name="tacet-assets" content="/path/to/folder/">')
  if (values.workers) console.log('  <meta name="tacet-workers" content="/path/to/folder/workers/">')
  return 0
}

/** Everything that a page may start or load from the folder of the workers. */
function packagedWorkers(): readonly PackagedFile[] {
  const folder = join(packageRoot(), 'dist/workers')
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      (entry) =>
        entry.isFile() && /\.(?:js|mjs|wasm|LICENSES\.txt)$/.test(entry.name) && !entry.name.startsWith('native.'),
    )
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((source) => ({ path: `workers${source.slice(folder.length).replaceAll('\\', '/')}`, source }))
}
