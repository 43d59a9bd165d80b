import './build.mjs'

// The build makes these modules, so they are imported after it.
const { serveFolder } = await import('../dist/cli/pages/static-server.js')
const { pageHeaders } = await import('../dist/cli/pages/page-headers.js')

/** Serves the built demo, with the documentation in it, until Ctrl+C. Takes any free port where the usual port is in use. */
export async function serveDemo(usualPort) {
  const folder = new URL('../dist/demo/', import.meta.url).pathname
  const port = Number(process.env.PORT ?? usualPort)
  const options = { routes: [{ prefix: '/', folder }], headers: pageHeaders, immutable: /^\/assets\// }
  const server = await serveFolder({ ...options, port }).catch(() => serveFolder({ ...options, port: 0 }))
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.close().then(() => process.exit(0)))
  return server.url
}
