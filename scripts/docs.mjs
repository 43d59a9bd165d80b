import './build.mjs'

// Builds the documentation with the demo and serves both: `npm run docs`.

// Only after the build: what is imported here is made by it.
const { serveFolder } = await import('../dist/cli/pages/static-server.js')
const { pageHeaders } = await import('../dist/cli/pages/page-headers.js')

const folder = new URL('../dist/demo/', import.meta.url).pathname
const port = Number(process.env.PORT ?? 4174)
const options = { routes: [{ prefix: '/', folder }], headers: pageHeaders }
const server = await serveFolder({ ...options, port }).catch(() => serveFolder({ ...options, port: 0 }))
console.log(`\n  The documentation is at ${server.url}docs/\n  Stop it with Ctrl+C.\n`)
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.close().then(() => process.exit(0)))
