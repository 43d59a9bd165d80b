#!/usr/bin/env node
import { existsSync } from 'node:fs'

const main = new URL('../dist/cli/main.js', import.meta.url)
// In a clone nothing is built yet; an installed package comes built.
if (!existsSync(main)) await import('../scripts/build.mjs')
const { run } = await import(main.href)
process.exitCode = await run(process.argv.slice(2))
