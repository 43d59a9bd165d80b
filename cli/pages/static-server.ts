import { createReadStream } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, resolve, sep } from 'node:path'
import { compressor, encodingFor } from './compressed.js'
import { isolationHeaders } from './isolation-headers.js'

export interface Route {
  /** The path below which the folder is served. It starts and ends with a slash. */
  readonly prefix: string
  /** An existing folder. No file outside it is served, not even through a link. */
  readonly folder: string
  /** Headers of the files of this folder, in place of the server's of the same names. @default none */
  readonly headers?: Readonly<Record<string, string>> | undefined
}

export interface ServeOptions {
  /** Routes in order. The first route whose prefix matches and that has the file answers. */
  readonly routes: readonly Route[]
  /** Pages that are not files: path to HTML. @default none */
  readonly pages?: Readonly<Record<string, string>> | undefined
  /** Headers of every response. @default cross-origin isolation */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Paths whose content never changes because their names contain a digest of the content. Browsers keep them. @default none */
  readonly immutable?: RegExp | undefined
  /** @default 0, any free one */
  readonly port?: number | undefined
  /** @default '127.0.0.1', this machine only */
  readonly host?: string | undefined
}

export interface StaticServer extends AsyncDisposable {
  readonly url: string
  readonly port: number
  close(): Promise<void>
}

const MIME: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.jsonl': 'application/x-ndjson; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

/**
 * Serves folders on the loopback address until closed.
 *
 * @example
 * const server = await serveFolder({ routes: [{ prefix: '/', folder: 'dist/demo' }] })
 * console.log(server.url)
 * await server.close()
 */
export async function serveFolder({
  routes,
  pages = {},
  headers = isolationHeaders,
  immutable,
  port = 0,
  host = '127.0.0.1',
}: ServeOptions): Promise<StaticServer> {
  const folders = await Promise.all(
    routes.map(async ({ prefix, folder, headers: own }) => {
      if (!prefix.startsWith('/') || !prefix.endsWith('/')) {
        throw new TypeError(`\`prefix\` must start and end with a slash, got ${JSON.stringify(prefix)}`)
      }
      return { prefix, folder: await realpath(folder), headers: own }
    }),
  )
  const compressed = compressor()
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    answer(request, response, { folders, pages, immutable, compressed }).catch(() => {
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  await new Promise<void>((started, failed) => {
    server.once('error', failed)
    server.listen(port, host, started)
  })
  const actual = (server.address() as AddressInfo).port
  const close = () =>
    new Promise<void>((closed) => {
      server.close(() => closed())
      // Idle keep-alive connections of a browser would otherwise keep the process running.
      server.closeAllConnections()
    })
  const shownHost = host.includes(':') ? `[${host}]` : host
  return { url: `http://${shownHost}:${actual}/`, port: actual, close, [Symbol.asyncDispose]: close }
}

interface Content {
  readonly folders: readonly Route[]
  readonly pages: Readonly<Record<string, string>>
  readonly immutable: RegExp | undefined
  readonly compressed: ReturnType<typeof compressor>
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { folders, pages, immutable, compressed }: Content,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' }).end()
    return
  }
  const path = decodedPath(request.url ?? '/')
  if (path === undefined) {
    response.writeHead(400).end()
    return
  }
  if (Object.hasOwn(pages, path)) {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
    response.end(request.method === 'HEAD' ? undefined : pages[path])
    return
  }
  const file = await findFile(path, folders)
  if (file === undefined) {
    response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Not found')
    return
  }
  for (const [name, value] of Object.entries(file.headers)) response.setHeader(name, value)
  const extension = extname(file.path)
  const common = {
    'Content-Type': MIME[extension] ?? 'application/octet-stream',
    'Accept-Ranges': 'bytes',
    'Cache-Control': immutable?.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    'Last-Modified': file.modified.toUTCString(),
    Vary: 'Accept-Encoding',
  }
  // The header has whole seconds only.
  if (Date.parse(request.headers['if-modified-since'] ?? '') >= Math.floor(file.modified.getTime() / 1000) * 1000) {
    response.writeHead(304, common).end()
    return
  }
  const range = parseRange(request.headers.range, file.bytes)
  if (range === 'unsatisfiable') {
    response.writeHead(416, { ...common, 'Content-Range': `bytes */${file.bytes}` }).end()
    return
  }
  const encoding =
    range === undefined ? encodingFor(request.headers['accept-encoding'], extension, file.bytes) : undefined
  if (encoding !== undefined && request.method === 'GET') {
    const content = await compressed(file.path, `${file.bytes} ${file.modified.getTime()}`, encoding)
    response.writeHead(200, { ...common, 'Content-Encoding': encoding, 'Content-Length': content.length }).end(content)
    return
  }
  const { start, end } = range ?? { start: 0, end: file.bytes - 1 }
  response.writeHead(range === undefined ? 200 : 206, {
    ...common,
    'Content-Length': end - start + 1,
    ...(range === undefined ? {} : { 'Content-Range': `bytes ${start}-${end}/${file.bytes}` }),
  })
  if (request.method === 'HEAD' || file.bytes === 0) {
    response.end()
    return
  }
  const stream = createReadStream(file.path, { start, end })
  stream.on('error', () => response.destroy())
  response.on('close', () => stream.destroy())
  stream.pipe(response)
}

function decodedPath(url: string): string | undefined {
  try {
    const path = decodeURIComponent(url.split(/[?#]/, 1)[0] ?? '/')
    // A NUL ends a path for the operating system, but not for the checks here.
    return path.includes('\0') ? undefined : path
  } catch {
    return undefined
  }
}

async function findFile(
  path: string,
  routes: readonly Route[],
): Promise<{ path: string; bytes: number; modified: Date; headers: Readonly<Record<string, string>> } | undefined> {
  for (const { prefix, folder, headers = {} } of routes) {
    if (!path.startsWith(prefix)) continue
    const rest = path.slice(prefix.length)
    const wanted = resolve(folder, ...rest.split(/[/\\]/).filter((part) => part !== ''))
    if (wanted !== folder && !wanted.startsWith(folder + sep)) continue
    const name = rest === '' || rest.endsWith('/') ? join(wanted, 'index.html') : wanted
    try {
      // A link inside the folder may lead outside it.
      const real = await realpath(name)
      if (!real.startsWith(folder + sep)) continue
      const facts = await stat(real)
      if (facts.isFile()) return { path: real, bytes: facts.size, modified: facts.mtime, headers }
    } catch {
      // The file is not in this folder. A later route may have it.
    }
  }
  return undefined
}

/** Reads one range of bytes. For several ranges or a malformed header, the whole file is sent, as HTTP allows. */
function parseRange(
  header: string | undefined,
  bytes: number,
): { start: number; end: number } | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (match === null || (match[1] === '' && match[2] === '')) return undefined
  const [, first = '', last = ''] = match
  const start = first === '' ? Math.max(0, bytes - Number(last)) : Number(first)
  const end = first === '' || last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1)
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined
  return start > end || start >= bytes ? 'unsatisfiable' : { start, end }
}
