import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkPackage, Package } from '@arethetypeswrong/core'
import { type Message, publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { beforeAll, expect, test } from 'vitest'
import { modelIds } from '../../scripts/model-packages.mjs'
import { packedTacet } from '../apps/packed.js'

let folder: string
let manifest: { readonly name: string; readonly version: string }

beforeAll(() => {
  folder = packedTacet()
  manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
}, 180_000)

test('publint finds nothing to mend in the packed package', async () => {
  // The folder holds exactly the files that npm packs, so a file that is missing in it is not published.
  const { messages } = await publint({ pkgDir: folder, pack: false })
  const told = messages
    .filter(isOurs)
    .map((message) => `${message.code}: ${formatMessage(message, manifest, { color: false })}`)
  expect(told, 'Mend `exports`, `files` or the fields of package.json that publint names').toEqual([])
})

test.each(modelIds())('publint finds nothing to mend in the package of %s', async (id) => {
  const { messages } = await publint({ pkgDir: `models/${id}`, pack: false })
  expect(messages).toEqual([])
})

test('the types of every entry resolve to the code of that entry', async () => {
  const { entrypoints, problems } = await typesOf(folder)
  expect(problems, 'https://arethetypeswrong.github.io explains each `kind`').toEqual([])
  expect(entrypoints).toContain('./redact')
})

/** The runtime's glue code is an ES module that makes a `require` for Node: publint takes it for CommonJS. */
function isOurs({ code, args }: Message): boolean {
  return code !== 'FILE_INVALID_EXPLICIT_FORMAT' || !args.actualFilePath?.startsWith('./dist/workers/runtime/')
}

/** How compilers resolve `import … from`. The package has no entry for `require`, and says so in `type`. */
const WAYS = ['node16-esm', 'bundler']

async function typesOf(packed: string): Promise<{ entrypoints: readonly string[]; problems: readonly string[] }> {
  const paths = readdirSync(packed, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'))
  const code = paths.filter((path) => /^(package\.json|(dist|bin)\/.*\.(m?js|d\.ts))$/.test(path))
  const files = code.map((path) => [`/node_modules/${manifest.name}/${path}`, readFileSync(join(packed, path), 'utf8')])
  const result = await checkPackage(new Package(Object.fromEntries(files), manifest.name, manifest.version))
  if (!result.types) throw new Error('The packed package has no declarations. Look at `files` in package.json.')
  const problems = result.problems.filter(
    (problem) => !('resolutionKind' in problem) || WAYS.includes(problem.resolutionKind),
  )
  return { entrypoints: Object.keys(result.entrypoints), problems: problems.map((problem) => JSON.stringify(problem)) }
}
