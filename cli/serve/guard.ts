import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** An answer that ends a request before any model is asked. */
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

/** The headers that let a page of an allowed origin read the answer. `*` in the list allows all. */
export function corsHeaders(origin: string | undefined, allowed: readonly string[]): Record<string, string> {
  if (origin === undefined || !(allowed.includes('*') || allowed.includes(origin))) return { vary: 'Origin' }
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'GET, POST, OPTIONS',
    'access-control-allow-headers': 'authorization, content-type, *',
    'access-control-max-age': '600',
    // A page that is cross-origin isolated may load nothing without it.
    'cross-origin-resource-policy': 'cross-origin',
    vary: 'Origin',
  }
}

export function checkKey(header: string | undefined, key: string | undefined): void {
  if (key === undefined) return
  const given = /^Bearer (.+)$/i.exec(header ?? '')?.[1] ?? ''
  // Digests are of one length, and comparing them takes the same time wherever they differ.
  const digest = (text: string) => createHash('sha256').update(text).digest()
  if (timingSafeEqual(digest(given), digest(key))) return
  throw new Refusal(401, 'The API key is missing or wrong', 'invalid_api_key', { 'www-authenticate': 'Bearer' })
}

/** The JSON of a request's body, if it is JSON, and not too long. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Readonly<Record<string, unknown>>> {
  // Any page may post plain text to any address without being asked for permission first.
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    throw new Refusal(415, 'The content type must be application/json')
  }
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > maxBytes) throw new Refusal(413, `The request is longer than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  try {
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {
    // The parser's message would quote the request.
  }
  throw new Refusal(400, 'The body must be a JSON object')
}
