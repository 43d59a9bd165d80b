import { readFile, stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const COMPRESSIBLE = new Set([
  '.html',
  '.js',
  '.mjs',
  '.css',
  '.json',
  '.jsonl',
  '.txt',
  '.md',
  '.csv',
  '.svg',
  '.wasm',
])
/** A smaller file fits into one packet anyway. */
const LEAST_BYTES = 1000

const brotli = promisify(brotliCompress)
const deflate = promisify(gzip)

export type Encoding = 'br' | 'gzip'

/**
 * The encoding that the browser accepts and that makes the file much smaller; `undefined` if the file is sent
 * uncompressed.
 */
export function encodingFor(accepted: string | undefined, extension: string, bytes: number): Encoding | undefined {
  if (bytes < LEAST_BYTES || !COMPRESSIBLE.has(extension)) return undefined
  const names = (accepted ?? '').split(',').map((each) => each.split(';', 1)[0]?.trim())
  return (['br', 'gzip'] as const).find((each) => names.includes(each))
}

/** Compresses files and remembers the results. A changed file is compressed again. */
export function compressor(): (path: string, version: string, encoding: Encoding) => Promise<Buffer> {
  const kept = new Map<string, { readonly version: string; readonly content: Promise<Buffer> }>()
  return (path, version, encoding) => {
    const name = `${encoding} ${path}`
    const known = kept.get(name)
    if (known?.version === version) return known.content
    const content = compressedFile(path, encoding)
    kept.set(name, { version, content })
    content.catch(() => kept.delete(name))
    return content
  }
}

/** A file that a build has compressed is used as it is, unless its source is newer. */
async function compressedFile(path: string, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'br') {
    const [source, built] = await Promise.all([stat(path), stat(`${path}.br`).catch(() => undefined)])
    if (built !== undefined && built.mtimeMs >= source.mtimeMs) return readFile(`${path}.br`)
  }
  return compress(await readFile(path), encoding)
}

function compress(bytes: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'gzip') return deflate(bytes)
  // The best quality takes half a minute for the runtime. Quality 5 takes a second, and the result has a fifth more bytes.
  return brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
}
