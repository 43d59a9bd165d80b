import { copyFileSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { packagedModels } from './models.js'

/** `tacet copy-assets FOLDER [--models a,b | all]`: for builds without the Vite plugin. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: { models: { type: 'string' } }, allowPositionals: true })
  const [folder] = positionals
  if (folder === undefined) {
    console.error('Usage: tacet copy-assets FOLDER [--models minilm,pii-tagger | all]')
    return 2
  }
  const files = packagedModels(
    values.models === undefined || values.models === 'all' ? 'all' : values.models.split(','),
  )
  for (const { path, source } of files) {
    const target = join(folder, path)
    mkdirSync(dirname(target), { recursive: true })
    copyFileSync(source, target)
  }
  console.log(`${files.length} files copied to ${folder}. Serve them at tacet/ beside the page, or name the place:`)
  console.log('  <meta name="tacet-assets" content="/path/to/folder/">')
  return 0
}
