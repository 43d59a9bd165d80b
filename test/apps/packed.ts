import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * The folder of the package as npm would install it: the files that npm packs, and beside them the packages that it
 * depends on. Made once a build.
 */
export function packedTacet(): string {
  // This stamp changes with the code and with the documents, and the package holds both.
  const stamp = join(root, '.cache/documents-stamp')
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
  // Renamed when it is complete, because two tests may make it at the same time.
  const unfinished = `${folder}-${process.pid}`
  for (const path of packedPaths(root)) cpSync(join(root, path), join(unfinished, path))
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  for (const name of Object.keys(dependencies)) {
    cpSync(join(root, 'node_modules', name), join(unfinished, 'node_modules', name), { recursive: true })
  }
  try {
    renameSync(unfinished, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
    rmSync(unfinished, { recursive: true, force: true })
  }
  return folder
}

/** Puts the packed tacet and the packages of these models where an install would have put them. */
export function installTacet(app: string, models: readonly string[] = []): void {
  const folder = join(app, 'node_modules/tacet')
  rmSync(folder, { recursive: true, force: true })
  cpSync(packedTacet(), folder, { recursive: true })
  rmSync(join(app, 'node_modules/@tacet'), { recursive: true, force: true })
  for (const id of models) {
    const source = join(root, 'models', id)
    for (const path of packedPaths(source)) cpSync(join(source, path), join(app, 'node_modules/@tacet', id, path))
  }
}

export interface Packed {
  readonly name: string
  /** The size of the downloaded archive in bytes. */
  readonly size: number
  /** The size of the installed files in bytes. */
  readonly unpackedSize: number
  readonly files: readonly { readonly path: string }[]
}

/** The result of `npm pack` for the package in a folder, or for several with options that name workspaces. */
export function npmPack(folder: string, options: readonly string[] = []): readonly Packed[] {
  const parameters = ['pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel=error', ...options]
  const output = execFileSync('npm', parameters, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    shell: process.platform === 'win32',
  })
  return JSON.parse(output) as Packed[]
}

function packedPaths(folder: string): string[] {
  const [packed] = npmPack(folder)
  if (packed === undefined) throw new Error(`npm packed nothing of ${folder}`)
  return packed.files.map(({ path }) => path)
}
