/** An address that nobody has: whatever Transformers.js asks for goes through `env.fetch`, and comes from files that we have. */
export const HOST = 'https://model-files.invalid/'

/** Files that Transformers.js may ask for, by their paths. */
export interface OfferedFiles {
  /** Bytes of each file. */
  readonly sizes: ReadonlyMap<string, number>
  read(path: string): Promise<Uint8Array<ArrayBuffer>>
}

const offers = new Map<string, OfferedFiles>()
let counter = 0

/** Offers files under a name. The name is new each time, for Transformers.js remembers what it heard about a name. */
export function offerFiles(files: OfferedFiles): { readonly name: string; close(): void } {
  counter += 1
  const name = `model-${counter}`
  offers.set(name, files)
  return { name, close: () => void offers.delete(name) }
}

/** Answers requests of Transformers.js. */
export async function fetchOffered(input: string | URL, init?: RequestInit): Promise<Response> {
  const [name = '', ...segments] = new URL(input).href.slice(HOST.length).split('/')
  const path = decodeURIComponent(segments.join('/'))
  const files = offers.get(name)
  const bytes = files?.sizes.get(path)
  if (files === undefined) return new Response(null, { status: 404 })
  if (bytes === undefined) {
    // The tokenizer cannot be made without it, though all that counts may stand in tokenizer.json.
    return path === 'tokenizer_config.json' ? new Response('{}') : new Response(null, { status: 404 })
  }
  // Transformers.js asks for the first byte when it only wants to know whether the file is there, and how large.
  if (new Headers(init?.headers).has('range')) {
    return new Response(null, { status: 206, headers: { 'content-range': `bytes 0-0/${bytes}` } })
  }
  return new Response(await files.read(path), { headers: { 'content-length': String(bytes) } })
}
