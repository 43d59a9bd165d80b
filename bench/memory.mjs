import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { MEASURE_AT_ONCE, withPage } from './open-page.mjs'
import { markdownTable } from './statistics.mjs'

const folder = fileURLToPath(new URL('../.models', import.meta.url))

/**
 * The memory that a model adds to a running worker, after one answer, compared with the size of its files. Each model
 * gets a fresh page. SmolLM2 is measured only where `models/train/gguf_models/smollm2.py` has made its files.
 */
export async function run() {
  return withPage(
    'memory',
    async (open) => {
      const data = {}
      const { page, close } = await open({ isolation: true })
      const names = await page.evaluate(() => globalThis.bench.names)
      await close()
      for (const name of names) {
        if (name.startsWith('SmolLM2') && !existsSync(`${folder}/smollm2/model.gguf`)) continue
        const fresh = await open({ isolation: true })
        data[name] = await fresh.page.evaluate((each) => globalThis.bench.added(each), name)
        await fresh.close()
      }
      const megabytes = (bytes) => (bytes / 1e6).toFixed(1)
      const table = markdownTable([
        ['model', 'its files, MB', 'memory added, MB', 'ratio'],
        ...Object.entries(data).map(([name, { added, files }]) => [
          name.includes(' ') ? name : `\`${name}\``,
          megabytes(files),
          megabytes(added),
          `${(added / files).toFixed(2)} times`,
        ]),
      ])
      return { table, data }
    },
    { routes: [{ prefix: '/gguf-models/', folder }], browserArguments: [MEASURE_AT_ONCE] },
  )
}
