import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

export default {
  ...(process.env.EXPORT === undefined ? {} : { output: 'export', trailingSlash: true }),
  turbopack: { root: dirname(fileURLToPath(import.meta.url)) },
}
