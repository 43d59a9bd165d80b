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

/** The imports of a file: files of the project by their path, packages by their name. Types count as well. */
function importsOf(file: string): string[] {
  const code = readFileSync(root + file, 'utf8').replace(/^\s*(\/\/|\*|\/\*).*$/gm, '')
  const names = [...code.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map((match) => match[1] as string)
  return names.map((name) =>
    name.startsWith('.') ? relative(root, resolve(root, dirname(file), name)).replace(/\.js$/, '.ts') : name,
  )
}

const graph = new Map(sources.map((file) => [file, importsOf(file)]))

/** All files that a file reaches. */
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

const sharedFiles = sources.filter((file) => file.startsWith('src/') && file.includes('/shared/'))

const importersOf = (name: RegExp) => sources.filter((file) => graph.get(file)?.some((each) => name.test(each)))

describe('imports go one way', () => {
  test('the contract imports nothing, errors import nothing, and manifests import only the contract', () => {
    expect(graph.get('src/shared/tasks.ts')).toEqual([])
    expect(graph.get('src/shared/compute.ts')).toEqual([])
    expect(graph.get('src/shared/model-manifest.ts')).toEqual(['src/shared/compute.ts', 'src/shared/tasks.ts'])
    expect(graph.get('src/shared/errors.ts')).toEqual([])
  })

  test('the page imports no worker', () => {
    for (const file of sources.filter((name) => name.startsWith('src/'))) {
      const wrong = graph.get(file)?.filter((name) => name.startsWith('workers/') && !name.endsWith('.worker.ts'))
      expect(wrong, file).toEqual([])
    }
  })

  test('a worker sees of the page side what lies in a folder called shared', () => {
    for (const file of sources.filter((name) => name.startsWith('workers/'))) {
      expect(
        graph.get(file)?.filter((name) => name.startsWith('src/') && !name.includes('/shared/')),
        file,
      ).toEqual([])
    }
  })

  test('a shared file imports only shared files and packages', () => {
    for (const file of sharedFiles) {
      expect(
        graph.get(file)?.filter((name) => graph.has(name) && !name.includes('/shared/')),
        file,
      ).toEqual([])
    }
  })

  test('a shared file is used by the page and by a worker', () => {
    const byThread = ['src', 'workers'].map((thread) =>
      sources.filter((file) => file.startsWith(`${thread}/`) && !file.includes('/shared/')).map(reach),
    )
    for (const file of sharedFiles) {
      const used = byThread.map((reaches) => reaches.some((reached) => reached.has(file)))
      expect(used, file).toEqual([true, true])
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
    expect([...reach(entry)].filter((name) => /^src\/(calls\/engine\.ts|engines\/)/.test(name))).toEqual([])
  })

  test('the client of servers knows nothing of those who call it', () => {
    const floor = /^src\/(http\/|shared\/(errors|until-aborted)\.ts$|calls\/check-options\.ts$)|^eventsource-parser$/
    for (const file of sources.filter((name) => name.startsWith('src/http/'))) {
      expect(
        graph.get(file)?.filter((name) => !floor.test(name)),
        file,
      ).toEqual([])
    }
  })

  test('no entry of the package reaches another', () => {
    const { exports } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
    const files = Object.values<{ default?: string } | string>(exports).flatMap((target) =>
      typeof target === 'string' || target.default === undefined
        ? []
        : [target.default.replace(/^\.\/dist\/(.*)\.js$/, '$1.ts')],
    )
    expect(files).toContain('src/engines/index.ts')
    for (const file of files.filter((name) => name.startsWith('src/'))) {
      const others = [...reach(file)].filter((name) => name !== file && files.includes(name))
      expect(others, file).toEqual([])
    }
  })

  test('redaction reaches no worker and no wire', () => {
    const reached = [...reach('src/redact/index.ts')]
    expect(reached.filter((name) => /worker|^src\/wire|^comlink$/.test(name))).toEqual([])
  })

  test('one file of each kind of worker knows the inference libraries, and so does the one that races with tacet', () => {
    const peer = 'demo/panels/race-transformers.worker.ts'
    const ours = (name: RegExp) => importersOf(name).filter((file) => file !== peer)
    for (const file of ours(/^onnxruntime-web/)) expect(file).toMatch(/^workers\/(runtime\/runtime\.ts|generation\/)/)
    expect(importersOf(/^@huggingface\/tokenizers$/)).toEqual(['workers/tokens/tokenizer.ts'])
    for (const file of ours(/^@huggingface\/transformers/)) expect(file).toMatch(/^workers\/generation\//)
  })

  test('the workers of the package are made by the engines, by the store, and where a page names their folder', () => {
    const spawning = sources.filter(
      (file) =>
        file.startsWith('src/') &&
        /new Worker\(/.test(readFileSync(root + file, 'utf8').replace(/^\s*(\/\/|\*).*$/gm, '')),
    )
    expect(spawning.length).toBeGreaterThan(2)
    for (const file of spawning) expect(file).toMatch(/^src\/(engines\/spawn-worker|store\/|wire\/announced-worker)/)
  })

  test('no file reaches itself', () => {
    expect(cycleIn(graph)).toBeUndefined()
  })
})

describe('folders', () => {
  const folders = new Map<string, Map<string, string>>()
  for (const file of sources.filter((name) => /^(src|workers|cli|demo)\//.test(name))) {
    const imports = folders.get(dirname(file)) ?? new Map<string, string>()
    folders.set(dirname(file), imports)
    for (const name of graph.get(file) ?? []) {
      if (graph.has(name) && dirname(name) !== dirname(file)) imports.set(dirname(name), `${file} imports ${name}`)
    }
  }

  test('no folder reaches itself', () => {
    const cycle = cycleIn(new Map([...folders].map(([folder, imports]) => [folder, [...imports.keys()]])))
    const imports = cycle?.slice(1).map((folder, index) => folders.get(cycle[index] as string)?.get(folder))
    expect(imports).toBeUndefined()
  })

  test('the table of ARCHITECTURE.md lists the imports of each folder', () => {
    const rows = readFileSync(`${root}ARCHITECTURE.md`, 'utf8').matchAll(/^\| `([^`]+)` \|[^|]+\|([^|]*)\|$/gm)
    const listed = Object.fromEntries(
      [...rows].map(([, folder, imports]) => [folder, imports?.match(/[^` ,]+/g)?.toSorted() ?? []]),
    )
    const made = Object.fromEntries(
      [...folders].map(([folder, imports]) => [
        folder,
        [...imports.keys()].filter((name) => name !== 'src/shared').toSorted(),
      ]),
    )
    // An import behind a minus is missing in the table, and an import behind a plus is in the table but in no file.
    expect(listed).toEqual(made)
  })
})

test('each file that ARCHITECTURE.md names is there', () => {
  const files = ['src', 'workers', 'cli', 'scripts', 'test', 'demo'].flatMap((folder) =>
    readdirSync(root + folder, { recursive: true, encoding: 'utf8' }).map((name) => `/${folder}/${name}`),
  )
  const named = readFileSync(`${root}ARCHITECTURE.md`, 'utf8').matchAll(/`([\w./-]+\.(?:ts|mjs|wat))`/g)
  const missing = [...named].filter(([, path]) => !files.some((file) => file.endsWith(`/${path}`)))
  expect(missing.map(([, path]) => path)).toEqual([])
})

// The path of an address has %20 in place of a space, so a program that opens it fails in a folder with a space in its name.
test('no program takes its own place from the path of an address', () => {
  const programs = ['src', 'workers', 'cli', 'demo', 'scripts', 'bench', 'test'].flatMap((folder) =>
    readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.m?[jt]s$/.test(name) && !name.includes('node_modules'))
      .map((name) => `${folder}/${name}`),
  )
  const wrong = programs.filter((name) => /import\.meta\.url\)\.pathname/.test(readFileSync(root + name, 'utf8')))
  expect(wrong).toEqual([])
})

/** The names of a circle of imports, the first of them once more at the end. */
function cycleIn(imports: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>()
  const path: string[] = []
  const visit = (name: string): string[] | undefined => {
    if (done.has(name) || !imports.has(name)) return undefined
    const at = path.indexOf(name)
    if (at >= 0) return [...path.slice(at), name]
    path.push(name)
    for (const next of imports.get(name) ?? []) {
      const cycle = visit(next)
      if (cycle !== undefined) return cycle
    }
    path.pop()
    done.add(name)
    return undefined
  }
  for (const name of imports.keys()) {
    const cycle = visit(name)
    if (cycle !== undefined) return cycle
  }
  return undefined
}
