/** A separate tab that a test opens and calls. */

import { openReleases, type Releases } from '../../../src/release/index.js'

declare global {
  var openTab: (name: string, initial: object) => Promise<Releases>
}

globalThis.openTab = (name, initial) => openReleases(name, { initial })
