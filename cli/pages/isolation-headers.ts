/** These headers make a page cross-origin isolated, so that it has threads and shared memory. */
export const isolationHeaders: Readonly<Record<string, string>> = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  // This header lets isolated pages of other origins, such as a development server's page, use the files.
  'Cross-Origin-Resource-Policy': 'cross-origin',
}
