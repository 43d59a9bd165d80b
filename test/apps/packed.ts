import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * The folder of the package as npm would install it: the files that npm packs, and beside them the packages that it
 * depends on. Made once a build. Packing and unpacking 40 MB of models for each app would cost more than the apps.
 */
export function packedTacet(): string {
  const stamp = join(root, '.cache/build-stamp')
  if (!existsSync(stamp)) throw new Error('Run `npm run build` first: the apps use the built package')
  const version = createHash('sha256')
    .update(readFileSync(stamp))
    .update(readFileSync(join(root, 'package.json')))
    .digest('hex')
  const packed = join(root, '.cache/packed')
  const folder = join(packed, version.slice(0, 16))
  if (existsSync(folder)) return folder
  for (const older of existsSync(packed) ? readdirSync(packed) : []) {
    if (!older.includes('-')) rmSync(join(packed, older), { recursive: true, force: true })
  }
  // Renamed when it is whole: two tests may make it at the same time.
  const unfinished = `${folder}-${process.pid}`
  for (const path of packedFiles()) {
    cpSync(join(root, path), join(unfinished, path))
  }
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  for (const name of Object.keys(dependencies)) {
    cpSync(join(root, 'node_modules', name), join(unfinished, 'node_modules', name), { recursive: true })
  }
  if (existsSync(folder)) rmSync(unfinished, { recursive: true, force: true })
  else renameSync(unfinished, folder)
  return folder
}

/** Puts the packed package where an install would have put it. */
export function installTacet(app: string): void {
  const folder = join(app, 'node_modules/tacet')
  rmSync(folder, { recursive: true, force: true })
  cpSync(packedTacet(), folder, { recursive: true })
}

function packedFiles(): string[] {
  const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel=error'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  const [packed] = JSON.parse(output) as { files: { path: string }[] }[]
  if (packed === undefined) throw new Error('npm packed nothing')
  return packed.files.map(({ path }) => path)
}
