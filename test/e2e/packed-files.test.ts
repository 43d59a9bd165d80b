import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { packedTacet } from '../apps/packed.js'

let folder: string
let files: readonly string[]

beforeAll(() => {
  folder = packedTacet()
  files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => !name.startsWith('node_modules'))
}, 180_000)

test('no link of a document in the package is dead', () => {
  const dead = files
    .filter((name) => name.endsWith('.md'))
    .flatMap((name) => {
      const links = [...readFileSync(join(folder, name), 'utf8').matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
      return links
        .filter(([, link = '']) => !existsSync(join(folder, dirname(name), link)))
        .map(([link]) => `${name}: ${link}`)
    })
  expect(dead).toEqual([])
})

test('what a document tells its reader to run is in the package', () => {
  const named = files
    .filter((name) => name.endsWith('.md'))
    .flatMap((name) => [...readFileSync(join(folder, name), 'utf8').matchAll(/--data (golden\/\S+)/g)])
    .map(([, path = '']) => path)
  expect(named).not.toEqual([])
  for (const path of named) expect(files).toContain(path)
})

test('every entry of the package has its code and its declarations', () => {
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    exports: Record<string, string | Record<string, string>>
  }
  const targets = Object.values(exports).flatMap((target) =>
    typeof target === 'string' ? [target] : Object.values(target),
  )
  for (const target of targets.filter((each) => !each.includes('*'))) expect(files).toContain(target.slice(2))
})
