import { readdirSync, readFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

const sources = ['src', 'workers', 'demo', 'cli'].flatMap((folder) =>
  readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => `${folder}/${name}`),
)

/** What a file imports: files of the project by their path, packages by their name. Types count as well. */
function importsOf(file: string): string[] {
  const code = readFileSync(root + file, 'utf8').replace(/^\s*(\/\/|\*|\/\*).*$/gm, '')
  const names = [...code.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map((match) => match[1] as string)
  return names.map((name) =>
    name.startsWith('.') ? relative(root, resolve(root, dirname(file), name)).replace(/\.js$/, '.ts') : name,
  )
}

const graph = new Map(sources.map((file) => [file, importsOf(file)]))

/** Everything that is reached from a file. */
function reach(entry: string): ReadonlySet<string> {
  const seen = new Set<string>()
  const visit = (file: string) => {
    if (seen.has(file)) return
    seen.add(file)
    for (const next of graph.get(file) ?? []) visit(next)
  }
  visit(entry)
  return seen
}

const importersOf = (name: RegExp) => sources.filter((file) => graph.get(file)?.some((each) => name.test(each)))

describe('imports go one way', () => {
  test('the contract imports nothing, and errors import nothing', () => {
    expect(graph.get('src/tasks.ts')).toEqual([])
    expect(graph.get('src/errors.ts')).toEqual([])
  })

  test('the page imports no worker', () => {
    for (const file of sources.filter((name) => name.startsWith('src/'))) {
      const wrong = graph.get(file)?.filter((name) => name.startsWith('workers/') && !name.endsWith('.worker.ts'))
      expect(wrong, file).toEqual([])
    }
  })

  test('workers see only the floor of the page side, the wire, and what is pure in the store and in redaction', () => {
    const allowed =
      /^src\/(tasks|errors|progress|random-id|until-aborted)\.ts$|^src\/wire\/|^src\/store\/|^src\/redact\/normalize\.ts$/
    for (const file of sources.filter((name) => name.startsWith('workers/'))) {
      expect(
        graph.get(file)?.filter((name) => name.startsWith('src/') && !allowed.test(name)),
        file,
      ).toEqual([])
    }
  })

  test('the demo uses what is published', () => {
    for (const file of sources.filter((name) => name.startsWith('demo/'))) {
      expect(
        graph.get(file)?.filter((name) => /^(src|workers|cli)\//.test(name)),
        file,
      ).toEqual([])
    }
  })

  test.each(['src/redact/index.ts', 'src/store/index.ts', 'src/evaluate/index.ts'])('%s reaches no engine', (entry) => {
    expect([...reach(entry)].filter((name) => /^src\/(engine|engines\/|create-options)/.test(name))).toEqual([])
  })

  test('redaction reaches no worker and no wire', () => {
    const reached = [...reach('src/redact/index.ts')]
    expect(reached.filter((name) => /worker|^src\/wire|^comlink$/.test(name))).toEqual([])
  })

  test('one file of each kind of worker knows the inference libraries', () => {
    for (const file of importersOf(/^onnxruntime-web/)) expect(file).toMatch(/^workers\/(runtime\.ts|generation\/)/)
    expect(importersOf(/^@huggingface\/tokenizers$/)).toEqual(['workers/architectures/tokenizer.ts'])
    for (const file of importersOf(/^@huggingface\/transformers/)) expect(file).toMatch(/^workers\/generation\//)
  })

  test('the workers of the package are made by the engines, by the store, and where a page names their folder', () => {
    const spawning = sources.filter(
      (file) =>
        file.startsWith('src/') &&
        /new Worker\(/.test(readFileSync(root + file, 'utf8').replace(/^\s*(\/\/|\*).*$/gm, '')),
    )
    for (const file of spawning) expect(file).toMatch(/^src\/(engines\/spawn-worker|store\/|wire\/announced-worker)/)
  })

  test('there are no cycles', () => {
    const done = new Set<string>()
    const path: string[] = []
    const visit = (file: string) => {
      if (done.has(file)) return
      const at = path.indexOf(file)
      if (at >= 0) expect.fail(`cycle: ${[...path.slice(at), file].join(' -> ')}`)
      path.push(file)
      for (const next of graph.get(file) ?? []) if (graph.has(next)) visit(next)
      path.pop()
      done.add(file)
    }
    for (const file of sources) visit(file)
  })
})
