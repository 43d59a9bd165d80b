/** A file of a repository on the hub: `owner/name/file.gguf` or `owner/name@revision/file.gguf`. */
const HUB_FILE = /^(\w[\w.-]*\/[\w.-]+)(?:@([\w.-]+))?\/(.+)$/

/** The folder and the name of a GGUF file, from its address or its place on the hub; undefined for any other name. */
export function ggufAddress(
  name: string,
  hub: string,
  base?: string | undefined,
): { readonly url: string; readonly file: string } | undefined {
  if (!/\.gguf$/i.test(name)) return undefined
  const [, id, revision = 'main', path] = HUB_FILE.exec(name) ?? []
  const page = globalThis.document?.baseURI ?? globalThis.location?.href ?? base
  const address = id === undefined ? new URL(name, page) : new URL(`${id}/resolve/${revision}/${path}`, `${hub}/`)
  const [file = ''] = address.pathname.split('/').slice(-1)
  return { url: new URL('.', address).href, file: decodeURIComponent(file) }
}
