import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'

const LIBRARIES = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib', '/usr/libexec']

/** WebKitGTK's own small browser lies in a folder that carries the version of its interface. */
function miniBrowsers() {
  return LIBRARIES.filter((folder) => existsSync(folder)).flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /^webkit2?gtk-\d/.test(name))
      .map((name) => `${folder}/${name}/MiniBrowser`),
  )
}

const BROWSERS = {
  firefox: {
    candidates: () => [
      process.env.FIREFOX_PATH,
      '/usr/bin/firefox-esr',
      '/usr/bin/firefox',
      '/snap/bin/firefox',
      '/Applications/Firefox.app/Contents/MacOS/firefox',
      'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
    ],
    packages: ['firefox-esr'],
  },
  webkit: {
    candidates: () => [process.env.WEBKIT_PATH, ...miniBrowsers()],
    packages: ['webkit2gtk-driver', 'xvfb', 'xauth'],
  },
}

/** The names of the browsers beside Chromium that the tests know. */
export const otherBrowsers = Object.keys(BROWSERS)

/** The program of a browser; `undefined` where it is not installed. */
export function findOtherBrowser(name) {
  return BROWSERS[name].candidates().find((path) => path !== undefined && path !== '' && existsSync(path))
}

/** The program of a browser, installed from Debian's packages where it is missing and may be installed. */
export function ensureOtherBrowser(name) {
  const found = findOtherBrowser(name)
  if (found !== undefined) return found
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) return undefined
  console.log(`No ${name} found; installing ${BROWSERS[name].packages.join(', ')} for the tests.`)
  const run = (parameters) => spawnSync('apt-get', parameters, { stdio: ['ignore', 'ignore', 'inherit'] })
  run(['update', '-qq'])
  run(['install', '-y', '-qq', ...BROWSERS[name].packages])
  return findOtherBrowser(name)
}
