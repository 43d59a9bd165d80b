/** A tab of its own, which a test opens and asks. */

import { openReleases, type Releases } from '../../../src/release/index.js'

declare global {
  var openTab: (name: string, initial: object) => Promise<Releases>
}

globalThis.openTab = (name, initial) => openReleases(name, { initial })
