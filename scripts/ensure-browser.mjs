import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { findBrowser } from './find-browser.mjs'

const run = (command, parameters) => spawnSync(command, parameters, { stdio: 'inherit' }).status === 0

/** The path of a browser, installed first where none is found; `undefined` when that fails too. */
export function ensureBrowser() {
  const found = findBrowser()
  if (found !== undefined) return found
  console.log('No Chromium found; installing one for the tests.')
  run('npx', ['playwright', 'install', 'chromium'])
  const downloaded = findBrowser()
  if (downloaded !== undefined) return downloaded
  // Where Playwright's download host is out of reach, Debian's package is the same browser.
  if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    run('apt-get', ['update', '-qq'])
    run('apt-get', ['install', '-y', '-qq', 'chromium'])
  }
  return findBrowser()
}
