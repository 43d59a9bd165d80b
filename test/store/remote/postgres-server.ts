import { PGlite } from '@electric-sql/pglite'
import { vector } from '@electric-sql/pglite-pgvector'
import { type PostgresRouteOptions, postgresSchema } from '../../../src/store/postgres.js'
import { type RouteServer, serveRoute } from './route-server.js'

export interface PostgresServer extends RouteServer {
  readonly database: PGlite
}

/** A real Postgres with pgvector behind the route, on loopback. */
export async function startPostgres(
  authorize: PostgresRouteOptions['authorize'] = () => true,
): Promise<PostgresServer> {
  const database = await PGlite.create({ extensions: { vector } })
  await database.exec(postgresSchema())
  await database.exec(postgresSchema())
  const query = (sql: string, parameters: string[]) => database.query(sql, parameters)
  const server = await serveRoute({ query, authorize, maxBytes: 2 ** 21 })
  return {
    ...server,
    database,
    async close() {
      await server.close()
      await database.close()
    },
  }
}
