import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of this package: the same from the sources and from the built files, which lie at another depth. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'models'))) {
    const parent = dirname(folder)
    if (parent === folder) throw new Error('The folder models/ of the package is missing: install it again')
    folder = parent
  }
  return folder
}
