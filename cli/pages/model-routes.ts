import { catalog } from '../../src/engines/catalog.js'
import { installedModels } from '../packages/installed-models.js'
import type { Route } from './static-server.js'

/**
 * The installed models as a page asks for them, below `/tacet/`. Throws with the line that installs it where a model of
 * the catalog is named and not installed.
 */
export function modelRoutes(named: readonly (string | undefined)[]): Route[] {
  const needed = catalog.map(({ id }) => id).filter((id) => named.includes(id))
  const app = process.cwd()
  const models = [...installedModels(needed, app), ...installedModels('all', app)]
  return models.map(({ id, folder }) => ({ prefix: `/tacet/models/${id}/`, folder }))
}
