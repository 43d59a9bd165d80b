import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'
import wabt from 'wabt'

/** The sources in WebAssembly's text format; beside each lies the module that it assembles to. */
const TEXTS = ['src/store/shared/kernel', 'workers/architectures/tagger/tagger-kernel']

/** Modules that are compiled from a file of `workers/kernels/assembly`, with further options of the compiler. */
const COMPILED = {
  'workers/kernels/plain': { source: 'index', options: [] },
  'workers/kernels/relaxed': { source: 'index', options: ['--enable', 'relaxed-simd'] },
  'workers/kernels/encoder-plain': { source: 'encoder', options: [] },
  'workers/kernels/encoder-relaxed': { source: 'encoder', options: ['--enable', 'relaxed-simd'] },
}

export const kernels = [...TEXTS, ...Object.keys(COMPILED)]

const file = (path) => new URL(`../${path}`, import.meta.url)

/** The text of a kernel's -bytes.ts: the assembled module as a base64 string. */
export async function assembleKernel(kernel) {
  return kernel in COMPILED ? compileKernel(COMPILED[kernel]) : assembleText(kernel)
}

async function compileKernel({ source: name, options }) {
  const source = `workers/kernels/assembly/${name}.ts`
  let module
  const { error, stderr } = await asc.main(
    [
      source,
      '--outFile',
      'kernel.wasm',
      '-O3',
      '--noAssert',
      '--runtime',
      'stub',
      '--importMemory',
      '--enable',
      'simd',
      ...options,
    ],
    {
      readFile: (name, base) => read(file(name.startsWith('/') ? name : `${base === '.' ? '' : `${base}/`}${name}`)),
      writeFile: (_name, contents) => {
        module = contents
      },
      listFiles: () => [],
    },
  )
  if (error) throw new Error(`${source} does not compile:\n${stderr.toString()}`)
  return moduleText('workers/kernels/assembly, compiled', module)
}

function read(address) {
  return existsSync(address) ? readFileSync(address, 'utf8') : null
}

async function assembleText(kernel) {
  const { parseWat } = await wabt()
  const name = `${kernel.split('/').at(-1)}.wat`
  const module = parseWat(name, readFileSync(file(`${kernel}.wat`), 'utf8'), { simd: true })
  module.validate()
  const { buffer } = module.toBinary({})
  module.destroy()
  return moduleText(`${name}, assembled`, buffer)
}

function moduleText(origin, module) {
  const base64 = Buffer.from(module).toString('base64')
  return `/** ${origin} by scripts/build-kernel.mjs. */\nexport const KERNEL =\n  '${base64}'\n`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const kernel of kernels) writeFileSync(file(`${kernel}-bytes.ts`), await assembleKernel(kernel))
}
