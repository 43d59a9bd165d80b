import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import './build.mjs'
import { writeGeneratedDocuments } from './docs/generated.mjs'
import { writeBetweenMarks } from './docs/marks.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const parameters = process.argv.slice(2)
const write = parameters.includes('--write')
const wanted = parameters.filter((parameter) => !parameter.startsWith('--'))
const all = readdirSync(`${root}bench`)
  .filter(
    (name) => name.endsWith('.mjs') && /export async function run\b/.test(readFileSync(`${root}bench/${name}`, 'utf8')),
  )
  .map((name) => name.replace('.mjs', ''))

const unknown = wanted.find((name) => !all.includes(name))
if (unknown !== undefined) {
  console.error(`There is no bench ${unknown}; there are ${all.join(', ')}`)
  process.exit(2)
}

const { dependencies } = JSON.parse(readFileSync(`${root}bench/package.json`, 'utf8'))
if (!Object.keys(dependencies).every((name) => existsSync(`${root}bench/node_modules/${name}`))) {
  console.log('Installing what tacet is measured against…')
  const install = ['install', '--no-package-lock', '--ignore-scripts', '--no-fund', '--no-audit', '--loglevel=error']
  spawnSync('npm', install, { cwd: `${root}bench`, stdio: 'inherit', shell: process.platform === 'win32' })
}

mkdirSync(`${root}bench/results`, { recursive: true })
for (const name of wanted.length > 0 ? wanted : all) {
  console.log(`\n## ${name}\n`)
  const { run } = await import(`../bench/${name}.mjs`)
  const { table, data } = await run()
  console.log(table)
  const machine = { cores: cpus().length, model: cpus()[0]?.model, node: process.version }
  writeFileSync(`${root}bench/results/${name}.json`, `${JSON.stringify({ name, machine, data }, null, 1)}\n`)
  if (write) writeBetweenMarks(`bench:${name}`, table)
}
// The README shows rows of these tables.
if (write) writeGeneratedDocuments()
