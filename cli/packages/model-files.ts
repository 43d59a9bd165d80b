import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ModelManifest } from '../../src/shared/model-manifest.js'
import type { InstalledModel } from './installed-models.js'

export interface PackagedFile {
  /** The path of the file below the folder of the assets: `models/<id>/<path>`. */
  readonly path: string
  /** The path of the file on disk. */
  readonly source: string
}

/** The files of models, with the paths that a page requests. */
export function modelFiles(models: readonly InstalledModel[]): readonly PackagedFile[] {
  return models.flatMap(({ id, folder }) => {
    const { files } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as ModelManifest
    return ['manifest.json', ...files.map(({ path }) => path)].map((path) => ({
      path: `models/${id}/${path}`,
      source: join(folder, path),
    }))
  })
}
