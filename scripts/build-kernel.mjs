import { readFileSync, writeFileSync } from 'node:fs'
import wabt from 'wabt'

const source = new URL('../src/store/kernel.wat', import.meta.url)
const target = new URL('../src/store/kernel-bytes.ts', import.meta.url)

/** The text of kernel-bytes.ts: the assembled kernel as a base64 string. */
export async function assembleKernel() {
  const { parseWat } = await wabt()
  const module = parseWat('kernel.wat', readFileSync(source, 'utf8'), { simd: true })
  module.validate()
  const { buffer } = module.toBinary({})
  module.destroy()
  const base64 = Buffer.from(buffer).toString('base64')
  return `/** kernel.wat, assembled by scripts/build-kernel.mjs. */\nexport const KERNEL =\n  '${base64}'\n`
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  writeFileSync(target, await assembleKernel())
}
