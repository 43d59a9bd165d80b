import { NlpError } from '../shared/errors.js'
import { builtAssets } from './built-assets.js'

/**
 * The folder of the models: from the caller, else from `<meta name="tacet-assets" content="/path/">`, else from the
 * Vite plugin, else the folder `tacet/` beside the page.
 */
export function assetBase(baseUrl: string | URL | undefined): URL {
  const page = globalThis.document?.baseURI ?? globalThis.location?.href
  const announced = globalThis.document?.querySelector<HTMLMetaElement>('meta[name="tacet-assets"]')?.content
  const given = baseUrl ?? announced ?? builtAssets ?? 'tacet/'
  if (!URL.canParse(String(given), page)) {
    throw new NlpError(
      'unsupported',
      `The folder of the models, ${String(given)}, is a relative address, and there is no page that it is relative to. ` +
        'Open models in the page of a browser, or give `baseUrl` as a whole address.',
    )
  }
  const base = new URL(given, page)
  // Without the last slash, relative addresses would replace the folder's name.
  if (!base.pathname.endsWith('/')) base.pathname += '/'
  return base
}
