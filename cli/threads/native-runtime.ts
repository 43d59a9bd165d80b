import { createRequire } from 'node:module'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { packageRoot } from '../packages/package-root.js'

export type FoundRuntime =
  | { readonly path: string; readonly reason?: undefined }
  | { readonly path?: undefined; readonly reason: string }

/** Earlier versions look for globals of Node that the thread of a model does not have. */
const OLDEST = [1, 20] as const

/**
 * Finds `onnxruntime-node`, an add-on of several hundred megabytes that no page can run; this package never installs it. The search begins
 * in the folder where the program was started, so that `npx` uses the project's own copy, and continues in this package.
 */
export function findNativeRuntime(folder = process.cwd()): FoundRuntime {
  let reason: string | undefined
  for (const place of [folder, packageRoot()]) {
    const require = createRequire(join(place, 'package.json'))
    try {
      const path = require.resolve('onnxruntime-node')
      const { version } = require('onnxruntime-node/package.json') as { version: string }
      if (isOlder(version)) {
        reason ??= `onnxruntime-node ${version} is too old, ${OLDEST.join('.')} or later is needed`
        continue
      }
      // Only loading the module shows whether its binary fits this computer.
      require(path)
      return { path }
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      if (code !== 'MODULE_NOT_FOUND') reason ??= `onnxruntime-node does not load: ${message.split('\n', 1)[0]}`
    }
  }
  return { reason: reason ?? 'onnxruntime-node is not installed' }
}

function isOlder(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])
}

/** How many threads a model gets. One core stays free for the program. */
export function nativeThreads(): number {
  return Math.max(1, Math.min(4, availableParallelism() - 1))
}
