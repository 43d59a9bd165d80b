/** The address of a server, to which the paths of its requests are appended. */
export interface Address {
  /** The whole address, which names the server. */
  readonly href: string
  /** The address of one request. A query that the address itself has goes along with each of them. */
  at(path: string): string
}

/** Reads the option `url`. Within a page the address may be relative. */
export function addressOf(url: string | URL): Address {
  const base = globalThis.document?.baseURI ?? globalThis.location?.href
  if (!URL.canParse(String(url), base)) {
    throw new TypeError(`\`url\` must be the address of a server, got ${JSON.stringify(String(url))}`)
  }
  const { origin, pathname, search, protocol, username, password } = new URL(url, base)
  if (!/^https?:$/.test(protocol)) throw new TypeError(`\`url\` must begin with http: or https:, got ${protocol}`)
  // Browsers make no request to such an address, and the message must not repeat the password.
  if (username !== '' || password !== '') {
    throw new TypeError('`url` must hold no user name and no password. Pass them in `headers`, as `authorization`.')
  }
  const root = origin + pathname.replace(/\/+$/, '')
  return {
    href: root + search,
    at: (path) => root + path + (path.includes('?') ? search.replace('?', '&') : search),
  }
}
