import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the
Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`

const onnxRuntime = `Copyright (c) Microsoft Corporation. All rights reserved.

${MIT}

The WebAssembly files hold code of others, which ONNX Runtime lists in its ThirdPartyNotices.txt:
https://github.com/microsoft/onnxruntime/blob/main/ThirdPartyNotices.txt`

/** Packages that name their licence and carry no text of it. */
const TEXTS = { 'onnxruntime-web': onnxRuntime, 'onnxruntime-common': onnxRuntime }

/** Packages that are published as a separate bundle, with others in it. */
const HOLDS = { '@huggingface/transformers': ['@huggingface/jinja', '@huggingface/tokenizers'] }

/** The licences of the packages whose modules these are, as a text to ship beside the bundle. */
export function noticesOf(modules) {
  const packages = new Map()
  for (const module of modules) {
    const folder = packageFolder(module)
    if (folder === undefined) continue
    packages.set(folder, notice(folder))
    const [own] = Object.keys(HOLDS).filter((name) => folder.endsWith(`/node_modules/${name}`))
    for (const held of HOLDS[own] ?? []) {
      const beside = folder.slice(0, -own.length) + held
      packages.set(beside, notice(beside))
    }
  }
  return `${[...packages.values()].sort().join(`\n\n${'-'.repeat(80)}\n\n`)}\n`
}

function packageFolder(module) {
  const path = module.replace(/^\0/, '').replace(/\?.*$/, '')
  if (!path.includes('/node_modules/')) return undefined
  for (let folder = dirname(path); folder.includes('/node_modules/'); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json')
    // Folders inside a package may hold a nameless one that only says which kind of modules they are.
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version !== undefined) return folder
  }
  return undefined
}

function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each))
  const text = file === undefined ? TEXTS[name] : readFileSync(join(folder, file), 'utf8').trim()
  if (text === undefined)
    throw new Error(`${name} is bundled and carries no licence text: add one to scripts/notices.mjs`)
  return `${name} ${version}\n${license}\n\n${text}`
}
