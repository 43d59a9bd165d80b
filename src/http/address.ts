/** The address of a server. The paths of requests are appended to it. */
export interface Address {
  /** The whole address, which identifies the server. */
  readonly href: string
  /** The address of one request. Every request keeps the query of the address. */
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
  // Browsers make no request to an address with a password, and the message must not repeat the password.
  if (username !== '' || password !== '') {
    throw new TypeError('`url` must hold no user name and no password. Pass them in `headers`, as `authorization`.')
  }
  const root = origin + pathname.replace(/\/+$/, '')
  return {
    href: root + search,
    at: (path) => root + path + (path.includes('?') ? search.replace('?', '&') : search),
  }
}
