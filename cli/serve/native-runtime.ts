import { createRequire } from 'node:module'
import { join } from 'node:path'
import { packageRoot } from '../packages/package-root.js'

export type FoundRuntime =
  | { readonly path: string; readonly reason?: undefined }
  | { readonly path?: undefined; readonly reason: string }

/**
 * `onnxruntime-node`, which this package never brings along: an add-on of several hundred megabytes that no page can
 * run. It is looked for where the program was started, so that a project's own is used by `npx`, then beside the package.
 */
export function findNativeRuntime(folder = process.cwd()): FoundRuntime {
  let reason = 'onnxruntime-node is not installed'
  for (const place of [folder, packageRoot()]) {
    const require = createRequire(join(place, 'package.json'))
    try {
      const path = require.resolve('onnxruntime-node')
      // Only loading it tells whether its binary fits this machine.
      require(path)
      return { path }
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      if (code !== 'MODULE_NOT_FOUND') reason = `onnxruntime-node does not load: ${message.split('\n', 1)[0]}`
    }
  }
  return { reason }
}
