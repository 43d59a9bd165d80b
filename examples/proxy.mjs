/**
 * Keeps the key of a model provider out of the page: the page calls this, and this calls the provider. One file for
 * Node (`node proxy.mjs`), Cloudflare Workers, Deno and Bun, which all know `fetch(request, env)`.
 *
 *   UPSTREAM_URL      https://api.provider.example/v1
 *   UPSTREAM_KEY      the provider's key; it never leaves this process
 *   TOKEN_SECRET      signs the short-lived tokens that pages need
 *   ALLOWED_ORIGINS   https://app.example, with commas between several
 *   MAX_TOKENS        most tokens of one answer (1024)
 *
 * In the page: serverEngine({ url: '/v1', headers: async () => ({ authorization: `Bearer ${await tokenFromMyApp()}` }) })
 */

const ROUTES = new Set(['/v1/chat/completions', '/v1/completions', '/v1/embeddings'])

/**
 * The fields that go on to the provider. The proxy drops all others: a page must not choose tiers or storage that you pay for.
 * Of the tools only functions go on, which the page runs itself. Tools that run at the provider (search, code) are billed.
 */
const FIELDS = new Set(
  'model messages prompt input encoding_format max_tokens temperature top_p top_k seed stop stream stream_options response_format tools tool_choice'.split(
    ' ',
  ),
)

const MAX_BODY_BYTES = 200_000

const handler = {
  async fetch(request, env) {
    const origin = request.headers.get('origin') ?? ''
    const allowed = (env.ALLOWED_ORIGINS ?? '').split(/\s*,\s*/).includes(origin)
    const cors = allowed
      ? {
          'access-control-allow-origin': origin,
          'access-control-allow-headers': 'authorization, content-type',
          'cross-origin-resource-policy': 'cross-origin',
          vary: 'Origin',
        }
      : { vary: 'Origin' }
    const refuse = (status, message) => Response.json({ error: { message } }, { status, headers: cors })

    if (!allowed) return refuse(403, 'This origin is not allowed')
    if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: cors })
    const { pathname } = new URL(request.url)
    if (request.method !== 'POST' || !ROUTES.has(pathname)) return refuse(404, 'There is nothing here')
    const token = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? ''
    if (!(await checkToken(token, env.TOKEN_SECRET))) return refuse(401, 'The token is missing, wrong or too old')
    const text = await readText(request, MAX_BODY_BYTES)
    if (text === undefined) return refuse(413, 'The request is too long')
    let body
    try {
      body = cleanBody(JSON.parse(text), Number(env.MAX_TOKENS ?? 1024))
    } catch {
      return refuse(400, 'The body must be a JSON object')
    }
    const answer = await ask(`${env.UPSTREAM_URL}${pathname.slice('/v1'.length)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${env.UPSTREAM_KEY}` },
      body: JSON.stringify(body),
      // A page that goes away must not be paid for any longer.
      signal: request.signal,
    })
    if (answer === undefined) return refuse(502, 'The provider cannot be reached')
    const headers = new Headers(cors)
    for (const name of ['content-type', 'retry-after', 'retry-after-ms']) {
      const value = answer.headers.get(name)
      if (value !== null) headers.set(name, value)
    }
    return new Response(answer.body, { status: answer.status, headers })
  },
}
export default handler

/** The body, or undefined once it is too long: what comes then is not even read. */
async function readText(request, maxBytes) {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return undefined
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > maxBytes) return undefined
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

/** The provider's answer. A redirect is not followed: it would carry the key to wherever it leads. */
async function ask(url, init) {
  try {
    return await fetch(url, { ...init, redirect: 'error' })
  } catch {
    return undefined
  }
}

function cleanBody(body, maxTokens) {
  const kept = Object.fromEntries(Object.entries(body).filter(([name]) => FIELDS.has(name)))
  if ('tools' in kept) kept.tools = kept.tools.filter(({ type }) => type === 'function')
  const wanted = kept.max_tokens ?? body.max_completion_tokens ?? maxTokens
  return 'input' in kept ? kept : { ...kept, max_tokens: Math.min(Number(wanted) || maxTokens, maxTokens) }
}

/** For your own server, once it knows who the user is: a token that lasts for some minutes. */
export async function issueToken(secret, lifetimeMs = 10 * 60_000, now = Date.now()) {
  const until = String(now + lifetimeMs)
  return `${until}.${await sign(until, secret)}`
}

async function checkToken(token, secret, now = Date.now()) {
  const [until = '', signature = ''] = token.split('.')
  if (!secret || !(Number(until) > now)) return false
  const expected = await sign(until, secret)
  // Compared to the end whatever differs, so that the time taken says nothing.
  let difference = expected.length ^ signature.length
  for (let index = 0; index < expected.length; index += 1) {
    difference |= expected.charCodeAt(index) ^ signature.charCodeAt(index)
  }
  return difference === 0
}

async function sign(text, secret) {
  const encoder = new TextEncoder()
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, ['sign'])
  const bytes = new Uint8Array(await crypto.subtle.sign(algorithm.name, key, encoder.encode(text)))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Node has no server of this shape; this makes one. */
export async function serveWithNode(app, env, port = 8787) {
  const { createServer } = await import('node:http')
  const { Readable } = await import('node:stream')
  const server = createServer(async (incoming, outgoing) => {
    const gone = new AbortController()
    outgoing.on('close', () => gone.abort())
    try {
      const request = new Request(`http://${incoming.headers.host}${incoming.url}`, {
        method: incoming.method,
        headers: incoming.headers,
        body: ['GET', 'HEAD', 'OPTIONS'].includes(incoming.method) ? undefined : Readable.toWeb(incoming),
        duplex: 'half',
        signal: gone.signal,
      })
      const response = await app.fetch(request, env)
      outgoing.writeHead(response.status, Object.fromEntries(response.headers))
      if (response.body === null) outgoing.end()
      else
        Readable.fromWeb(response.body)
          .on('error', () => outgoing.destroy())
          .pipe(outgoing)
    } catch {
      if (!outgoing.headersSent) outgoing.writeHead(502)
      outgoing.end()
    }
  })
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve))
  return server
}

if (globalThis.process?.argv?.[1] !== undefined && import.meta.url === `file://${process.argv[1]}`) {
  const server = await serveWithNode(handler, process.env)
  console.log(`The proxy listens at http://127.0.0.1:${server.address().port}/v1`)
}
