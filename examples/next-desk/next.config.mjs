/** Threads need these headers: docs/deployment.md of tacet says what they forbid. */
const isolation = [
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Embedder-Policy', value: 'require-corp' },
]

export default {
  headers: async () => [{ source: '/:path*', headers: isolation }],
}
