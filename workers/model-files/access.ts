import { NlpError } from '../../src/shared/errors.js'

/** A token for the files of one origin. It lives in memory alone. */
export interface Access {
  readonly origin: string
  readonly token: string
}

const OF_THIS_MACHINE: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/** The token for the origin of a model. Rejects an address that would carry the token in clear. */
export function accessTo(folder: URL, token: string | undefined): Access | undefined {
  if (token === undefined) return undefined
  const { origin, protocol, hostname } = folder
  if (protocol === 'https:' || OF_THIS_MACHINE.has(hostname)) return { origin, token }
  throw new NlpError(
    'policy-denied',
    `The \`accessToken\` would go to ${origin} in clear. Load the model from an https address.`,
  )
}
