import { isolationHeaders } from './isolation-headers.js'

/**
 * The headers that a server should send with a page that uses tacet. They isolate the page, so that it has threads and shared memory, and
 * set a policy under which the page can reach no other origin and runs no foreign code.
 */
export const pageHeaders: Readonly<Record<string, string>> = headersWith([])

/**
 * The headers of a page or a worker that may also fetch from these origins. A worker has the policy of its own file, so
 * a page can keep `pageHeaders` while one of its workers downloads models.
 */
export function headersWith(origins: readonly string[]): Readonly<Record<string, string>> {
  return {
    ...isolationHeaders,
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Content-Security-Policy': [
      "default-src 'none'",
      "script-src 'self' 'wasm-unsafe-eval'",
      "worker-src 'self'",
      ["connect-src 'self'", ...origins].join(' '),
      "style-src 'self'",
      "img-src 'self' data: blob:",
      "manifest-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
  }
}
