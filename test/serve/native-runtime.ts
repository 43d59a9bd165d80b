import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const VERSION = '1.30.0'

const folder = fileURLToPath(new URL(`../../.cache/native-${VERSION}`, import.meta.url))

/**
 * A project that has `onnxruntime-node`, as a user's may: the folder. This one never has it among its own dependencies,
 * for it would come to every user. It is 290 MB unpacked (binaries of all platforms) and installed in some ten seconds,
 * once a checkout; without the package registry the tests that need it fail.
 */
export function projectWithNativeRuntime(): string {
  if (existsSync(`${folder}/node_modules/onnxruntime-node`)) return folder
  // Renamed when it is whole: an install that was cut short must not pass for one.
  const unfinished = `${folder}-${process.pid}`
  mkdirSync(unfinished, { recursive: true })
  writeFileSync(`${unfinished}/package.json`, '{ "private": true }\n')
  const options = ['--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const { status, stderr } = spawnSync('npm', ['install', ...options, `onnxruntime-node@${VERSION}`], {
    cwd: unfinished,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  if (status !== 0) {
    rmSync(unfinished, { recursive: true, force: true })
    throw new Error(`onnxruntime-node ${VERSION} could not be installed from the package registry: ${stderr}`)
  }
  renameSync(unfinished, folder)
  return folder
}
