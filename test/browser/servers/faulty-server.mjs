import { createServer } from 'node:http'

/**
 * A file server on loopback that misbehaves on request. Tests put files under their own name and queue faults
 * for them; each request uses up one fault, and everything is logged.
 *
 *   PUT  /control/SITE/PATH            the body becomes the file; ?type= and ?etag= set its headers, ?token= asks for a login
 *   POST /control/SITE/PATH            the body, a JSON array of faults, is queued
 *   GET  /control/SITE                 the log: [{ path, range, status, authorization?, elsewhere? }]
 *   GET  /SITE/PATH                    the file, with ranges
 *
 * Faults: { type: 'drop' | 'stall' | 'cut', after } (connection broken, silent, or properly ended after so many
 * bytes), { type: 'flip', at } (one wrong byte), { type: 'claim', bytes } (a wrong length), { type: 'status', status, location? }, { type: 'html' } (a page, called one),
 * { type: 'page' } (a page, called binary), { type: 'no-range' }, { type: 'no-cors' } (pages may not read it), { type: 'none' }; `times` repeats one (default 1).
 */
export async function startFaultyServer() {
  const sites = new Map()
  const server = createServer((request, response) => {
    handle(sites, request, response).catch((error) => {
      response.destroy()
      console.error(error)
    })
  })
  // A connection that the server closes while the browser begins to use it makes the browser send its request twice,
  // and a fault that is queued twice hits a second request.
  server.keepAliveTimeout = 60_000
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}

/** As a `globalSetup`: `inject('faultyServer')` is its address. */
export default async function setup(project) {
  const { url, close } = await startFaultyServer()
  project.provide('faultyServer', url)
  return close
}

const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, PUT, POST',
  'Access-Control-Allow-Headers': 'Authorization',
  'Access-Control-Expose-Headers': 'ETag, Content-Range',
  'Cross-Origin-Resource-Policy': 'cross-origin',
}

async function handle(sites, request, response) {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost')
  for (const [name, value] of Object.entries(CORS)) response.setHeader(name, value)
  // On a connection that is used again the browser may send a request twice, and a fault would be queued twice.
  response.setHeader('Connection', 'close')
  if (request.method === 'OPTIONS') return response.writeHead(204).end()
  const [, first, ...rest] = pathname.split('/').map(decodeURIComponent)
  if (first !== 'control') return serve(siteOf(sites, first), rest.join('/'), request, response)

  const site = siteOf(sites, rest.shift())
  const path = rest.join('/')
  if (request.method === 'GET') return response.end(JSON.stringify(site.log))
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  if (request.method === 'PUT') {
    site.files.set(path, {
      body,
      type: searchParams.get('type'),
      etag: searchParams.get('etag'),
      token: searchParams.get('token'),
    })
  } else {
    const faults = JSON.parse(body.toString()).flatMap(({ times = 1, ...fault }) => Array(times).fill(fault))
    site.faults.set(path, faults)
  }
  response.end()
}

function siteOf(sites, name) {
  if (!sites.has(name)) sites.set(name, { files: new Map(), faults: new Map(), log: [] })
  return sites.get(name)
}

function serve(site, path, request, response) {
  const fault = site.faults.get(path)?.shift() ?? { type: 'none' }
  const file = site.files.get(path)
  const range = request.headers.range ?? null
  const answer = (status, headers = {}) => {
    const { host, authorization } = request.headers
    // Another name of the machine is another origin for a browser.
    const elsewhere = host.startsWith('localhost') || undefined
    site.log.push({ path, range, status, authorization, elsewhere })
    return response.writeHead(status, headers)
  }
  if (fault.type === 'no-cors') response.removeHeader('Access-Control-Allow-Origin')
  if (fault.type === 'status') {
    return answer(fault.status, fault.location ? { Location: fault.location } : {}).end('sorry')
  }
  if (fault.type === 'html' || fault.type === 'page') {
    const type = fault.type === 'html' ? 'text/html; charset=utf-8' : 'application/octet-stream'
    return answer(200, { 'Content-Type': type }).end('\n<!doctype html><title>the app</title>')
  }
  if (file === undefined) return answer(404).end('no such file')
  if (file.token !== null && request.headers.authorization !== `Bearer ${file.token}`) return answer(401).end('no')

  let body = file.body
  if (fault.type === 'flip') {
    body = Buffer.from(body)
    body[fault.at] ^= 1
  }
  const start = fault.type === 'no-range' ? 0 : Number(/^bytes=(\d+)-$/.exec(range)?.[1] ?? 0)
  const headers = {
    'Content-Type': file.type ?? 'application/octet-stream',
    ...(file.etag === null ? {} : { ETag: file.etag }),
  }
  if (start > 0 && start >= body.length) {
    return answer(416, { 'Content-Range': `bytes */${body.length}` }).end()
  }
  const rest = body.subarray(start)
  // 'cut' announces the length that it really sends, so the client cannot see that the file is too short.
  const sent = 'after' in fault ? rest.subarray(0, fault.after) : rest
  headers['Content-Length'] = fault.type === 'cut' ? sent.length : fault.type === 'claim' ? fault.bytes : rest.length
  if (start > 0) headers['Content-Range'] = `bytes ${start}-${body.length - 1}/${body.length}`
  answer(start > 0 ? 206 : 200, headers)
  if (fault.type === 'drop') return response.write(sent, () => setTimeout(() => response.destroy(), 50))
  if (fault.type === 'stall' || fault.type === 'claim') return response.write(sent)
  response.end(sent)
}
