import { serveDemo } from './serve-demo.mjs'

// Builds the documentation with the demo and serves both: `npm run docs`.

const url = await serveDemo(4174)
console.log(`\n  The documentation is at ${url}docs/\n  Stop it with Ctrl+C.\n`)
