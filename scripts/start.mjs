import { spawn } from 'node:child_process'
import './build.mjs'

// Only after the build: what is imported here is made by it.
const { serveFolder } = await import('../dist/cli/pages/static-server.js')
const { pageHeaders } = await import('../dist/cli/pages/page-headers.js')

const folder = new URL('../dist/demo/', import.meta.url).pathname
const port = Number(process.env.PORT ?? 4173)
const options = { routes: [{ prefix: '/', folder }], headers: pageHeaders, immutable: /^\/assets\// }
const server = await serveFolder({ ...options, port }).catch(() => serveFolder({ ...options, port: 0 }))
console.log(`\n  tacet is at ${server.url}\n  Stop it with Ctrl+C.\n`)
if (process.stdout.isTTY && !process.env.CI) openBrowser(server.url)

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => server.close().then(() => process.exit(0)))
}

/** Where there is no program to open pages, the printed address must do. */
function openBrowser(url) {
  const commands = { darwin: ['open', [url]], win32: ['cmd', ['/c', 'start', '', url]] }
  const [command, parameters] = commands[process.platform] ?? ['xdg-open', [url]]
  spawn(command, parameters, { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref()
}
