import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

// Writes index.html: page.html with the import map of the installed packages in its head.
const head = execFileSync(process.execPath, ['node_modules/tacet/bin/tacet.mjs', 'import-map'], { encoding: 'utf8' })
const page = readFileSync('page.html', 'utf8')
writeFileSync(
  'index.html',
  page.replace('<!-- tacet import-map -->', () => head),
)
