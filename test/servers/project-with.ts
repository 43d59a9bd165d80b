import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const cache = fileURLToPath(new URL('../../.cache/', import.meta.url))

/**
 * The folder of a project that has a package that must not be a dependency of this one, because every user would get it, or because it
 * conflicts with another version. It is installed once per checkout, without scripts. Without the package registry the
 * tests that need it fail.
 */
export function projectWith(name: string, version: string): string {
  const folder = `${cache}${name}-${version}`
  if (existsSync(`${folder}/node_modules/${name}`)) return folder
  // Renamed when it is complete, so that an interrupted install is not used.
  const unfinished = `${folder}-${process.pid}`
  mkdirSync(unfinished, { recursive: true })
  writeFileSync(`${unfinished}/package.json`, '{ "private": true }\n')
  const options = ['--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const { status, stderr } = spawnSync('npm', ['install', ...options, `${name}@${version}`], {
    cwd: unfinished,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  if (status === 0 && !existsSync(folder)) renameSync(unfinished, folder)
  else rmSync(unfinished, { recursive: true, force: true })
  if (status !== 0) throw new Error(`${name} ${version} could not be installed from the package registry: ${stderr}`)
  return folder
}
