import { request as ask, createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll } from 'vitest'

/** The speed of a network. */
interface Network {
  readonly bytesPerSecond: number
  /** The time from a request to the first byte of its answer. */
  readonly roundTripMs: number
}

export interface CountedServer {
  readonly url: string
  /** Bytes of answers on the wire, with their headers, since the last `reset`. */
  readonly bytes: number
  readonly paths: readonly string[]
  /** Begins to count again. Files of models are kept back as long as `holdModels` is true. @default network: as fast as the machine */
  reset(options?: { readonly holdModels?: boolean; readonly network?: Network }): void
}

/** Passes requests on to a server, and counts what a visitor downloads: the page and its workers alike. */
export function countedServer(target: () => string): CountedServer {
  let server: Server
  let url = ''
  let bytes = 0
  let paths: string[] = []
  let holdsModels = false
  let network: Network | undefined
  let freeAt = 0

  /** The time at which the network has taken this many bytes more. */
  function delay(length: number): number {
    if (network === undefined) return 0
    const now = performance.now()
    freeAt = Math.max(now, freeAt) + (length / network.bytesPerSecond) * 1000
    return freeAt - now
  }

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const path = request.url ?? '/'
      paths.push(path)
      while (holdsModels && path.includes('/tacet/models/')) await pause(50)
      await pause(network?.roundTripMs ?? 0)
      // A visitor who has left downloads nothing more.
      if (request.socket.destroyed) return
      const { host: _, ...headers } = request.headers
      const passed = ask(new URL(path, target()), { method: request.method ?? 'GET', headers }, async (answer) => {
        bytes += answer.rawHeaders.join('    ').length
        response.writeHead(answer.statusCode ?? 500, answer.headers)
        for await (const chunk of answer as AsyncIterable<Buffer>) {
          bytes += chunk.length
          await pause(delay(chunk.length))
          response.write(chunk)
        }
        response.end()
      })
      passed.on('error', () => response.destroy())
      request.pipe(passed)
    })
    await new Promise<void>((started) => server.listen(0, '127.0.0.1', started))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  })
  afterAll(() => {
    holdsModels = false
    server.closeAllConnections()
    server.close()
  })

  return {
    get url() {
      return url
    },
    get bytes() {
      return bytes
    },
    get paths() {
      return paths
    },
    reset({ holdModels = false, network: chosen } = {}) {
      bytes = 0
      paths = []
      holdsModels = holdModels
      network = chosen
    },
  }
}

const pause = (ms: number) => new Promise<void>((done) => (ms > 1 ? setTimeout(done, ms) : done()))
