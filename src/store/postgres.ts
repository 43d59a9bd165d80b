/** The code that a server needs to keep stores in Postgres. No page imports this file. */
export { createPostgresRoute, type PostgresRouteOptions } from './remote/postgres-route.js'
export { postgresSchema } from './remote/postgres-schema.js'
export { supabaseSchema } from './remote/supabase-schema.js'
