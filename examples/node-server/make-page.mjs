import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

// Writes public/index.html: public/page.html with the import map of the installed packages in its head.
const head = execFileSync(process.execPath, ['node_modules/tacet/bin/tacet.mjs', 'import-map'], { encoding: 'utf8' })
const page = readFileSync('public/page.html', 'utf8')
writeFileSync(
  'public/index.html',
  page.replace('<!-- tacet import-map -->', () => head),
)
