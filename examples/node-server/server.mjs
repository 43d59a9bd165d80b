import { randomBytes } from 'node:crypto'
import { createPostgresRoute, postgresSchema } from 'tacet/store/postgres'
import proxy, { issueToken, serveWithNode } from '../proxy.mjs'
import { openDatabase } from './database.mjs'
import { fileOf } from './files.mjs'
import { visitorOf, welcome } from './visitor.mjs'

/**
 * One server for a page: its files, a token for a visitor, the proxy that holds the key of a model provider, and the
 * records of a store in Postgres.
 *
 *   PORT           8787
 *   UPSTREAM_URL   https://api.provider.example/v1
 *   UPSTREAM_KEY   the provider's key; it never leaves this process
 *   DATA_FOLDER    where Postgres keeps its files (./data)
 */
const { PORT = '8787', UPSTREAM_URL, UPSTREAM_KEY, DATA_FOLDER = './data' } = process.env

// Tokens of an earlier start are void, which costs a page one more request for a token.
const secret = randomBytes(32).toString('hex')
const database = await openDatabase(DATA_FOLDER)
await database.exec(postgresSchema())

const records = createPostgresRoute({
  query: (sql, parameters) => database.query(sql, parameters),
  // A visitor reads and writes the store that is named after the visitor, and no other.
  authorize(request, { store }) {
    const visitor = visitorOf(request)
    return visitor !== undefined && store === `notes-${visitor}`
  },
})

async function token(request) {
  if (visitorOf(request) === undefined) return new Response('Open the page first', { status: 401 })
  return Response.json({ token: await issueToken(secret) }, { headers: { 'cache-control': 'no-store' } })
}

/** The page cannot read its cookie, and needs the name of its store. */
function store(request) {
  const visitor = visitorOf(request)
  if (visitor === undefined) return new Response('Open the page first', { status: 401 })
  return Response.json({ name: `notes-${visitor}` }, { headers: { 'cache-control': 'no-store' } })
}

const app = {
  async fetch(request, env) {
    const { pathname } = new URL(request.url)
    if (pathname.startsWith('/v1/')) return proxy.fetch(request, env)
    if (pathname === '/api/vectors') return records(request)
    if (pathname === '/api/token') return token(request)
    if (pathname === '/api/store') return store(request)
    const file = await fileOf(pathname)
    if (file === undefined) return new Response('There is nothing here', { status: 404 })
    return pathname === '/' ? welcome(request, file) : file
  },
}

const env = { UPSTREAM_URL, UPSTREAM_KEY, TOKEN_SECRET: secret }
const server = await serveWithNode(app, env, Number(PORT))
const origin = `http://127.0.0.1:${server.address().port}`
env.ALLOWED_ORIGINS = origin
console.log(`Open ${origin}/`)
