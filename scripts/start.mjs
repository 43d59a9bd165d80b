import { spawn } from 'node:child_process'
import { serveDemo } from './serve-demo.mjs'

const url = await serveDemo(4173)
console.log(`\n  tacet is at ${url}\n  Stop it with Ctrl+C.\n`)
if (process.stdout.isTTY && !process.env.CI) openBrowser(url)

/** Where there is no program to open pages, the printed address must do. */
function openBrowser(url) {
  const commands = { darwin: ['open', [url]], win32: ['cmd', ['/c', 'start', '', url]] }
  const [command, parameters] = commands[process.platform] ?? ['xdg-open', [url]]
  spawn(command, parameters, { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref()
}
