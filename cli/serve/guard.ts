import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** A response that ends a request before a model is asked. */
export class Refusal extends Error {
  readonly status: number
  readonly code: string | null
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: number,
    message: string,
    code: string | null = null,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message)
    this.status = status
    this.code = code
    this.headers = headers
  }
}

/** The callers that a server answers. */
export interface Callers {
  /** The name or address that the server listens to. */
  readonly host: string
  /** Further names that the server answers to; `*` for all. */
  readonly hosts: readonly string[]
  /** Origins whose pages may send requests; `*` for all. */
  readonly origins: readonly string[]
}

/**
 * Refuses requests of pages that are not allowed. A foreign page can point its own host name at this computer, and the browser then treats
 * the page and this server as the same origin. Only the host name in the request shows that the page is foreign.
 */
export function checkCaller({ host, origin }: IncomingMessage['headers'], callers: Callers): void {
  const name = /^[\w.:[\]-]+$/.test(host ?? '') ? hostnameOf(`http://${host}`) : undefined
  if (name === undefined || !isOwnName(name, callers)) {
    throw new Refusal(
      403,
      `The server does not answer to the name ${JSON.stringify(host ?? '')}; allow the name with --allow-host`,
    )
  }
  if (origin === undefined || callers.origins.includes('*') || callers.origins.includes(origin)) return
  if (origin.replace(/^https?:\/\//, '') === host) return
  throw new Refusal(
    403,
    `The server does not answer pages of ${JSON.stringify(origin)}; allow the origin with --allow-origin`,
  )
}

function isOwnName(name: string, { host, hosts }: Callers): boolean {
  if (isLoopback(name) || name === hostnameOf(`http://${bracketed(host)}`)) return true
  // An IP address cannot be pointed elsewhere. A server that listens to other computers answers to all of its
  // addresses.
  if (isAddress(name) && !isLoopback(hostnameOf(`http://${bracketed(host)}`) ?? '')) return true
  return hosts.includes('*') || hosts.some((own) => own.toLowerCase() === name)
}

export function isLoopback(name: string): boolean {
  return /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/.test(name)
}

/** An address as it is written in a URL: IPv6 in brackets. */
export function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}

const isAddress = (name: string) => /^(?:\d+(?:\.\d+){3}|\[.*\])$/.test(name)

/** The host name without the port, in its normalized spelling. */
function hostnameOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).hostname.toLowerCase() : undefined
}

/** Refuses an empty key. A secret that is not set gives an empty key, and an empty key would admit every request. */
export function checkedKey(key: string | undefined): string | undefined {
  if (key === undefined || key.trim() !== '') return key
  throw new TypeError(
    'The API key is empty. Set --api-key or TACET_API_KEY to a key, or leave both out to ask for none.',
  )
}

/** The headers that let a page of an allowed origin read the response. `*` in the list allows all origins. */
export function corsHeaders(origin: string | undefined, allowed: readonly string[]): Record<string, string> {
  if (origin === undefined || !(allowed.includes('*') || allowed.includes(origin))) return { vary: 'Origin' }
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'GET, POST, OPTIONS',
    'access-control-allow-headers': 'authorization, content-type, *',
    'access-control-max-age': '600',
    // A cross-origin isolated page can load nothing that lacks this header.
    'cross-origin-resource-policy': 'cross-origin',
    vary: 'Origin',
  }
}

export function checkKey(header: string | undefined, key: string | undefined): void {
  if (key === undefined) return
  const given = /^Bearer (.+)$/i.exec(header ?? '')?.[1] ?? ''
  // All digests have the same length, and the comparison takes the same time wherever they differ.
  const digest = (text: string) => createHash('sha256').update(text).digest()
  if (timingSafeEqual(digest(given), digest(key))) return
  throw new Refusal(401, 'The API key is missing or wrong', 'invalid_api_key', { 'www-authenticate': 'Bearer' })
}

/** The JSON object in a request's body. Throws for other content types, other JSON and bodies that are too long. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Readonly<Record<string, unknown>>> {
  // Any page may post plain text to any address without a preflight request.
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    throw new Refusal(415, 'The content type must be application/json')
  }
  const chunks: Buffer[] = []
  let bytes = 0
  // By default, leaving the loop early would break the connection before the response is sent.
  const body = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>
  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes <= maxBytes) chunks.push(chunk)
    else if (bytes > maxBytes * DRAINED) throw tooLong(maxBytes, { connection: 'close' })
  }
  if (bytes > maxBytes) throw tooLong(maxBytes)
  try {
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {
    // The parser's message would quote the request.
  }
  throw new Refusal(400, 'The body must be a JSON object')
}

/** A body up to this many times too long is read to its end, so that the client receives the error and the connection stays usable. */
const DRAINED = 4

function tooLong(maxBytes: number, headers: Readonly<Record<string, string>> = {}): Refusal {
  return new Refusal(413, `The request is longer than ${maxBytes} bytes`, null, headers)
}
