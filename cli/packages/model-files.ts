import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ModelManifest } from '../../src/shared/tasks.js'
import type { InstalledModel } from './installed-models.js'

export interface PackagedFile {
  /** Where it is served, relative to the assets' folder: `models/<id>/<path>`. */
  readonly path: string
  /** Where it lies on disk. */
  readonly source: string
}

/** The files of models as a page asks for them. */
export function modelFiles(models: readonly InstalledModel[]): readonly PackagedFile[] {
  return models.flatMap(({ id, folder }) => {
    const { files } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as ModelManifest
    return ['manifest.json', ...files.map(({ path }) => path)].map((path) => ({
      path: `models/${id}/${path}`,
      source: join(folder, path),
    }))
  })
}
