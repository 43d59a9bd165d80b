import { catalog } from '../../src/engines/catalog.js'
import { installedModels } from '../packages/installed-models.js'
import type { Route } from './static-server.js'

/**
 * The routes of the installed models, below `/tacet/`. Throws where a named model of the catalog is not installed; the message has the
 * command that installs it.
 */
export function modelRoutes(named: readonly (string | undefined)[]): Route[] {
  const needed = catalog.map(({ id }) => id).filter((id) => named.includes(id))
  const app = process.cwd()
  // `'all'` leaves out a model that is not installed. The call with names throws for it.
  installedModels(needed, app)
  return installedModels('all', app).map(({ id, folder }) => ({ prefix: `/tacet/models/${id}/`, folder }))
}
