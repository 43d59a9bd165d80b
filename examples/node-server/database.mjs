import { PGlite } from '@electric-sql/pglite'
import { vector } from '@electric-sql/pglite-pgvector'

/**
 * Postgres with pgvector, in this process and in a folder. For a server of its own, return a pool of `pg` instead:
 * its `query(sql, parameters)` is all that the route needs.
 */
export function openDatabase(folder) {
  return PGlite.create(folder, { extensions: { vector } })
}
