import { existsSync } from 'node:fs'
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { NlpError } from '../../src/shared/errors.js'
import { packageRoot } from '../packages/package-root.js'
import { pageHeaders } from '../pages/page-headers.js'
import { serveFolder } from '../pages/static-server.js'

/** Answers the requests outside the API. */
export interface Pages {
  answer(request: IncomingMessage, response: ServerResponse): void
  close(): Promise<void>
}

/** Serves the demo from the origin of the API, because the demo's policy allows requests to no other origin. */
export async function openDemoPages(): Promise<Pages> {
  const folder = join(packageRoot(), 'dist/demo')
  if (!existsSync(folder)) throw new NlpError('unsupported', 'The demo is not built: run `npm run build` first.')
  const { port, close } = await serveFolder({ routes: [{ prefix: '/', folder }], headers: pageHeaders })
  return {
    close,
    answer(request, response) {
      const { method, url: path, headers } = request
      const forwarded = httpRequest({ host: '127.0.0.1', port, method, path, headers }, (found) => {
        response.writeHead(found.statusCode ?? 502, found.headers)
        found.pipe(response)
      })
      forwarded.on('error', () => response.destroy())
      request.pipe(forwarded)
    },
  }
}
