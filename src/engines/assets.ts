import { NlpError } from '../shared/errors.js'
import { builtAssets } from './built-assets.js'
import type { CatalogEntry } from './catalog.js'
import type { Threads } from './threads.js'

/** Gives the address of the folder with the files of a model of the catalog, with a slash at the end. */
export type ModelAddress = (model: Pick<CatalogEntry, 'id' | 'version'>) => string

/** The marks in a template, also in the form in which `URL` encodes them. */
const MARKS = /(?:\{|%7B)(model|version)(?:\}|%7D)/g

/**
 * Finds the address of the models: from the caller, else from `<meta name="tacet-assets" content="/path/">`, else from
 * the Vite plugin, else the folder `tacet/` beside the page; outside of pages, the installed package. It is the address of a folder that holds `models/`. With
 * `{model}` in it, it is the address of a model's package: `https://cdn.example/npm/@tacet/{model}@{version}/`.
 */
export function modelAddress(
  baseUrl: string | URL | undefined,
  threads?: Pick<Threads, 'installed' | 'base'> | undefined,
): ModelAddress {
  if (baseUrl === undefined && threads !== undefined) return threads.installed
  const page = globalThis.document?.baseURI ?? globalThis.location?.href ?? threads?.base
  const announced = globalThis.document?.querySelector<HTMLMetaElement>('meta[name="tacet-assets"]')?.content
  const given = String(baseUrl ?? announced ?? builtAssets ?? 'tacet/')
  if (!URL.canParse(given, page)) {
    throw new NlpError(
      'unsupported',
      `The folder of the models, ${given}, is a relative address, and there is no page that it is relative to. ` +
        'Open models in the page of a browser, or give `baseUrl` as a whole address.',
    )
  }
  const isTemplate = [...given.matchAll(MARKS)].some(([, mark]) => mark === 'model')
  return ({ id, version }) => {
    const values: Readonly<Record<string, string>> = { model: id, version }
    const base = new URL(isTemplate ? given.replaceAll(MARKS, (_, mark: string) => values[mark] ?? '') : given, page)
    // Without the last slash, a relative address would replace the name of the folder.
    if (!base.pathname.endsWith('/')) base.pathname += '/'
    return isTemplate ? base.href : new URL(`models/${id}/`, base).href
  }
}
