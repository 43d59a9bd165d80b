import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createPostgresRoute, type PostgresRouteOptions } from '../../../src/store/postgres.js'

export interface RouteServer {
  readonly url: string
  /** The statements that were run, with their parameters. */
  readonly statements: { readonly sql: string; readonly parameters: readonly string[] }[]
  readonly handle: (request: Request) => Promise<Response>
  /** The same for a server of Node's. */
  readonly middleware: (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>
  close(): Promise<void>
}

/** The route over a database, on loopback. */
export async function serveRoute(options: PostgresRouteOptions): Promise<RouteServer> {
  const statements: RouteServer['statements'] = []
  const handle = createPostgresRoute({
    ...options,
    query(sql, parameters) {
      statements.push({ sql, parameters })
      return options.query(sql, parameters)
    },
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
    statements,
    handle,
    middleware,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
