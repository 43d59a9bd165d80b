import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type StaticServer, serveFolder } from '../../cli/pages/static-server.js'

let folder: string
let server: StaticServer

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacet-static-'))
  await mkdir(join(folder, 'site/sub folder'), { recursive: true })
  await writeFile(join(folder, 'secret.txt'), 'secret')
  await mkdir(join(folder, 'site-private'))
  await writeFile(join(folder, 'site-private/secret.txt'), 'secret')
  await writeFile(join(folder, 'site/index.html'), '<h1>home</h1>')
  await writeFile(join(folder, 'site/empty.json'), '')
  await writeFile(join(folder, 'site/numbers.bin'), '0123456789')
  await writeFile(join(folder, 'site/sub folder/ünï.wasm'), 'wasm')
  await symlink(join(folder, 'secret.txt'), join(folder, 'site/link.txt'))
  server = await serveFolder({
    routes: [{ prefix: '/app/', folder: join(folder, 'site') }],
    pages: { '/page': '<p>made</p>' },
  })
})

afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

/** fetch() resolves `..` before the request, but an attacker does not. */
const raw = (path: string, method = 'GET') =>
  new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    request({ port: server.port, host: '127.0.0.1', path, method }, (response) => {
      let body = ''
      response.on('data', (chunk) => {
        body += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode, body }))
    })
      .on('error', reject)
      .end()
  })

describe('serveFolder', () => {
  test('serves index.html for a folder, with isolation headers', async () => {
    const response = await fetch(`${server.url}app/`)
    expect(await response.text()).toBe('<h1>home</h1>')
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(response.headers.get('cross-origin-embedder-policy')).toBe('require-corp')
  })

  test('the headers of a route stand in place of those of the server, and only for its files', async () => {
    const routes = [
      { prefix: '/own/', folder: join(folder, 'site'), headers: { 'Cross-Origin-Opener-Policy': 'unsafe-none' } },
      { prefix: '/', folder: join(folder, 'site') },
    ]
    await using own = await serveFolder({ routes })
    const policy = async (path: string) => (await fetch(own.url + path)).headers.get('cross-origin-opener-policy')
    expect(await policy('own/numbers.bin')).toBe('unsafe-none')
    expect(await policy('numbers.bin')).toBe('same-origin')
    expect(await policy('own/missing')).toBe('same-origin')
  })

  test('a file that a build has compressed is sent as it is, unless its source is newer', async () => {
    const name = join(folder, 'site/built.js')
    await writeFile(name, `// ${'x'.repeat(2000)}`)
    const built = brotliCompressSync('// compressed by the build')
    await writeFile(`${name}.br`, built)
    const headers = { 'accept-encoding': 'br' }
    const answer = async () => (await fetch(`${server.url}app/built.js`, { headers })).text()
    expect(await answer()).toBe('// compressed by the build')
    const later = new Date(Date.now() + 60_000)
    await utimes(name, later, later)
    expect(await answer()).toMatch(/^\/\/ x+$/)
  })

  test('serves names with spaces and letters beyond ASCII, and WASM as WASM', async () => {
    const response = await fetch(`${server.url}app/sub%20folder/${encodeURIComponent('ünï.wasm')}?v=1`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/wasm')
  })

  test('serves pages made on the spot and empty files', async () => {
    expect(await (await fetch(`${server.url}page`)).text()).toBe('<p>made</p>')
    const empty = await fetch(`${server.url}app/empty.json`)
    expect([empty.status, await empty.text()]).toEqual([200, ''])
  })

  test.each([
    '/app/../secret.txt',
    '/app/..%2fsecret.txt',
    '/app/%2e%2e/secret.txt',
    '/app/..\\secret.txt',
    '/app/../site-private/secret.txt',
    '/app//etc/passwd',
    '/app/link.txt',
    '/app',
    '/',
    '/app/sub%20folder',
  ])('%s does not reach a file', async (path) => {
    const { status, body } = await raw(path)
    expect(status).toBe(404)
    expect(body).not.toContain('secret')
  })

  test.each([['/app/%'], ['/app/%00']])('%s is a bad request', async (path) => {
    expect((await raw(path)).status).toBe(400)
  })

  test('refuses to be written to', async () => {
    expect((await raw('/app/numbers.bin', 'PUT')).status).toBe(405)
  })

  test('HEAD has the length and no body', async () => {
    const response = await fetch(`${server.url}app/numbers.bin`, { method: 'HEAD' })
    expect([response.headers.get('content-length'), await response.text()]).toEqual(['10', ''])
  })

  test.each([
    ['bytes=2-4', 206, '234', 'bytes 2-4/10'],
    ['bytes=7-', 206, '789', 'bytes 7-9/10'],
    ['bytes=-3', 206, '789', 'bytes 7-9/10'],
    ['bytes=-99', 206, '0123456789', 'bytes 0-9/10'],
    ['bytes=5-99', 206, '56789', 'bytes 5-9/10'],
    ['bytes=10-', 416, '', 'bytes */10'],
    ['bytes=4-2', 200, '0123456789', null],
    ['bytes=-', 200, '0123456789', null],
    ['bytes=0-1,3-4', 200, '0123456789', null],
  ])('Range %s answers %i', async (range, status, body, contentRange) => {
    const response = await fetch(`${server.url}app/numbers.bin`, { headers: { Range: range } })
    expect([response.status, await response.text(), response.headers.get('content-range')]).toEqual([
      status,
      body,
      contentRange,
    ])
  })

  test('a missing folder and a prefix without slashes are refused at once', async () => {
    await expect(serveFolder({ routes: [{ prefix: '/', folder: join(folder, 'absent') }] })).rejects.toThrow('ENOENT')
    await expect(serveFolder({ routes: [{ prefix: 'app', folder }] })).rejects.toThrow('`prefix` must start and end')
  })
})
