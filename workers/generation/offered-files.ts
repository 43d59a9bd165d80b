/**
 * An address that does not exist. Every request of Transformers.js goes through `env.fetch`, which answers it from our
 * own files.
 */
export const HOST = 'https://model-files.invalid/'

/** The files that Transformers.js may ask for, by their paths. */
export interface OfferedFiles {
  /** The size of each file in bytes. */
  readonly sizes: ReadonlyMap<string, number>
  read(path: string): Promise<Uint8Array<ArrayBuffer>>
}

const offers = new Map<string, OfferedFiles>()
let counter = 0

/** Offers files under a name. The name is new each time, because Transformers.js remembers the answers to a name. */
export function offerFiles(files: OfferedFiles): { readonly name: string; close(): void } {
  counter += 1
  const name = `model-${counter}`
  offers.set(name, files)
  return { name, close: () => void offers.delete(name) }
}

/** Answers the requests of Transformers.js. */
export async function fetchOffered(input: string | URL, init?: RequestInit): Promise<Response> {
  const [name = '', ...segments] = new URL(input).href.slice(HOST.length).split('/')
  const path = decodeURIComponent(segments.join('/'))
  const files = offers.get(name)
  const bytes = files?.sizes.get(path)
  if (files === undefined) return new Response(null, { status: 404 })
  if (bytes === undefined) {
    // The tokenizer cannot be created without this file, even where tokenizer.json holds everything that matters.
    return path === 'tokenizer_config.json' ? new Response('{}') : new Response(null, { status: 404 })
  }
  // Transformers.js asks for the first byte when it only wants to know whether the file exists, and its size.
  if (new Headers(init?.headers).has('range')) {
    return new Response(null, { status: 206, headers: { 'content-range': `bytes 0-0/${bytes}` } })
  }
  return new Response(await files.read(path), { headers: { 'content-length': String(bytes) } })
}
