import { createRequire } from 'node:module'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { packageRoot } from '../packages/package-root.js'

export type FoundRuntime =
  | { readonly path: string; readonly reason?: undefined }
  | { readonly path?: undefined; readonly reason: string }

/**
 * Finds `onnxruntime-node`, an add-on of several hundred megabytes that no page can run; this package never installs it. The search begins
 * in the folder where the program was started, so that `npx` uses the project's own copy, and continues in this package.
 */
export function findNativeRuntime(folder = process.cwd()): FoundRuntime {
  let reason = 'onnxruntime-node is not installed'
  for (const place of [folder, packageRoot()]) {
    const require = createRequire(join(place, 'package.json'))
    try {
      const path = require.resolve('onnxruntime-node')
      // Only loading the module shows whether its binary fits this computer.
      require(path)
      return { path }
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      if (code !== 'MODULE_NOT_FOUND') reason = `onnxruntime-node does not load: ${message.split('\n', 1)[0]}`
    }
  }
  return { reason }
}

/** How many threads a model gets. One core stays free for the program. */
export function nativeThreads(): number {
  return Math.max(1, Math.min(4, availableParallelism() - 1))
}
