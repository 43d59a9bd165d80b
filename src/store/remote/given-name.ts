import { NlpError } from '../../shared/errors.js'
import { toHex } from '../../shared/hex.js'

/** Marks names and ids that differ from those of the app. */
const MARK = 'tacet.'

/** A name that a server accepts: as given where the server allows the name, and else its bytes in hex. Two names never become the same. */
export function givenName(
  name: string,
  { server, allowed, longest }: { readonly server: string; readonly allowed: RegExp; readonly longest: number },
): string {
  const isAllowed = allowed.test(name) && name.length <= longest && !name.startsWith(MARK)
  const given = isAllowed ? name : `${MARK}${toHex(new TextEncoder().encode(name))}`
  if (given.length <= longest) return given
  const most = Math.floor((longest - MARK.length) / 2)
  throw new NlpError('unsupported', `The name of the store is too long for ${server}, which takes ${most} bytes`)
}

/** An id that every server accepts: servers refuse the empty id. */
export function givenId(id: string): string {
  return id === '' || id.startsWith(MARK) ? `${MARK}${id}` : id
}

/** The id of the app. */
export function originalId(given: string): string {
  return given.startsWith(MARK) ? given.slice(MARK.length) : given
}
