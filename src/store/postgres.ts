/** What a server needs to keep stores in Postgres. No page imports this. */
export { createPostgresRoute, type PostgresRouteOptions } from './remote/postgres-route.js'
export { postgresSchema } from './remote/postgres-schema.js'
