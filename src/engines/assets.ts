/**
 * Where the models are served: what the caller says, else what `<meta name="tacet-assets" content="/path/">` says (the
 * Vite plugin writes it), else the folder `tacet/` beside the page.
 */
export function assetBase(baseUrl: string | URL | undefined): URL {
  const page = globalThis.document?.baseURI ?? globalThis.location?.href
  const announced = globalThis.document?.querySelector<HTMLMetaElement>('meta[name="tacet-assets"]')?.content
  const base = new URL(baseUrl ?? announced ?? 'tacet/', page)
  // Without the last slash, relative addresses would replace the folder's name.
  if (!base.pathname.endsWith('/')) base.pathname += '/'
  return base
}
