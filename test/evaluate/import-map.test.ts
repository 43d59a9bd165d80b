import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importMap } from '../../cli/pages/import-map.js'

let root: string

beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'tacet-imports-')))
  const files: Record<string, string> = {
    'dist/a.js': [
      "import { one } from 'plain';",
      'import {\n  two,\n} from "@scoped/conditions";',
      "export { three } from './b.js';",
      "/** import { wrong } from 'not-installed' */",
      " * import wrong from 'not-installed-either'",
      "const text = ` got worse from ');`;",
    ].join('\n'),
    'dist/deep/b.js': "const [x, y] = await Promise.all([import('plain/sub'), import('@scoped/conditions')]);",
    'node_modules/plain/package.json': JSON.stringify({ name: 'plain', main: 'main.cjs', module: 'main.mjs' }),
    'node_modules/plain/main.cjs': '',
    'node_modules/plain/main.mjs': '',
    'node_modules/plain/sub.js': '',
    'node_modules/@scoped/conditions/package.json': JSON.stringify({
      name: '@scoped/conditions',
      exports: { '.': { types: './x.d.ts', require: './x.cjs', import: { node: './node.js', default: './x.mjs' } } },
    }),
    'node_modules/@scoped/conditions/x.cjs': '',
    'node_modules/@scoped/conditions/x.mjs': '',
  }
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true })
    await writeFile(join(root, name), content)
  }
})
afterAll(() => rm(root, { recursive: true }))

test('each package that built files import is answered with its file for browsers, and comments are not imports', () => {
  const { imports, routes } = importMap(join(root, 'dist'))
  expect(imports).toEqual({
    plain: '/packages/plain/main.mjs',
    'plain/sub': '/packages/plain/sub.js',
    '@scoped/conditions': '/packages/@scoped/conditions/x.mjs',
  })
  expect(routes).toEqual(
    expect.arrayContaining([
      { prefix: '/packages/plain/', folder: join(root, 'node_modules/plain') },
      { prefix: '/packages/@scoped/conditions/', folder: join(root, 'node_modules/@scoped/conditions') },
    ]),
  )
})

test('a package that the page cannot get has no address', () => {
  const { imports } = importMap(join(root, 'dist'), ({ name }) => (name === 'plain' ? undefined : `/at/${name}/`))
  expect(imports).toEqual({ '@scoped/conditions': '/at/@scoped/conditions/x.mjs' })
})
