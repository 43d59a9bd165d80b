import { addressOf } from '../http/address.js'
import { callServer, type HttpServer } from '../http/call-server.js'
import { limitOf } from '../http/clock.js'
import { refusal } from '../http/failure.js'
import { readText } from '../http/read-text.js'

const NAME = 'the server of the releases'

/** Prompts are texts, so a release is small. */
const MOST_BYTES = 4_000_000

/** Fetches a file of a release as text. */
export async function fetchRelease(url: string | URL, signal: AbortSignal | undefined): Promise<string> {
  const limit = limitOf('timeoutMs', 30_000)
  const server: HttpServer = {
    name: NAME,
    address: addressOf(url),
    headers: undefined,
    fetch: undefined,
    limits: { headers: limit, attempt: limit, pauseMs: 30_000 },
    retry: { retries: 2 },
    cookies: true,
    refusal: ({ status, headers }) =>
      refusal(NAME, status, { headers, advice: { 404: 'there is no release at this address.' } }),
  }
  return callServer(
    server,
    async ({ send, signal: stop }) => {
      const response = await send({ method: 'GET', path: '' })
      return readText(response, { name: NAME, signal: stop, maxBytes: MOST_BYTES })
    },
    { signal },
  )
}

/** The signature lies beside its file: `newest.json.sig`. */
export function signatureAddress(url: string | URL): URL {
  const address = new URL(url, globalThis.document?.baseURI ?? globalThis.location?.href)
  address.pathname += '.sig'
  return address
}
