import { fileURLToPath } from 'node:url'
import './build.mjs'

// The build makes these modules, so they are imported after it.
const { serveFolder } = await import('../dist/cli/pages/static-server.js')
const { headersWith, pageHeaders } = await import('../dist/cli/pages/page-headers.js')

/** The hub of models answers with the address of a file on one of its other hosts. */
const HUB = ['https://huggingface.co', 'https://*.hf.co']

/** Serves the built demo, with the documentation in it, until Ctrl+C. Takes any free port where the usual port is in use. */
export async function serveDemo(usualPort) {
  const folder = fileURLToPath(new URL('../dist/demo/', import.meta.url))
  const port = Number(process.env.PORT ?? usualPort)
  const options = {
    routes: [
      // The worker that downloads the chat model that a visitor has chosen. All other files keep the strict policy.
      { prefix: '/hub-worker/', folder: `${folder}assets`, headers: headersWith(HUB) },
      { prefix: '/', folder },
    ],
    headers: pageHeaders,
    immutable: /^\/(assets|hub-worker)\//,
  }
  const server = await serveFolder({ ...options, port }).catch(() => serveFolder({ ...options, port: 0 }))
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.close().then(() => process.exit(0)))
  return server.url
}
