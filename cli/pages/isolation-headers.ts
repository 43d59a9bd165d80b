/** With these a page is cross-origin isolated: threads and shared memory become available. */
export const isolationHeaders: Readonly<Record<string, string>> = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  // Isolated pages of other origins, such as a development server's, may use files that are served with this header.
  'Cross-Origin-Resource-Policy': 'cross-origin',
}
