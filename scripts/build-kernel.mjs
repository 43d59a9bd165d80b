import { readFileSync, writeFileSync } from 'node:fs'
import wabt from 'wabt'

/** The sources in WebAssembly's text format; beside each lies the module that it assembles to. */
export const kernels = ['src/store/shared/kernel', 'workers/architectures/tagger/tagger-kernel']

const file = (path) => new URL(`../${path}`, import.meta.url)

/** The text of a kernel's -bytes.ts: the assembled module as a base64 string. */
export async function assembleKernel(kernel) {
  const { parseWat } = await wabt()
  const name = `${kernel.split('/').at(-1)}.wat`
  const module = parseWat(name, readFileSync(file(`${kernel}.wat`), 'utf8'), { simd: true })
  module.validate()
  const { buffer } = module.toBinary({})
  module.destroy()
  const base64 = Buffer.from(buffer).toString('base64')
  return `/** ${name}, assembled by scripts/build-kernel.mjs. */\nexport const KERNEL =\n  '${base64}'\n`
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  for (const kernel of kernels) writeFileSync(file(`${kernel}-bytes.ts`), await assembleKernel(kernel))
}
