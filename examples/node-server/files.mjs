import { readFile, realpath } from 'node:fs/promises'
import { extname, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
}

const here = fileURLToPath(new URL('.', import.meta.url))

/** A page may read its own folder, and the packages that its import map names. It reads neither the database nor this code. */
const FOLDERS = ['public', 'node_modules']

/** A file for a page, or undefined. */
export async function fileOf(pathname) {
  const inPublic = pathname.startsWith('/node_modules/') ? '' : '/public'
  const wanted = pathname.endsWith('/') ? `${pathname}index.html` : pathname
  try {
    const path = await realpath(`${here}${inPublic}${decodeURIComponent(wanted)}`)
    const folders = await Promise.all(FOLDERS.map((name) => realpath(`${here}${name}`)))
    // The real path has no `..` and no link that leads out.
    if (!folders.some((folder) => path.startsWith(folder + sep))) return undefined
    const content = await readFile(path)
    return new Response(content, {
      headers: { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream', 'cache-control': 'no-cache' },
    })
  } catch {
    return undefined
  }
}
