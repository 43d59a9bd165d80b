import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PGlite } from '@electric-sql/pglite'
import { vector } from '@electric-sql/pglite-pgvector'
import { createPostgresRoute, type PostgresRouteOptions, postgresSchema } from '../../../src/store/postgres.js'

export interface PostgresServer {
  readonly url: string
  readonly database: PGlite
  /** The statements that were run, with their parameters. */
  readonly statements: { readonly sql: string; readonly parameters: readonly string[] }[]
  readonly handle: (request: Request) => Promise<Response>
  /** The same for a server of Node's. */
  readonly middleware: (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>
  close(): Promise<void>
}

/** A real Postgres with pgvector behind the route, on loopback. */
export async function startPostgres(
  authorize: PostgresRouteOptions['authorize'] = () => true,
): Promise<PostgresServer> {
  const database = await PGlite.create({ extensions: { vector } })
  await database.exec(postgresSchema())
  await database.exec(postgresSchema())
  const statements: PostgresServer['statements'] = []
  const handle = createPostgresRoute({
    query(sql, parameters) {
      statements.push({ sql, parameters })
      return database.query(sql, parameters)
    },
    authorize,
    maxBytes: 2 ** 21,
  })
  const middleware = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const request = new Request(`http://loopback${incoming.url}`, {
      method: incoming.method ?? 'GET',
      headers: incoming.headers as Record<string, string>,
      ...(chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }),
    })
    const response = await handle(request).catch((error) => new Response(String(error), { status: 500 }))
    outgoing.writeHead(response.status, Object.fromEntries(response.headers))
    outgoing.end(await response.text())
  }
  const server = createServer(middleware)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/api/vectors`,
    database,
    statements,
    handle,
    middleware,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await database.close()
    },
  }
}
