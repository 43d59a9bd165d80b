import { existsSync } from 'node:fs'
import { chromium } from 'playwright'

const CANDIDATES = [
  process.env.CHROMIUM_PATH,
  process.env.CHROME_BIN,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** The browser to test with: one that was asked for, the system's, or Playwright's own; `undefined` where there is none. */
export function findBrowser() {
  const system = CANDIDATES.find((path) => path !== undefined && path !== '' && existsSync(path))
  if (system !== undefined) return system
  const own = chromium.executablePath()
  return existsSync(own) ? own : undefined
}

/** The options with which a headless Chromium stays quiet, runs as root, and offers WebGPU without a graphics card. */
export const browserArguments = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--enable-unsafe-webgpu',
]
