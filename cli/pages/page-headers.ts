import { isolationHeaders } from './isolation-headers.js'

/**
 * What a server should send with a page that uses tacet: isolation, so that threads and shared memory are available,
 * and a policy under which no other origin can be reached and no foreign code runs.
 */
export const pageHeaders: Readonly<Record<string, string>> = {
  ...isolationHeaders,
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self'",
    "connect-src 'self'",
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
