import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { catalog } from '../src/engines/catalog.js'
import type { ModelManifest } from '../src/shared/tasks.js'
import { packageRoot } from './package-root.js'

export interface PackagedFile {
  /** Where it is served, relative to the assets' folder: `models/<id>/<path>`. */
  readonly path: string
  /** Where it lies on disk. */
  readonly source: string
}

/** The files of the models that come with the package, as they must be served. */
export function packagedModels(wanted: readonly string[] | 'all'): readonly PackagedFile[] {
  const ids = wanted === 'all' ? catalog.map(({ id }) => id) : wanted
  return ids.flatMap((id) => {
    const folder = join(packageRoot(), 'models', id)
    if (!existsSync(join(folder, 'manifest.json'))) {
      const known = catalog.map((entry) => entry.id).join(', ')
      throw new TypeError(`\`models\` must name models of this package (${known}), got ${id}`)
    }
    const { files } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as ModelManifest
    return ['manifest.json', ...files.map(({ path }) => path)].map((path) => ({
      path: `models/${id}/${path}`,
      source: join(folder, path),
    }))
  })
}
