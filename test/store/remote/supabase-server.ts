import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface SupabaseServer {
  readonly url: string
  close(): Promise<void>
}

/** Makes two roles: a member may do everything, and anyone may read the store `shared`. */
export const rolesSql = (prefix = 'tacet') => `
  CREATE ROLE anon; CREATE ROLE member;
  GRANT SELECT, INSERT, UPDATE, DELETE ON ${prefix}_stores, ${prefix}_records TO anon, member;
  CREATE POLICY members ON ${prefix}_stores TO member USING (true);
  CREATE POLICY members ON ${prefix}_records TO member USING (true);
  CREATE POLICY readers ON ${prefix}_stores FOR SELECT TO anon USING (name = 'shared');
  CREATE POLICY readers ON ${prefix}_records FOR SELECT TO anon USING (store = 'shared');
`

/** Runs one statement in its own transaction, with the rights of a role, and gives its first row. */
type RunAs = <Row>(role: string, sql: string, parameters: readonly unknown[]) => Promise<Row>

/** As much of PostgREST over a database as its documentation says of `rpc`: named arguments, roles by key, and errors by their code. */
export async function startSupabase(runAs: RunAs, prefix = 'tacet'): Promise<SupabaseServer> {
  const web = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    response.setHeader('content-type', 'application/json')
    const refuse = (status: number, code: string) => {
      response.statusCode = status
      response.end(JSON.stringify({ code, message: 'refused', details: null, hint: null }))
    }
    const role = { 'key-anon': 'anon', 'key-member': 'member' }[String(request.headers['apikey'])]
    if (role === undefined) return refuse(401, 'PGRST301')
    if (request.url !== `/rest/v1/rpc/${prefix}_request` || request.method !== 'POST') return refuse(404, 'PGRST202')
    const given = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>
    if (Object.keys(given).join() !== 'request') return refuse(404, 'PGRST202')
    try {
      const sql = `SELECT ${prefix}_request($1::jsonb)::text AS answer`
      const { answer } = await runAs<{ answer: string }>(role, sql, [JSON.stringify(given['request'])])
      response.end(answer)
    } catch (error) {
      const code = String((error as { code?: unknown }).code)
      refuse(code === '42501' ? (role === 'anon' ? 401 : 403) : code.startsWith('22') ? 400 : 500, code)
    }
  })
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(web.address() as AddressInfo).port}/rest/v1`,
    async close() {
      web.closeAllConnections()
      await new Promise((resolve) => web.close(resolve))
    },
  }
}
